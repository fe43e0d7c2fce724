"""``tebiki edition revise``: a correction has its own number, day and line of the history."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tebiki.cli import main
from tebiki.parse.config import load_config
from tebiki.parse.edition import load_edition


@pytest.fixture
def root(content: Path, tmp_path: Path) -> Path:
    """The repository's own content, in Japanese alone: how far translations are takes a minute to tell."""
    made = tmp_path / "content"
    shutil.copytree(content, made, ignore=shutil.ignore_patterns("build"))
    with (made / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write('tebiki_settings["languages"] = ["ja"]\n')
    return made


def revise(root: Path, *more: str, year: str = "2025", on: str = "2025-09-10") -> int:
    options = [f"--root={root}", "--reason=誤字を直しました。", f"--on={on}", "--yes", *more]
    return main(["edition", "revise", year, *options])


def test_a_correction_counts_within_its_version(root: Path) -> None:
    assert revise(root, "--manual=ios") == 0
    assert revise(root, "--manual=ios", on="2025-10-01") == 0
    edition = load_edition(root / "docs" / "editions", "2025", load_config(root).settings)
    ios = edition.manuals["ios"]
    assert [row.number for row in ios.history] == ["4-2", "4-1", "4"]
    assert ios.history[0].changes["ja"] == "誤字を直しました。"
    assert ios.history[0].changes["en"] == "Corrected."
    assert (ios.number, str(ios.corrected), str(ios.published)) == ("4-2", "2025-10-01", "2025-04")
    assert edition.manuals["android"].number == "4"


def test_a_correction_may_count_as_a_version(root: Path) -> None:
    conf = root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(
        text.replace('"site": None,', '"site": None, "corrections": "version",'), encoding="utf-8"
    )
    assert revise(root, "--manual=ios") == 0
    edition = load_edition(root / "docs" / "editions", "2025", load_config(root).settings)
    ios = edition.manuals["ios"]
    assert (ios.number, str(ios.published), str(ios.corrected)) == ("5", "2025-09", "2025-09-10")


def test_the_next_year_begins_without_correction(root: Path) -> None:
    assert revise(root, "--manual=ios") == 0
    new = ["--certificate=KNPKI260301", "--published=2026-04", "--yes", f"--root={root}"]
    assert main(["edition", "new", "2026", *new]) == 0
    edition = load_edition(root / "docs" / "editions", "2026", load_config(root).settings)
    assert edition.manuals["ios"].number == "5"
    assert edition.manuals["ios"].corrected is None


@pytest.mark.parametrize(
    ("options", "year", "on", "said"),
    [
        (["--manual=ios"], "2031", "2025-09-10", "2031"),
        (["--manual=mac"], "2025", "2025-09-10", "There is no manual mac"),
        (["--manual=ios"], "2025", "2025-03-31", "before 2025-04-01"),
        (["--manual=ios"], "2025", "soon", "soon"),
        ([], "2025", "2025-09-10", "--manual"),
    ],
)
def test_what_is_refused(  # noqa: PLR0917 -- a case has four parts
    root: Path,
    options: list[str],
    year: str,
    on: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (root / "docs" / "editions" / "2025.toml").read_bytes()
    assert revise(root, *options, year=year, on=on) in (1, 2)
    assert said in capsys.readouterr().err
    assert (root / "docs" / "editions" / "2025.toml").read_bytes() == before


def test_a_draft_needs_no_correction(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = ["--certificate=KNPKI260301", "--published=2026-04", "--yes", f"--root={root}"]
    assert main(["edition", "new", "2026", *new]) == 0
    assert revise(root, "--manual=ios", year="2026", on="2026-09-10") == 1
    assert "still a draft" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r"correction = 1", "correction = 2", "leaves out a correction"),
        (r"corrected = 2025-09-10\n", "", "needs its day"),
        (r"corrected = 2025-09-10", "corrected = 2025-03-10", "was corrected before"),
    ],
)
def test_a_history_must_be_in_order(
    root: Path, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert revise(root, "--manual=ios") == 0
    path = root / "docs" / "editions" / "2025.toml"
    path.write_text(re.sub(old, new, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["edition", "list", f"--root={root}"]) == 1
    assert said in capsys.readouterr().err
