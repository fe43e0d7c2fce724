"""Walks through the invented city's manual, for tests: what there is to compare, and what was seen of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tebiki.content.device_walks import DeviceWalk, Seen, WalkEntry
from tebiki.content.project import Project
from tebiki.editions.walk_record import RecordedWalk, blank_entry, record_walk

#: A day on which the tests are run, as far as walks go.
TODAY = date(2031, 4, 2)
#: A sentence that nobody has confirmed, and the same once more in a later step.
MARKED = "はじめに、画面が暗くなります（参考）。次に、明るくなります。"


def walk_of(
    root: Path, manual: str = "tablet", seen: Seen = "same", os: str = "Sky 3", day: int = 1
) -> DeviceWalk:
    """A walk that saw everything so, as the manual is now."""
    project = Project(root)
    entries = [
        blank_entry(item).model_copy(update={"seen": seen, "words": "とけい" if seen == "differs" else ""})
        for item in project.walk_source.items(manual)
    ]
    return DeviceWalk(
        edition=project.edition.year,
        manual=manual,
        version=project.edition.manuals[manual].number,
        by="認証担当",
        device="Tablet 1",
        os=os,
        on=date(2031, 4, day),
        seen=tuple(entries),
    )


def changed(walk: DeviceWalk, key: str, **values: object) -> DeviceWalk:
    """The walk with something else said of a screen, a step or a sentence."""
    names = [one.screen or one.sentence or one.step for one in walk.seen]
    assert names.count(key) == 1, names
    entries = [
        one.model_copy(update=values) if name == key else one
        for one, name in zip(walk.seen, names, strict=True)
    ]
    return walk.model_copy(update={"seen": tuple(entries)})


def recorded(root: Path, walk: DeviceWalk | None = None) -> RecordedWalk:
    """A walk that was recorded; without one, all as it is."""
    return record_walk(Project(root), walk or walk_of(root), root / "answers.toml", TODAY)


def with_marks(root: Path) -> Path:
    """The invented city's project with two sentences that nobody has confirmed; one of them stands twice."""
    page = root / "docs" / "tablet.md"
    text = page.read_text(encoding="utf-8")
    text = text.replace(
        "もう一度押します。", f"もう一度押します。\n\n{MARKED}\n\n「（参考）」は、一般的な説明です。"
    )
    text = text.replace("フォームを開きます。", "フォームを開きます（参考）。")
    page.write_text(text, encoding="utf-8", newline="\n")
    return root


def entry_named(walk: DeviceWalk, key: str) -> WalkEntry:
    """What was said of a screen, a step or a sentence."""
    return next(one for one in walk.seen if key in (one.screen, one.sentence, one.step))
