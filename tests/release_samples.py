"""The invented city's project as releases find it: in a repository, and with a version that is open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from repositories import begin, git

from tebiki.content.edition import load_edition
from tebiki.content.releases import load_releases, opened, told_decisions, versions
from tebiki.content.settings import load_config
from tebiki.content.sums import SUMS
from tebiki.editions.release.make import sums

YEAR = "2031"
_HISTORY = "[[manuals.tablet.history]]"
_ROW = f"""{_HISTORY}
version = {{version}}
published = "2031-03"
certificate = "YMB-2031-0228"
changes = "直しました。"

"""


PAGE = '<meta name="generator" content="tebiki"><p>{commit}</p>'
FILES = ("index.html", "cms/article.html", "pdf/tablet.pdf", "site.zip")


def write(folder: Path, commit: str) -> None:
    """The files of a release, each with its commit."""
    for name in FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(PAGE.format(commit=commit), encoding="utf-8")
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")


def prepare(root: Path) -> None:
    """Fill ``root`` with the project in a repository that holds none of it yet."""
    shutil.copytree(Path(__file__).parent / "roots" / "yamabe", root, dirs_exist_ok=True)
    (root / ".gitignore").write_text("/build/\n/dist/\n")
    begin(root)
    git(root, "add", ".gitignore")
    git(root, "commit", "-qm", "ignore")
    reviewed(root)


def open_next(root: Path) -> None:
    """The next version of the manual, unless one is open; the file is written whole."""
    edition = load_edition(root / "docs" / "editions", YEAR, load_config(root).settings)
    released = load_releases(root / "docs", YEAR)
    if released and not opened(edition, released[-1]):
        _raise(root, edition.manuals["tablet"].version)
    reviewed(root)


def reviewed(root: Path) -> None:
    """The record of a draft that an approver was given, as far as it is looked at before anything is made."""
    edition = load_edition(root / "docs" / "editions", YEAR, load_config(root).settings)
    decided = f"decisions = {json.dumps(told_decisions(edition), ensure_ascii=False)}\n"
    rows = "".join(f'{name} = "{version}"\n' for name, version in versions(edition).items())
    path = root / "docs" / "releases" / f"review-{YEAR}.toml"
    path.parent.mkdir(exist_ok=True)
    _whole(
        root, path, f'edition = {YEAR}\n{decided}\n[manuals]\n{rows}\n[files]\n"index.html" = "{"0" * 64}"\n'
    )


def _raise(root: Path, now: int) -> None:
    path = root / "docs" / "editions" / f"{YEAR}.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(f"version = {now}\n", f"version = {now + 1}\n", 1)
    text = text.replace(_HISTORY, _ROW.format(version=now + 1) + _HISTORY, 1)
    _whole(root, path, text)


def _whole(root: Path, path: Path, text: str) -> None:
    new = root / "build" / path.name
    new.parent.mkdir(exist_ok=True)
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(path)
