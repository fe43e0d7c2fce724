"""An edit that keeps the meaning keeps its translations: which may stay as they are, and why others not."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..checks.translations.catalog import Rules, check_pair
from ..checks.translations.numbers import Numbers
from ..checks.translations.numerals import western
from ..content.catalogs.catalog import Entry
from ..content.catalogs.tokens import tokens_of

#: Why a translation stays fuzzy: its former text is still asked for; several took it over;
#: it was not done before; what is no words differs; the guard refuses it for the new text; somebody
#: says that the meaning is another one.
Reason = Literal["same-there", "same-several", "same-open", "same-tokens", "same-guard", "same-no"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry whose text was edited. ``why`` is None where its translation stays done."""

    entry: Entry
    why: Reason | None


def judge(before: Iterable[Entry], after: Iterable[Entry], language: str, rules: Rules) -> tuple[Judged, ...]:
    """The entries of ``after`` whose text was edited, and which edits left everything but words equal."""
    old = {entry.msgid: entry for entry in before if not entry.obsolete}
    after = tuple(after)
    heirs = Counter(entry.former for entry in after if _edited(entry, old))
    asked = {entry.msgid for entry in after if not entry.obsolete}
    return tuple(
        Judged(entry, _why(entry, old[entry.former], heirs, asked) or _wrong(entry, language, rules))
        for entry in after
        if _edited(entry, old)
    )


def answered(judged: Iterable[Judged], same: Container[tuple[str, str]]) -> tuple[Judged, ...]:
    """What was judged, after somebody has told which edits (former text, text) have the same meaning."""
    return tuple(
        one if one.why or (one.entry.former, one.entry.msgid) in same else replace(one, why="same-no")
        for one in judged
    )


def carried(entries: Iterable[Entry], judged: Iterable[Judged]) -> tuple[Entry, ...]:
    """The entries, done where their translations stay as they are."""
    same = {one.entry.msgid for one in judged if one.why is None}
    return tuple(
        replace(entry, fuzzy=False, former="") if entry.msgid in same and not entry.obsolete else entry
        for entry in entries
    )


def _edited(entry: Entry, old: Mapping[str, Entry]) -> bool:
    """Whether the entry became fuzzy just now: it is new, and took over a translation."""
    return entry.fuzzy and entry.msgid not in old and entry.former in old


def _why(entry: Entry, former: Entry, heirs: Counter[str], asked: set[str]) -> Reason | None:
    if not former.used:
        return "same-open"
    if former.msgid in asked:
        return "same-there"
    return "same-several" if heirs[entry.former] > 1 else None


def _wrong(entry: Entry, language: str, rules: Rules) -> Reason | None:
    if not equal(entry.former, entry.msgid):
        return "same-tokens"
    return "same-guard" if any(check_pair(entry.msgid, entry.msgstr, language, rules)) else None


def equal(one: str, other: str) -> bool:
    """Whether two messages differ in words only: roles, links, bold, code and numbers are the same."""
    first, second = tokens_of(one), tokens_of(other)
    return (first.roles, first.links, first.code, first.strong) == (
        second.roles,
        second.links,
        second.code,
        second.strong,
    ) and _numbers(first.visible) == _numbers(second.visible)


def _numbers(text: str) -> Numbers:
    return Numbers.of(western(unicodedata.normalize("NFKC", text)))
