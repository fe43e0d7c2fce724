"""A planted fault: what it does to a copy of a built project, and what must be found there.

A fault is written down before its rule is looked at, and not by whoever wrote the rule. Faults of
different places stand together in a batch, which one run of the real command looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: Where a fault was put: its line, its key (of a PDF the page), or the file as a whole.
At = int | str | None
#: What a fault does to the project's folder.
Plant = Callable[[Path], At]

PAGE = "docs/tablet.md"
EDITION = "docs/editions/2031.toml"
CATALOG = "docs/locales/en/LC_MESSAGES/manual.po"
SCREEN = "screenshots/tablet/ask.toml"
DRAWING = "screenshots/tablet/ask.typ"
LABELS = "docs/labels/tablet.toml"

SITE = "build/site"
JA = f"{SITE}/ja/tablet.html"
EN = f"{SITE}/en/tablet.html"
HOME = f"{SITE}/ja/index.html"
PDF = f"{SITE}/ja/guide-tablet-ver12-ja.pdf"
WALL = f"{SITE}/ja/guide-tablet-ver12-ja-summary.pdf"
PDF_EN = f"{SITE}/en/guide-tablet-ver12-en.pdf"
WALL_EN = f"{SITE}/en/guide-tablet-ver12-en-summary.pdf"


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. ``rule`` must find it in ``file``, and where ``plant`` says that it put it.

    ``also`` names the rules that rightly tell of its consequences, anywhere.
    """

    name: str
    rule: str
    file: str
    plant: Plant
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Faults that do not disturb each other, in a copy of the project ``of``.

    ``keep``: whether the build's record stays, so that a file changed by hand is told of, too; ``site``:
    whether there is an output at all; ``consequences``: rules that rightly tell of what follows from
    these faults."""

    name: str
    faults: tuple[Fault, ...]
    site: bool = True
    consequences: tuple[str, ...] = ()
    keep: bool = False
    of: str = "yamabe_planted"


def edit(file: str, old: str, new: str) -> Plant:
    """Put ``new`` for the first ``old`` of a text; the place is the line where ``new`` begins."""

    def plant(root: Path) -> At:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        return text[: text.index(old)].count("\n") + 1

    return plant


def translate(old: str, new: str) -> Plant:
    """Put ``new`` for ``old`` of a translation; the place is the line of its msgid."""

    def plant(root: Path) -> At:
        at = edit(CATALOG, old, new)(root)
        assert isinstance(at, int)
        lines = (root / CATALOG).read_text(encoding="utf-8").split("\n")[:at]
        return max(number for number, line in enumerate(lines, 1) if line.startswith("msgid "))

    return plant


def at(place: At, plant: Plant) -> Plant:
    """The same fault, told elsewhere: by a key, or where a page shows what was spoilt."""

    def planted(root: Path) -> At:
        plant(root)
        return place

    return planted


def whole(plant: Plant) -> Plant:
    """The same fault, told of the file as a whole."""
    return at(None, plant)


def add(file: str, line: str) -> Plant:
    """A line more at the end of the source, or within the page's ``main``."""

    def plant(root: Path) -> At:
        path = root / file
        text = path.read_text(encoding="utf-8")
        head, end, tail = text.rpartition("</main>") if "</main>" in text else (text, "\n", "")
        path.write_text(f"{head}{line}\n{end}{tail}", encoding="utf-8", newline="\n")
        return head.count("\n") + 1

    return plant


def paragraph(line: str) -> Plant:
    """A paragraph more at the end of the manual's source."""

    def plant(root: Path) -> At:
        path = root / PAGE
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n{line}\n", encoding="utf-8", newline="\n")
        return text.count("\n") + 2

    return plant


def put(file: str, data: bytes) -> Plant:
    """A file with these bytes, new or in the place of an old one."""

    def plant(root: Path) -> At:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return None

    return plant


def move(old: str, new: str) -> Plant:
    """A file gets another name."""

    def plant(root: Path) -> At:
        (root / old).rename(root / new)
        return None

    return plant


def remove(file: str) -> Plant:
    """A file is gone."""

    def plant(root: Path) -> At:
        (root / file).unlink()
        return None

    return plant
