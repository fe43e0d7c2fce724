"""A correction and a draft given up, without a terminal: mistakes by field, a plan, then the write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.discard import discard_draft, plan_discard
from tebiki.editions.revise import (
    RevisionAnswers,
    find_revision_mistakes,
    plan_revision,
    write_revision,
)
from tebiki.errors import TebikiError

DAY = date(2041, 9, 10)
WHOLE = RevisionAnswers("2041", ("meeting_room",), {"ja": "誤字を直しました。"}, DAY)


def test_the_plan_is_what_the_command_writes(shiomi: Path) -> None:
    plan = plan_revision(Project(shiomi), WHOLE)
    before = plan.path.read_bytes()
    write_revision(plan)
    written = plan.path.read_bytes()
    plan.path.write_bytes(before)
    options = ["--manual=meeting_room", "--reason=誤字を直しました。", f"--on={DAY}", "--yes"]
    assert main(["edition", "revise", "2041", f"--root={shiomi}", *options]) == 0
    assert plan.path.read_bytes() == written != before


def test_the_reason_speaks_each_language(shiomi: Path) -> None:
    options = [
        "--manual=meeting_room",
        "--reason=誤字",
        "--reason=en=A wrong letter.",
        f"--on={DAY}",
        "--yes",
    ]
    assert main(["edition", "revise", "2041", f"--root={shiomi}", *options]) == 0
    row = Project(shiomi).edition_of("2041").manuals["meeting_room"].history[0]
    assert row.changes == {"ja": "誤字", "en": "A wrong letter."}


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        (RevisionAnswers("2041", ("mac",)), "manuals", "revise-manual"),
        (RevisionAnswers("2041", ("meeting_room",), on=date(2041, 4, 30)), "on", "revise-day"),
        (RevisionAnswers("2041", reasons={"ja": " "}), "reason", "blank"),
        (RevisionAnswers("2041", reasons={"fr": "mot"}), "reason", "changes-language"),
    ],
)
def test_mistakes_stand_by_their_field(answers: RevisionAnswers, field: str, code: str, shiomi: Path) -> None:
    found = find_revision_mistakes(Project(shiomi), answers)
    assert {name: [one.code for one in problems] for name, problems in found.items()} == {
        field: [f"edition-command/{code}"]
    }


def test_what_was_not_said_is_no_mistake_and_no_plan(shiomi: Path) -> None:
    nothing = RevisionAnswers("2041")
    assert find_revision_mistakes(Project(shiomi), nothing) == {}
    with pytest.raises(TebikiError, match=r"revise-manual.*blank.*no-day"):
        plan_revision(Project(shiomi), nothing)


def test_a_file_that_somebody_has_changed_stays(shiomi: Path) -> None:
    plan = plan_revision(Project(shiomi), WHOLE)
    other = plan.path.read_bytes() + b"\n# changed by hand\n"
    plan.path.write_bytes(other)
    with pytest.raises(TebikiError, match="changed-meanwhile"):
        write_revision(plan)
    assert plan.path.read_bytes() == other


def test_a_draft_goes_and_its_records_stay(shiomi: Path) -> None:
    new = ["--certificate=SHIO-MM520", "--published=2042-05", "--yes", f"--root={shiomi}"]
    assert main(["edition", "new", "2042", *new]) == 0
    record = shiomi / "docs/releases/review-2042.toml"
    record.parent.mkdir(exist_ok=True)
    record.write_text("format = 1\n", encoding="utf-8")
    plan = plan_discard(Project(shiomi), "2042")
    assert plan.stays == (record,)
    discard_draft(plan)
    assert not plan.path.exists()
    assert record.is_file()
    with pytest.raises(TebikiError, match="no-draft"):
        plan_discard(Project(shiomi), "2041")
