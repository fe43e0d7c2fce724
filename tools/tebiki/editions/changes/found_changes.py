"""Changes as data: what was, what is, and the name by which somebody takes one back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .source_pairs import SourcePair

#: Why a picture looks different: it was drawn or captured anew, or shows other facts and labels.
PictureReason = Literal["drawing", "capture", "values"]
RecordKind = Literal["confirmed", "decision", "history", "reviewed"]


def change_id(*parts: object) -> str:
    """The name of a change: of what it is about, what was and what is; it is gone once either differs."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact's value; empty for none. ``leaves``: what the file says now and said, by its dotted keys.

    ``places``: how often the manuals print it.
    """

    id: str
    key: str
    before: str
    after: str
    places: int
    leaves: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """Something that was recorded: a confirmation, a decision, a row of a manual's history, a review.

    ``about``: the fact's key, the manual or the language; ``text``: what was recorded last.
    """

    kind: RecordKind
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """Lines of a manual's text. ``line``: where they stand now, from 1; ``count``: how many they are now."""

    id: str
    file: str
    line: int
    count: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelChange:
    """Words on a screen in one language, or what is said of them (``source``, ``verified``)."""

    id: str
    file: str
    key: str
    part: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PictureChange:
    """A declared screen. ``pairs``: its files that differ; none where only what it shows has changed.

    ``facts``, ``labels``: keys of what it shows and has another value now.
    """

    id: str
    screen: str
    reason: PictureReason
    pairs: tuple[SourcePair, ...]
    facts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationChange:
    """How many messages of a language have another translation now."""

    language: str
    count: int


@dataclass(frozen=True, slots=True)
class OtherChange:
    """A file of which nothing else can be told."""

    id: str
    pair: SourcePair

    @property
    def kind(self) -> Literal["new", "gone", "changed"]:
        """What became of it."""
        if self.pair.before is None:
            return "new"
        return "gone" if self.pair.after is None else "changed"


#: What can be taken back by its name.
OneChange = FactChange | SentenceChange | LabelChange | PictureChange | OtherChange


@dataclass(frozen=True, slots=True)
class FoundChanges:
    """All that has changed between two states of the sources."""

    facts: tuple[FactChange, ...] = ()
    records: tuple[RecordChange, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()
    labels: tuple[LabelChange, ...] = ()
    pictures: tuple[PictureChange, ...] = ()
    translations: tuple[TranslationChange, ...] = ()
    others: tuple[OtherChange, ...] = ()

    @property
    def count(self) -> int:
        """How many there are; a language's translations are one."""
        lists = (self.facts, self.records, self.sentences, self.labels, self.pictures, self.translations)
        return sum(map(len, lists)) + len(self.others)

    def named(self) -> Iterator[OneChange]:
        """Those that have a name."""
        yield from self.facts
        yield from self.sentences
        yield from self.labels
        yield from self.pictures
        yield from self.others
