"""Records of walks (実機確認): what somebody saw on a device, ``docs/walks/<year>-<manual>-<n>.toml``.

A record is what somebody saw, and is never changed afterwards. What follows from all records (which screens
are verified, which sentences are confirmed, which manuals were walked through) is in `walk_states`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from ..errors import Place, Problem
from .decisions import looks_like_person
from .edition import Slug
from .formats import WALK
from .settings import Day, Strict, Text
from .text_files import shown
from .toml_files import load, place_of
from .walk_items import ItemKind, WalkItem

#: Below ``docs``; no page is made of it.
FOLDER: Final = "walks"
#: ``same``: as the manual shows it; ``differs``; ``absent``: it did not appear; empty: nobody looked.
Seen = Literal["same", "differs", "absent", ""]
#: A system with its version: Android 14, iPadOS 18.1, Windows 11 23H2.
_SYSTEM: Final = re.compile(r"[^\W\d_][^\d]*?\s?\d+(\.\d+){0,3}(\s\w{1,12})?")
_LONGEST: Final = 60


class WalkEntry(Strict):
    """What was seen of one item: see `WalkItem`. ``words``: what differs, as the device shows it.

    ``labels``: label → the Japanese words that were compared. ``settled``: why a difference may stay.
    """

    step: Text
    screen: Text | None = None
    sentence: Text | None = None
    seen: Seen = ""
    words: str = ""
    look: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    labels: dict[Text, Text] = Field(default_factory=dict)
    settled: Text | None = None

    @property
    def kind(self) -> ItemKind:
        """What it is of."""
        return "screen" if self.screen else "sentence" if self.sentence else "step"

    @property
    def key(self) -> tuple[str, str, str]:
        """As `WalkItem.key`."""
        return self.kind, "" if self.sentence else self.step, self.screen or self.sentence or ""

    def shows(self, item: WalkItem) -> bool:
        """Whether what was compared then is what the manual says now."""
        return self.key == item.key and self.look == item.look

    @property
    def is_open(self) -> bool:
        """Whether it differed and nobody has settled that."""
        return self.seen in ("differs", "absent") and self.settled is None


class DeviceWalk(Strict):
    """One person's walk through one manual on one device. ``by``: a role, never a person's name."""

    edition: Annotated[int, Field(ge=2019, le=2100)]
    manual: Slug
    version: Text
    by: Text
    device: Text
    os: Text
    browser: Text | None = None
    on: Day
    seen: Annotated[
        tuple[WalkEntry, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)
    ] = ()

    def entry_of(self, item: WalkItem) -> WalkEntry | None:
        """What was said of an item as it is now; None where nothing was."""
        return next((one for one in self.seen if one.seen and one.shows(item)), None)


@dataclass(frozen=True, slots=True)
class WalkFile:
    """A record with the file that holds it."""

    path: Path
    walk: DeviceWalk


def load_walks(docs: Path) -> tuple[WalkFile, ...]:
    """All records, the oldest walk first. Raises `TebikiError` for one that somebody has made wrong."""
    paths = sorted((docs / FOLDER).glob("*.toml"))
    found = [WalkFile(path, load(DeviceWalk, path, WALK)) for path in paths]
    return tuple(sorted(found, key=lambda one: (one.walk.on, one.path.name)))


def next_record(docs: Path, walk: DeviceWalk) -> Path:
    """The file that a new record gets: ``docs/walks/2031-tablet-2.toml``."""
    stem, folder = f"{walk.edition}-{walk.manual}", docs / FOLDER
    numbers = [
        int(n) for path in folder.glob(f"{stem}-*.toml") if (n := path.stem[len(stem) + 1 :]).isdigit()
    ]
    return folder / f"{stem}-{max(numbers, default=0) + 1}.toml"


def check_walk(
    walk: DeviceWalk, items: Sequence[WalkItem], manuals: Mapping[str, str], today: date, path: Path
) -> list[Problem]:
    """Everything that is wrong with what somebody wants recorded; ``manuals``: each with its version.

    ``items``: of the manual as it is now. An entry with another ``look`` than now is no mistake: it is what
    was on the sheet that the person had; it then verifies nothing.
    """
    return [*_head_problems(walk, manuals, today, path), *_entry_problems(walk, items, path)]


def _head_problems(
    walk: DeviceWalk, manuals: Mapping[str, str], today: date, path: Path
) -> Iterator[Problem]:
    if walk.manual not in manuals:
        values = {"name": walk.manual, "allowed": ", ".join(manuals)}
        yield Problem("walk/manual", place_in(path, "manual"), values)
    elif walk.version != manuals[walk.manual]:
        values = {"version": walk.version, "now": manuals[walk.manual]}
        yield Problem("walk/version", place_in(path, "version"), values)
    if walk.on > today:
        yield Problem("walk/future", place_in(path, "on"), {"on": walk.on.isoformat(), "today": today})
    if not is_system(walk.os):
        yield Problem("walk/os", place_in(path, "os"), {"value": shown(walk.os)})
    if looks_like_person(walk.by):
        yield Problem("walk/person", place_in(path, "by"), {"value": shown(walk.by)})


def is_system(text: str) -> bool:
    """Whether a text names a system with its version."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return len(plain) <= _LONGEST and bool(_SYSTEM.fullmatch(plain))


def _entry_problems(walk: DeviceWalk, items: Sequence[WalkItem], path: Path) -> Iterator[Problem]:
    known = {item.key for item in items}
    seen: set[tuple[str, str, str]] = set()
    for index, entry in enumerate(walk.seen):
        place = place_in(path, "seen", index)
        name = " ".join(filter(None, [entry.step, entry.screen or entry.sentence]))
        if entry.key in seen:
            yield Problem("walk/twice", place, {"name": name})
        elif entry.key not in known:
            steps = ", ".join(dict.fromkeys(item.place for item in items))
            yield Problem("walk/unknown", place, {"name": name, "allowed": steps})
        elif entry.seen == "differs" and not entry.words.strip():
            yield Problem("walk/words", place, {"name": name})
        seen.add(entry.key)
    if not any(entry.seen for entry in walk.seen):
        yield Problem("walk/empty", Place.of(path), {})


def place_in(path: Path, *keys: str | int) -> Place:
    """A place in a file of answers, which need not be there: answers may come from a terminal."""
    return place_of(path, keys) if path.is_file() else Place.of(path, key=".".join(map(str, keys)))
