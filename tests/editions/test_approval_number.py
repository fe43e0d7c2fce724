"""The 照合番号: what changes it, what does not, which slips of the hand are told as slips."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from release_samples import YEAR, prepare, reviewed, write
from signed_papers import OTHER, number_on_papers

from tebiki.cli.dispatch import main
from tebiki.content.releases import Review, load_releases, load_review
from tebiki.editions.approval_number import ALPHABET, make_number, read_number
from tebiki.editions.git import Repository
from tebiki.editions.release import release as steps
from tebiki.editions.release.options import Wish
from tebiki.editions.review import record_of
from tebiki.errors import UsageError

GIVEN = Review(
    edition=2031, manuals={"tablet": "12"}, files={"ja/index.html": "a" * 64, "ja/x.pdf": "b" * 64}
)
#: Worked out once; every machine must come to it.
KNOWN = "Z8XZ-AK6Z"
APPROVED = ["--approved=2031-02-20", "--number=福第12号"]


def test_it_is_the_same_on_every_machine_and_in_every_order() -> None:
    assert make_number(GIVEN) == KNOWN
    turned = Review(edition=2031, manuals={"tablet": "12"}, files=dict(reversed(GIVEN.files.items())))
    assert make_number(turned) == KNOWN


@pytest.mark.parametrize(
    "other",
    [
        {"edition": 2032},
        {"manuals": {"tablet": "12-1"}},
        {"compared": False},
        {"decisions": ("contact: 福祉課長, 2031-02-18, 決めかねる",)},
        {"files": {**GIVEN.files, "ja/index.html": "c" * 64}},
        {"files": {"ja/index.html": "a" * 64}},
    ],
)
def test_whatever_is_approved_changes_it(other: dict[str, object]) -> None:
    assert make_number(GIVEN.model_copy(update=other)) != KNOWN


def test_a_record_read_back_has_its_number(tmp_path: Path) -> None:
    path = tmp_path / "releases" / "review-2031.toml"
    path.parent.mkdir()
    path.write_bytes(record_of(GIVEN))
    review = load_review(tmp_path, "2031")
    assert review is not None
    assert make_number(review) == KNOWN


@pytest.mark.parametrize(
    "typed",
    [
        KNOWN,
        KNOWN.lower(),
        KNOWN.replace("-", ""),
        f" {KNOWN} ",
        KNOWN.replace("-", " - "),
        KNOWN.replace("-", "−"),
    ],
)
def test_it_may_be_typed_in_any_form(typed: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in typed)
    assert read_number(typed) == read_number(wide) == KNOWN


def test_signs_that_are_taken_for_others_are_those() -> None:
    number = next(
        made
        for size in range(64)
        if {"0", "1"} <= set(made := make_number(GIVEN.model_copy(update={"edition": 2019 + size})))
    )
    for others in ("OI", "ol", "Oi"):
        typed = number.replace("0", others[0]).replace("1", others[1])
        assert read_number(typed) == number


def slips() -> list[str]:
    signs = KNOWN.replace("-", "")
    wrong = [
        signs[:at] + other + signs[at + 1 :] for at in range(8) for other in ALPHABET if other != signs[at]
    ]
    turned = [signs[:at] + b + a + signs[at + 2 :] for at, (a, b) in enumerate(pairwise(signs)) if a != b]
    return [*wrong, *turned, signs[:-1], signs + "0", "", "福第12号", "123", "U" * 8]


def test_every_single_slip_is_told_as_one() -> None:
    for typed in slips():
        with pytest.raises(UsageError, match="release/check-number-form"):
            read_number(typed)


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reviewed project; the files of a release are no part of these tests."""
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)

    def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
        write(Path(wish.output), wish.commit)

    monkeypatch.setattr(steps, "made_by_commit", make)
    return root


def release(root: Path, *words: str) -> int:
    return main(["release", *APPROVED, *words, f"--root={root}"])


def test_a_release_records_and_prints_the_number(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = number_on_papers(ready, YEAR)
    assert release(ready, f"--check-number={number.lower().replace('-', '')}") == 0
    assert f"check number {number}" in capsys.readouterr().out
    assert load_releases(ready / "docs", YEAR)[0].check_number == number
    assert f'check_number = "{number}"' in (ready / "docs" / "releases" / f"{YEAR}.toml").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "without the check number of the papers that were signed"),
        (["--check-number="], 2, "without the check number of the papers that were signed"),
        (["--check-number=12"], 2, "'12' is no check number"),
        (["--check-number=福第12号"], 2, "The number of the approval goes to --number"),
        (
            [f"--check-number={OTHER}"],
            1,
            f"The paper with the check number {OTHER} is not of the present draft",
        ),
    ],
)
def test_nothing_else_is_taken(
    ready: Path, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Repository.of(ready).head()
    assert release(ready, *words) == code
    shown = capsys.readouterr().err
    assert said in " ".join(shown.split())
    assert number_on_papers(ready, YEAR) not in shown, "who signed nothing must not find the number here"
    assert Repository.of(ready).head() == before
    assert load_releases(ready / "docs", YEAR) == ()


def test_a_decision_that_no_paper_told_is_no_part_of_it(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ready / "docs" / "editions" / f"{YEAR}.toml"
    decision = (
        '\n[[decisions]]\nabout = "walked.tablet"\nrole = "福祉課長"\nday = 2031-02-18\nreason = "急ぐため"\n'
    )
    path.write_text(path.read_text(encoding="utf-8") + decision, encoding="utf-8", newline="\n")
    assert release(ready, f"--check-number={number_on_papers(ready, YEAR)}") == 1
    assert "not those that the signed papers tell" in " ".join(capsys.readouterr().err.split())
    reviewed(ready)
    assert release(ready, f"--check-number={number_on_papers(ready, YEAR)}") == 0


def test_a_draft_made_anew_needs_its_own_paper(ready: Path) -> None:
    signed = number_on_papers(ready, YEAR)
    path = ready / "docs" / "releases" / f"review-{YEAR}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("0" * 64, "1" * 64), encoding="utf-8")
    assert release(ready, f"--check-number={signed}") == 1
    assert release(ready, f"--check-number={number_on_papers(ready, YEAR)}") == 0
