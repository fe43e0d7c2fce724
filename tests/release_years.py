"""Two years of the invented city: what tests of releases do with it."""

from __future__ import annotations

import shutil
from pathlib import Path

from repositories import begin, git
from signed_papers import signed

from tebiki.cli.dispatch import main

YEAR, NEXT = "2031", "2032"
APPROVED = ["--approved", "2031-02-20", "--number", "福第12号"]


def prepare(root: Path) -> None:
    """The invented city's project in a repository, ready to be released."""
    shutil.copytree(Path(__file__).parent / "roots" / "yamabe", root, dirs_exist_ok=True)
    (root / ".gitignore").write_text("/build/\n/dist/\n")
    begin(root)
    git(root, "add", ".gitignore")
    git(root, "commit", "-qm", "ignore")


def run(root: Path, *words: str) -> int:
    """``tebiki release``; who releases reads the number off the papers that were made last."""
    asks = "verify" not in words and "--check-number" not in words
    number = signed(root, words) if asks else []
    return main(["release", *words, *number, "--root", str(root)])


def review(root: Path, year: str) -> None:
    assert main(["edition", "review", year, "--root", str(root)]) == 0


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


ROW = """[[manuals.tablet.history]]
version = 13
published = "2032-03"
certificate = "YMB-2032-0229"
changes = "新しい証明書です。"

"""


def next_year(root: Path) -> None:
    """The next edition, as a person could write it."""
    text = (root / "docs" / "editions" / f"{YEAR}.toml").read_text(encoding="utf-8")
    text = text.replace("year = 2031", "year = 2032").replace('id = "YMB-2031-0228"', 'id = "YMB-2032-0229"')
    text = text.replace('version = 12\npublished = "2031-03"', 'version = 13\npublished = "2032-03"', 1)
    text = text.replace("[[manuals.tablet.history]]", ROW + "[[manuals.tablet.history]]", 1)
    (root / "docs" / "editions" / f"{NEXT}.toml").write_text(text, encoding="utf-8", newline="\n")
