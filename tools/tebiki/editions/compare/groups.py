"""What the details of a comparison have in common: the one change that is seen at thirty places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from .rows import Detail

#: In the order of the summary. ``fact``: a value that the year's file has once.
Kind = Literal["certificate", "version", "fact", "text", "picture", "link", "order", "history"]
ORDER: Final[tuple[Kind, ...]] = (
    "certificate",
    "version",
    "fact",
    "text",
    "picture",
    "link",
    "order",
    "history",
)
#: Facts of the certificate's name, and of version and year.
_CERTIFICATE: Final = (
    "certificate.id",
    "certificate.file",
    "certificate.stored_name",
    "certificate.typed_name",
    "certificate.name_on_device",
    "certificate.subject",
    "certificate.common_name",
    "previous.certificate",
)
#: Names that stand in so many places that a text tells nothing by holding one.
_COMMON: Final = frozenset(_CERTIFICATE[:5])
_VERSION: Final = ("version", "published", "period", "year")
#: Shorter values stand within too many other words.
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class SideValues:
    """The facts of one side by manual (``""``: of all), and what people call each."""

    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, manual: str) -> Mapping[str, str]:
        """All facts that a page may print; a page of no manual has versions and months of all."""
        shared = dict(self.facts.get("", {}))
        if manual in self.facts:
            return {**shared, **self.facts[manual]}
        for own in self.facts.values():
            shared.update({key: own[key] for key in ("version", "published") if key in own})
        return shared


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What some details share. ``key``: of the fact, or empty."""

    kind: Kind
    key: str = ""


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact with its values on both sides; ``old`` None: nobody knew it."""

    key: str
    new: str
    old: str | None


def pairs_of(new: SideValues, old: SideValues, manual: str) -> tuple[ChangedFact, ...]:
    """Facts of a page whose value differs, longest values first."""
    now, before = new.of(manual), old.of(manual)
    found = [
        ChangedFact(key, value, before.get(key))
        for key, value in now.items()
        if len(value) >= _LEAST and value != before.get(key)
    ]
    return tuple(sorted(found, key=lambda pair: (-len(pair.old or ""), -len(pair.new), pair.key)))


def group_of(
    detail: Detail, pairs: Sequence[ChangedFact], versions: Sequence[str], drawn: frozenset[str]
) -> ChangeGroup:
    """The group of a change.

    ``versions``: of the new side, as a row of the history begins with; ``drawn``: facts whose values alone
    make a picture another one (`Drawings.facts_of`).
    """
    new, old = detail.words
    if detail.block == "row" and any(new.startswith(version) for version in versions):
        return ChangeGroup("history")
    if detail.what == "moved":
        return ChangeGroup("order")
    # A section that only one side has says more than the value that it also holds.
    by_facts = None if detail.block == "section" and not (new and old) else _by_facts(new, old, pairs)
    if by_facts is not None and detail.what != "picture":
        return by_facts
    if detail.what == "picture":
        return _of_picture(detail, pairs, drawn)
    if detail.what == "links":
        return ChangeGroup("link")
    return ChangeGroup("text")


def _of_picture(detail: Detail, pairs: Sequence[ChangedFact], drawn: frozenset[str]) -> ChangeGroup:
    """A picture: its code by where that leads; what it shows, by the facts of its drawing."""
    new, old = detail.words
    if new != old:
        return _by_facts(new, old, pairs) or ChangeGroup("picture")
    own = [pair for pair in pairs if pair.key in drawn]
    if fresh := next((pair for pair in own if pair.old is None), None):
        return ChangeGroup("fact", fresh.key)
    groups = (group for keys, group in _candidates(own) if drawn and drawn <= {*keys})
    return next(groups, ChangeGroup("picture"))


def _by_facts(new: str, old: str, pairs: Sequence[ChangedFact]) -> ChangeGroup | None:
    """The facts alone that make the new words of the old ones; None where more has changed."""
    if new == old:
        return None
    changed = [pair for pair in pairs if pair.old and len(pair.old) >= _LEAST]
    for keys, group in _candidates(changed):
        if with_values(old, [pair for pair in changed if pair.key in keys]) == new:
            return group
    fresh = [pair for pair in pairs if pair.key not in {*_COMMON, *_VERSION}]
    known = (pair for pair in fresh if pair.new in new and pair.new not in old)
    return next((ChangeGroup("fact", pair.key) for pair in known), None)


def _candidates(changed: Sequence[ChangedFact]) -> Iterator[tuple[tuple[str, ...], ChangeGroup]]:
    yield _CERTIFICATE, ChangeGroup("certificate")
    yield _VERSION, ChangeGroup("version")
    for pair in changed:
        yield (pair.key,), ChangeGroup("fact", pair.key)
    yield (*_CERTIFICATE, *_VERSION), ChangeGroup("version")


def with_values(text: str, pairs: Sequence[ChangedFact]) -> str:
    """A text with the new values in the place of the old ones, all at once."""
    values = {pair.old: pair.new for pair in pairs if pair.old}
    if not values:
        return text
    longest = sorted(values, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda found: values[found[0]], text)
