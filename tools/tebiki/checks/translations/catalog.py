"""A translation may change words and nothing else: msgid and msgstr compared, entry by entry.

It runs before Sphinx reads anything of a catalogue. What is fuzzy, empty or obsolete is
shown nowhere and not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

from ...content.catalogs.catalog import Catalog
from ...content.edition import Edition
from ...content.publication import Publication
from ...content.readings import Readings
from ...content.ruby import RUBY_LANGUAGE, plain
from ...content.settings import Settings
from ...content.sources import typed_facts
from ...content.text_files import shown
from ...errors import Problem
from . import (
    addresses,
    legible_text,
    letters,
    markup,
    numbers,
    order,
    punctuation,
    readings,
    systems,
    versions,
    weekdays,
)
from .pair import Found, Pair


@dataclass(frozen=True, slots=True)
class Rules:
    """What a catalogue is held to beside its own msgids."""

    settings: Settings
    edition: Edition
    #: For the language that has readings.
    readings: Readings | None = None

    @classmethod
    def of(cls, here: Publication, known: Readings | None) -> Self:
        """The rules of an edition."""
        return cls(here.settings, here.edition, known)


#: How the case of a pair begins among what the guard has passed.
PAIR: Final = "pair "


def check_catalog(catalog: Catalog, rules: Rules, passed: set[str] | None = None) -> list[Problem]:
    """What in the catalogue's translations is more or less than words, in the order of the file.

    ``passed``: cases of pairs that were right before, by whatever facts and readings; those that are
    right now are added. Only facts and readings are looked for in them again.
    """
    return [
        Problem(code, catalog.place(entry), {name: shown(text, 80) for name, text in values.items()})
        for entry in catalog.entries
        if entry.used
        for code, values in _check_once(entry.msgid, entry.msgstr, catalog.language, rules, passed)
    ]


def pair_case(msgid: str, msgstr: str, language: str) -> str:
    """A translation as one text, for what has been passed."""
    text = f"{language}\0{msgid}\0{msgstr}"
    return PAIR + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _check_once(
    msgid: str, msgstr: str, language: str, rules: Rules, passed: set[str] | None
) -> Iterator[Found]:
    case = None if passed is None else pair_case(msgid, msgstr, language)
    if passed is None or case is None:
        yield from check_pair(msgid, msgstr, language, rules)
    elif case in passed:
        pair = Pair.read(msgid, msgstr, language)
        yield from _facts(pair, rules)
        if language == RUBY_LANGUAGE:
            yield from readings.check_readings(pair.target.visible, rules.readings)
    else:
        found = list(check_pair(msgid, msgstr, language, rules))
        if not found:
            passed.add(case)
        yield from found


def check_pair(msgid: str, msgstr: str, language: str, rules: Rules) -> Iterator[Found]:
    """The problems of one translation: code, values."""
    pair = Pair.read(msgid, msgstr, language)
    if not msgstr.strip():
        yield "catalog/blank", {}
        return
    for about in (letters, legible_text, punctuation, markup, systems, weekdays):
        yield from about.check(pair)
    typed = [*addresses.check(pair), *_facts(pair, rules)]
    yield from typed
    if not typed:  # a telephone number or a fact typed by hand is a strange number, too
        yield from numbers.check(pair)
        yield from versions.check(pair)
    if language == RUBY_LANGUAGE:
        yield from readings.check_readings(pair.target.visible, rules.readings)


def look_at_pair(msgid: str, msgstr: str, language: str) -> Iterator[Found]:
    """What of a translation somebody should look at, and what may be right all the same: code, values.

    It is of use where `check_pair` finds nothing. The codes are those of warnings of ``tebiki check``.
    """
    pair = Pair.read(msgid, msgstr, language)
    for about in (order, numbers, systems):
        yield from about.look(pair)


def _facts(pair: Pair, rules: Rules) -> Iterator[Found]:
    """Facts of the edition that are typed by hand, also across markup and readings."""
    for text in (plain(pair.target.visible), pair.msgstr):
        found = dict(typed_facts(text, rules))
        if found:  # the source's own fault is told there
            written = dict(typed_facts(pair.source.visible, rules))
            found = {fact: role for fact, role in found.items() if fact not in written}
        for fact, role in found.items():
            yield "catalog/typed-fact", {"text": fact, "role": role}
        if found:
            return
