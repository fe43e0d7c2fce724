"""What translators are asked for, how much of it is done, and who vouches for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a build that has nothing to do reads this module and no pydantic
    from ..language_owner import Care

#: What a message is part of: the work itself, what must not go wrong, all else.
Kind = Literal["step", "caution", "text"]
State = Literal["done", "fuzzy", "missing"]

_ROLE = re.compile(r"\{(\w+)\}`([^`]*)`")
#: A letter, or the Japanese sign of a range: other scripts write 3～6 with a sign of their own.
_WORD = re.compile(r"[^\W\d_]|[～〜]")


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a page. ``place``: file and line; ``screen``: the picture beside it, by name.

    ``anchor``: the address of its section or remedy on the page.
    """

    page: str
    msgid: str
    place: tuple[str, int]
    kind: Kind
    screen: str | None = None
    anchor: str | None = None

    @property
    def labels(self) -> frozenset[str]:
        """Keys of the labels that it shows."""
        return frozenset(key for role, key in _ROLE.findall(self.msgid) if role == "ui")


def has_words(msgid: str) -> bool:
    """Whether there is anything to translate: words, or the order of several roles."""
    return bool(_WORD.search(_ROLE.sub("", msgid))) or len(_ROLE.findall(msgid)) > 1


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages of a page are in which state. ``vital``: steps, cautions and labels."""

    vital: Mapping[State, int]
    rest: Mapping[State, int]

    @property
    def share(self) -> float:
        """The part of ``rest`` that is done, of 100; what holds nothing is done."""
        whole = sum(self.rest.values())
        return 100 * self.rest["done"] / whole if whole else 100.0

    @property
    def open(self) -> int:
        """Messages that a page shows in Japanese."""
        return sum(found[state] for found in (self.vital, self.rest) for state in ("fuzzy", "missing"))

    def released(self, bar: int) -> bool:
        """Whether the page may be published: all that is vital, of the rest at least ``bar`` of 100."""
        return self.vital["done"] == sum(self.vital.values()) and self.share >= bar


def tally(messages: Iterable[Message], states: Mapping[str, State], named: frozenset[str]) -> Tally:
    """Count messages, each once. ``states``: by msgid; ``named``: labels that the language has words for."""
    vital: dict[State, int] = {"done": 0, "fuzzy": 0, "missing": 0}
    rest: dict[State, int] = dict(vital)
    # The same words may stand in a step and elsewhere: then they are vital.
    kinds = {message.msgid: False for message in messages}
    for message in messages:
        kinds[message.msgid] |= message.kind != "text"
    for msgid, needed in kinds.items():
        if has_words(msgid):
            (vital if needed else rest)[states.get(msgid, "missing")] += 1
    for key in frozenset[str]().union(*(message.labels for message in messages)):
        vital["done" if key in named else "missing"] += 1
    return Tally(vital, rest)


@dataclass(frozen=True, slots=True)
class Translation:
    """One language's messages as a build uses them.

    ``texts``: msgid → translation, of entries that are done; ``fuzzy``: msgids that a
    person must look at again; ``revised``: the day of the last change, if it is told.
    """

    texts: Mapping[str, str]
    fuzzy: frozenset[str]
    revised: date | None
    care: Care

    def state(self, msgid: str) -> State:
        """How far a message is."""
        return "done" if msgid in self.texts else "fuzzy" if msgid in self.fuzzy else "missing"

    def reviewed(self, edition: int) -> bool:
        """Whether someone vouches for an edition."""
        return str(edition) in self.care.reviewed
