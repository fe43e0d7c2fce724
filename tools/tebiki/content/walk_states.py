"""What follows from all walks: screens and labels verified, sentences confirmed, manuals walked through.

Nothing of it is written down: a drawing, a label or a sentence that changes has not been seen any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from .catalogs.language_folder import SOURCE
from .device_walks import DeviceWalk, WalkEntry, WalkFile, load_walks
from .edition import Edition
from .labels import Label
from .publication import Publication
from .screens import ScreenFile, Verification
from .walk_items import WalkItem, WalkSource
from .words import load_words

#: ``none``: no walk of the edition is recorded; ``partly``: something differed, is missing, or has changed.
ManualState = Literal["none", "partly", "walked"]
#: How the name begins of what is missing where a manual was not walked through: ``walked.phone``.
MANUAL_DECISION: Final = "walked."


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a walk saw otherwise and that still stands so in the manual."""

    file: WalkFile
    index: int
    entry: WalkEntry


@dataclass(frozen=True)
class WalkStates:
    """All walks beside the manuals as they are now; ``items``: by manual."""

    files: tuple[WalkFile, ...] = ()
    items: Mapping[str, tuple[WalkItem, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, source: WalkSource) -> WalkStates:
        """Read both; without any record no manual is looked at. Raises `TebikiError`."""
        files = load_walks(source.docs)
        names = {one.walk.manual for one in files} & source.here.edition.manuals.keys()
        return cls(files, {name: source.items(name) for name in sorted(names)})

    def manual(self, name: str, year: int) -> ManualState:
        """How far a manual of an edition was walked through."""
        own = [one.walk for one in self.files if (one.walk.manual, one.walk.edition) == (name, year)]
        if any(self._is_whole(walk) for walk in own):
            return "walked"
        return "partly" if own else "none"

    def unwalked(self, edition: Edition) -> Iterator[tuple[str, ManualState]]:
        """Manuals of an edition that were not walked through as they are, each with its state."""
        states = ((name, self.manual(name, edition.year)) for name in edition.manuals)
        return ((name, state) for name, state in states if state != "walked")

    def _is_whole(self, walk: DeviceWalk) -> bool:
        """Whether each step was as the manual has it now, in its order, and no later walk saw otherwise."""
        needed = [item for item in self.items.get(walk.manual, ()) if item.needed]
        found = [walk.entry_of(item) for item in needed]
        if not needed or any(one is None or one.is_open for one in found):
            return False
        compared = [one.key for one in walk.seen if one.kind != "sentence" and one in found]
        return compared == [item.key for item in needed] and not self._opened(walk)

    def _opened(self, walk: DeviceWalk) -> bool:
        """Whether a difference is open that was seen on the same system in this manual."""
        return any(
            one.file.walk.os == walk.os
            and one.file.walk.manual == walk.manual
            and one.entry.kind != "sentence"
            for one in self.differences
        )

    def systems(self, name: str, year: int) -> tuple[str, ...]:
        """Systems on which every step of a manual was as it is now."""
        walks = [one.walk for one in self.files]
        found = [w.os for w in walks if (w.manual, w.edition) == (name, year) and self._is_whole(w)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the newest walk on each system saw otherwise, as long as the manual still shows it."""
        newest: dict[tuple[str, str, tuple[str, str, str]], Difference] = {}
        for file, index, entry in self._current():
            newest[file.walk.manual, file.walk.os, entry.key] = Difference(file, index, entry)
        return tuple(one for one in newest.values() if one.entry.is_open)

    def _current(self) -> Iterator[tuple[WalkFile, int, WalkEntry]]:
        """Entries that compared what the manual shows now."""
        for file in self.files:
            now = {item.key: item for item in self.items.get(file.walk.manual, ())}
            for index, entry in enumerate(file.walk.seen):
                item = now.get(entry.key)
                if entry.seen and item is not None and entry.shows(item):
                    yield file, index, entry

    @cached_property
    def screens(self) -> Mapping[str, Verification]:
        """Screen → who last saw that the real one looks so; not where it is open that it does not."""
        opened = {one.entry.screen for one in self.differences}
        found = {}
        for file, _, entry in self._current():
            if entry.screen and entry.seen == "same" and entry.screen not in opened:
                walk = file.walk
                found[entry.screen] = Verification(by=walk.by, device=walk.device, os=walk.os, on=walk.on)
        return found

    @cached_property
    def label_texts(self) -> Mapping[str, frozenset[str]]:
        """Label → the Japanese words that somebody has read on a device."""
        found: dict[str, set[str]] = {}
        for file in self.files:
            for entry in file.walk.seen:
                if entry.seen == "same":
                    for key, text in entry.labels.items():
                        found.setdefault(key, set()).add(text)
        return {key: frozenset(texts) for key, texts in found.items()}

    def sentences(self, name: str) -> frozenset[str]:
        """Sentences of a manual that a walk has confirmed: they need no mark any more."""
        opened = {one.entry.sentence for one in self.differences if one.file.walk.manual == name}
        own = [entry for file in self.files if file.walk.manual == name for entry in file.walk.seen]
        said = {one.sentence for one in own if one.sentence and one.seen == "same"}
        return frozenset(one for one in said if one and one not in opened)


def with_walks(here: Publication, docs: Path, screenshots: Path) -> Publication:
    """The publication with what walks say of its manuals. Raises `TebikiError` for a wrong record."""
    source = WalkSource(docs, screenshots, replace(here, words=load_words(SOURCE)))
    states = WalkStates.read(source)
    unwalked = {name: state for name, state in states.unwalked(here.edition) if state != "walked"}
    confirmed = {name: states.sentences(name) for name in here.edition.manuals}
    return replace(here, unwalked=unwalked, confirmed={n: s for n, s in confirmed.items() if s})


def seen_spec(spec: ScreenFile, name: str, states: WalkStates) -> ScreenFile:
    """What is said of a screen, verified where a walk has verified it and nobody had before."""
    seen = states.screens.get(name)
    return spec if spec.verified or seen is None else spec.model_copy(update={"verified": seen})


def seen_labels(labels: Mapping[str, Label], states: WalkStates) -> dict[str, Label]:
    """The labels, those verified too whose words somebody has read on a device."""
    return {key: _seen(label, states.label_texts.get(key, ())) for key, label in labels.items()}


def _seen(label: Label, texts: Iterable[str]) -> Label:
    return replace(label, verified=True) if label.text("ja") in texts else label
