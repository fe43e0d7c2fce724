"""A walk becomes a record, and the edition learns the system; what is wrong is told, and nothing written."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from planted import spoil
from walk_samples import TODAY, changed, recorded, walk_of, with_marks

from tebiki.content.device_walks import DeviceWalk, is_system
from tebiki.content.edition import load_edition
from tebiki.content.project import Project
from tebiki.editions.walk_record import blank_text, read_answers, record_walk, walk_text
from tebiki.errors import TebikiError

EDITION = "docs/editions/2031.toml"


def refused(root: Path, walk: DeviceWalk) -> list[str]:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(TebikiError) as caught:
        recorded(root, walk)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    return [problem.code for problem in caught.value.problems]


def test_what_is_written_is_read_back(city: Path) -> None:
    with_marks(city)
    walk = walk_of(city)
    done = recorded(city, walk)
    assert done.path == city / "docs/walks/2031-tablet-1.toml"
    assert read_answers(done.path) == walk
    assert recorded(city, walk_of(city, day=2)).path.name == "2031-tablet-2.toml"


def test_text_of_any_kind_is_read_back(city: Path) -> None:
    odd = 'バックスラッシュ\\ "引用" \n改行'
    walk = changed(walk_of(city), "tablet/ask", seen="differs", words=odd, settled="“そのまま”")
    (city / "answers.toml").write_text(walk_text(walk), encoding="utf-8")
    assert read_answers(city / "answers.toml") == walk


def test_the_edition_learns_the_system(city: Path) -> None:
    path = city / EDITION
    spoil(
        path,
        'unconfirmed = ["mail_wait", ',
        'unconfirmed = [\n  "manuals.tablet.tested",  # どれで\n  "mail_wait",  # いつ\n  ',
    )
    spoil(path, "[manuals.tablet]\n", "# 版と端末\n[manuals.tablet]\n")
    assert recorded(city).tested
    text, settings = path.read_text(encoding="utf-8"), Project(city).settings
    edition = load_edition(path.parent, "2031", settings)
    assert edition.manuals["tablet"].tested == ("Sky 3",)
    assert "manuals.tablet.tested" not in edition.unconfirmed
    assert edition.confirmed["manuals.tablet.tested"].by == "認証担当"
    assert edition.confirmed["manuals.tablet.tested"].on == date(2031, 4, 1)
    assert "# 版と端末" in text
    assert "# いつ" in text
    recorded(city, walk_of(city, os="Sky 4", day=2))
    again = load_edition(path.parent, "2031", settings)
    assert again.manuals["tablet"].tested == ("Sky 3", "Sky 4")
    assert again.confirmed["manuals.tablet.tested"].on == date(2031, 4, 2)


def test_a_walk_with_a_difference_leaves_the_edition_alone(city: Path) -> None:
    before = (city / EDITION).read_bytes()
    assert not recorded(city, walk_of(city, seen="differs")).tested
    assert (city / EDITION).read_bytes() == before


def test_a_blank_file_asks_for_all(city: Path) -> None:
    with_marks(city)
    project = Project(city)
    text = blank_text(project.edition, "tablet", project.walk_source.items("tablet"))
    table = tomllib.loads(text)
    assert [table[key] for key in ("by", "device", "os", "on")] == [""] * 4
    assert {row["seen"] for row in table["seen"]} == {""}
    (city / "answers.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TebikiError) as caught:
        read_answers(city / "answers.toml")
    assert {problem.place.key for problem in caught.value.problems if problem.place} == {
        "by",
        "device",
        "os",
        "on",
    }
    filled = text.replace('by = ""', 'by = "係"').replace('device = ""', 'device = "T"')
    filled = filled.replace('os = ""', 'os = "Sky 3"').replace('on = ""', "on = 2031-04-01")
    (city / "answers.toml").write_text(filled.replace('seen = ""', 'seen = "same"'), encoding="utf-8")
    done = record_walk(project, read_answers(city / "answers.toml"), city / "answers.toml", TODAY)
    assert (done.state, done.changed) == ("walked", ())


def test_what_changed_since_the_sheet_was_printed_is_told(city: Path) -> None:
    walk = walk_of(city)
    spoil(city / "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "うん"')
    done = recorded(city, walk)
    assert [one.screen for one in done.changed] == ["tablet/ask"]
    assert (done.state, done.tested) == ("partly", False)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"on": date(2031, 4, 3)}, "walk/future"),
        ({"os": "なし"}, "walk/os"),
        ({"os": "14"}, "walk/os"),
        ({"by": "架空 花子さん"}, "walk/person"),
        ({"version": "11"}, "walk/version"),
        ({"manual": "phone"}, "walk/manual"),
        ({"edition": 2030}, "walk/edition"),
        ({"seen": ()}, "walk/empty"),
    ],
)
def test_a_wrong_head_is_refused(city: Path, values: dict[str, Any], code: str) -> None:
    assert code in refused(city, walk_of(city).model_copy(update=values))


def test_a_day_that_no_paper_can_name_is_refused(city: Path) -> None:
    text = walk_text(walk_of(city))
    path = city / "answers.toml"
    path.write_text(re.sub(r"(?m)^on = .*$", "on = 1800-01-01", text), encoding="utf-8")
    with pytest.raises(TebikiError) as caught:
        read_answers(path)
    assert [problem.code for problem in caught.value.problems] == ["toml/value"]


def test_wrong_entries_are_refused(city: Path) -> None:
    walk = walk_of(city)
    assert refused(city, changed(walk, "tablet/ask", step="step-9")) == ["walk/unknown"]
    assert refused(city, changed(walk, "tablet/ask", screen="tablet/none")) == ["walk/unknown"]
    assert refused(city, walk.model_copy(update={"seen": (*walk.seen, walk.seen[0])})) == ["walk/twice"]
    assert refused(city, changed(walk, "tablet/ask", seen="differs", words=" ")) == ["walk/words"]
    assert refused(city, changed(walk, "tablet/ask", seen="differs", words="\x7f")) == ["text/unseen"]


def test_the_same_walk_is_recorded_once(city: Path) -> None:
    recorded(city)
    assert refused(city, walk_of(city)) == ["walk/recorded"]


def test_a_record_that_somebody_spoilt_stops_what_needs_it(city: Path) -> None:
    path = recorded(city).path
    spoil(path, 'seen = "same"', 'seen = "perhaps"')
    with pytest.raises(TebikiError) as caught:
        _ = Project(city).walks
    assert caught.value.problems[0].place is not None


@pytest.mark.parametrize(
    "text",
    ["Android 14", "iOS 18.1", "iPadOS 18.1.1", "Windows 11 23H2", "あおぞらOS 3", "Ａｎｄｒｏｉｄ　１４"],
)
def test_systems_with_a_version(text: str) -> None:
    assert is_system(text)


@pytest.mark.parametrize(
    "text", ["", "Android", "14", "最新", "2031-04-01", "Android 14 と 15", "Android latest"]
)
def test_what_is_no_system_with_a_version(text: str) -> None:
    assert not is_system(text)
