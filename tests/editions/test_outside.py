"""A version that was published from a file made elsewhere: no other text goes out under its number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from release_samples import YEAR, prepare, reviewed, write
from signed_papers import signed

from tebiki.cli.dispatch import main
from tebiki.content.edition import Edition, load_edition
from tebiki.content.releases import load_releases
from tebiki.content.settings import load_config
from tebiki.editions.release import release as steps
from tebiki.editions.release.options import Wish
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

NEW = ["--certificate=YMB-2032-0301", "--published=2032-03"]
ROW = 'published = "2031-03"\ncertificate'
Typed = Callable[..., None]


def made_elsewhere(root: Path, manuals: int = 1) -> None:
    """Say of the top rows of the history that they were published from files made elsewhere."""
    path = root / "docs" / "editions" / f"{YEAR}.toml"
    text = path.read_text(encoding="utf-8")
    assert ROW in text
    path.write_text(text.replace(ROW, f"outside = true\n{ROW}", manuals), encoding="utf-8")


@pytest.fixture
def outside(city: Path) -> Path:
    """The invented city's project; its Ver.12 was made elsewhere."""
    made_elsewhere(city)
    return city


def loaded(root: Path, year: str) -> Edition:
    return load_edition(root / "docs" / "editions", year, load_config(root).settings)


def test_it_is_built_as_before_and_said(outside: Path) -> None:
    told = build(Request(outside, formats=("html",)), lambda _: None).told
    assert any(text.startswith("Published elsewhere: Ver.12 (2031-03) of tablet") for text in told)
    row = outside / "docs" / "editions" / f"{YEAR}.toml"
    row.write_text(
        row.read_text(encoding="utf-8").replace("outside = true", "outside = false"), encoding="utf-8"
    )
    told = build(Request(outside, formats=("html",)), lambda _: None).told
    assert not any("Published elsewhere" in text for text in told)


def test_the_next_version_is_a_revision_of_all(outside: Path) -> None:
    before = loaded(outside, YEAR).manuals["tablet"]
    assert before.outside
    assert main(["edition", "new", "2032", *NEW, "--yes", f"--root={outside}"]) == 0
    manual = loaded(outside, "2032").manuals["tablet"]
    assert manual.history[0].changes == {"ja": "全面改訂しました。"}
    assert not manual.outside
    assert manual.history[1:] == before.history


def test_who_begins_a_year_is_asked_with_the_sentence(
    outside: Path, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("", "y")
    assert main(["edition", "new", "2032", *NEW, f"--root={outside}"]) == 0
    assert (
        "The last version of tablet was made elsewhere; Enter alone for 「全面改訂しました。」"
        in capsys.readouterr().err
    )
    assert loaded(outside, "2032").manuals["tablet"].history[0].changes["ja"] == "全面改訂しました。"


def test_own_words_go_before(outside: Path, typed: Typed) -> None:
    typed("画面を替えました。", "y")
    assert main(["edition", "new", "2032", *NEW, f"--root={outside}"]) == 0
    assert loaded(outside, "2032").manuals["tablet"].history[0].changes["ja"] == "画面を替えました。"


@pytest.mark.parametrize(
    ("answers", "said"),
    [(["", "y"], "全面改訂しました。"), (["誤りを直しました。", "y"], "誤りを直しました。")],
)
def test_a_correction_of_it(outside: Path, typed: Typed, answers: list[str], said: str) -> None:
    typed(*answers)
    options = ["--manual=tablet", "--on=2031-04-10", f"--root={outside}"]
    assert main(["edition", "revise", YEAR, *options]) == 0
    manual = loaded(outside, YEAR).manuals["tablet"]
    assert (manual.number, manual.outside, manual.history[0].changes["ja"]) == ("12-1", False, said)


def test_its_words_stand_in_every_language_of_the_row_below(shiomi: Path) -> None:
    path = shiomi / "docs" / "editions" / "2041.toml"
    text = path.read_text(encoding="utf-8")
    at = text.index("[[manuals.meeting_room.history]]\n") + len("[[manuals.meeting_room.history]]\n")
    path.write_text(text[:at] + "outside = true\n" + text[at:], encoding="utf-8")
    new = ["--certificate=SHIO-MM520", "--published=2042-05", "--yes", f"--root={shiomi}"]
    assert main(["edition", "new", "2042", *new]) == 0
    manuals = loaded(shiomi, "2042").manuals
    rewritten, renewed = (manuals[name].history[0].changes for name in ("meeting_room", "chrome_book"))
    assert rewritten == {"ja": "全面改訂しました。", "en": "Completely revised."}
    assert renewed["en"] == "Updated for the new digital certificate."


def test_no_release_under_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    made_elsewhere(root)

    def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
        write(Path(wish.output), wish.commit)

    monkeypatch.setattr(steps, "made_by_commit", make)
    asked = ["release", "--approved=2031-04-20", "--number=12", f"--root={root}"]
    assert main([*asked, *signed(root)]) == 1
    said = capsys.readouterr().err
    assert "2031.toml:26: manuals.tablet.history" in said
    assert "Ver.12 (2031-03) of tablet was published from a file made elsewhere" in said
    assert "tebiki edition revise 2031 --manual tablet" in said
    assert not (root / "dist").exists()
    revise = ["--manual=tablet", "--on=2031-04-10", "--reason=全面改訂しました。", "--yes", f"--root={root}"]
    assert main(["edition", "revise", YEAR, *revise]) == 0
    reviewed(root)
    assert main([*asked, *signed(root)]) == 0
    assert load_releases(root / "docs", YEAR)[0].manuals == {"tablet": "12-1"}
