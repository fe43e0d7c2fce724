"""An entry of a catalogue: a message, its translation and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...errors import Place
from ..text_files import shown


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and its translation. ``line`` is that of the msgid, from 1."""

    msgid: str
    msgstr: str
    line: int
    fuzzy: bool
    obsolete: bool
    #: What translators wrote above it.
    comments: tuple[str, ...]
    #: Where the message stands in the sources: file, line.
    places: tuple[tuple[str, int], ...]
    #: What `tebiki translate update` tells translators.
    notes: tuple[str, ...] = ()
    #: The msgid that a fuzzy translation was made for, and was done for.
    former: str = ""

    @property
    def used(self) -> bool:
        """Whether a page shows the translation."""
        return bool(self.msgstr) and not self.fuzzy and not self.obsolete


def entry_place(path: Path, line: int, msgid: str) -> Place:
    """File, line and the beginning of the msgid: a translator's editor knows no lines."""
    return Place.of(path, line, f"「{shown(msgid)}」")
