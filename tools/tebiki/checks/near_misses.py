"""Names that look like a certificate's and are not it: what a person reads as right and types wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from .city import City

#: Signs that are taken for each other in print and by hand.
_ALIKE: Final = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
)
_WIDE: Final = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
#: No name is without a digit: most texts need no second look.
_MAYBE: Final = re.compile(r"[0-9０-９]|[.．][A-Za-zＡ-Ｚａ-ｚ]")
#: Files with a key that are taken for each other: a city gives out one kind.
_OTHER_FILES: Final = re.compile(r"(?i)(?<![0-9A-Za-z.])\.(?:p12|pfx)(?![0-9A-Za-z])")
#: What a name may be cut by: blanks, soft breaks, lines between its parts.
_CUTS: Final = r"[\s\u200b\u00ad_‐‑–—―ー−・./-]?"
#: A whole word that may be a name: only one with letters and digits could be mistaken for one with a date.
_WORD: Final = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")
#: Two signs wrong are still taken for the name; of a shorter one that would be any word.
_WRONG: Final = 2


def near_misses(text: str, city: City) -> Iterator[str]:
    """What in ``text`` is meant as a certificate's id or file and is not exactly one, as it stands there."""
    if _MAYBE.search(text):
        narrow = _narrow(text)
        yield from _ids(text, narrow, city)
        if "." in narrow:
            yield from _suffixes(text, narrow, city)


def _ids(text: str, narrow: str, city: City) -> Iterator[str]:
    right = city.certificates
    seen: set[tuple[int, int]] = set()
    anywhere, alone = _cut(city.edition.certificate.id)
    for found in alone.finditer(narrow) if anywhere.search(narrow) else ():
        shown = text[found.start() : found.end()]
        seen.add(found.span())
        if shown not in right and city.settings.certificate_ids(shown) != [shown]:
            yield shown
    lengths = _lengths(right)
    for found in _WORD.finditer(narrow):
        start, end = found.span()
        if end - start not in lengths:
            continue
        shown = text[start:end]
        if not any(_is_near(shown, one) for one in right):
            continue
        if any(a <= start and end <= b for a, b in seen) or shown in right:
            continue
        if city.settings.certificate_ids(shown) != [shown]:  # else another edition's, told by its own rule
            yield shown


@lru_cache
def _cut(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The name in any case, cut or not cut anywhere, with signs that are taken for each other.

    First within other letters, too: a pattern that begins with a sign is found in a tenth of the time.
    """
    signs = [sign for sign in name.upper() if sign.isalnum()]
    parts = [f"[{sign}{sign.lower()}]" if sign.isalpha() else f"[{sign}{_confused(sign)}]" for sign in signs]
    whole = _CUTS.join(parts)
    return re.compile(whole), re.compile(rf"(?<![0-9A-Za-z]){whole}(?![0-9A-Za-z])")


def _confused(sign: str) -> str:
    return {"0": "OoD", "1": "lI|", "2": "Zz", "5": "Ss", "8": "B"}.get(sign, "")


def _narrow(text: str) -> str:
    """Full-width signs as ASCII, one for one, so that places stay."""
    return text if text.isascii() else text.translate(_WIDE)


@lru_cache
def _lengths(names: frozenset[str]) -> frozenset[int]:
    """How long a word may be that is taken for one of the names."""
    return frozenset(len(one.upper()) + more for one in names for more in (-1, 0, 1))


@lru_cache(1024)  # pages and PDFs say the same words
def _is_near(word: str, name: str) -> bool:
    a, b = word.upper().translate(_ALIKE), name.upper().translate(_ALIKE)
    if abs(len(a) - len(b)) > 1 or sum(sign.isalpha() for sign in word) < 2:
        return False
    if not any(sign.isdigit() for sign in word):
        return False
    return _distance(a, b) <= _WRONG


def _distance(a: str, b: str) -> int:
    """How many signs are put in, left out, changed, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, sign in enumerate(a, 1):
        above, row, before = row, [i], row if i == 1 else before
        for j, other in enumerate(b, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (sign != other))
            if i > 1 and j > 1 and sign == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]


def _suffixes(text: str, narrow: str, city: City) -> Iterator[str]:
    """A suffix that is written otherwise: ``.pl2``, ``.P12``, ``.p 12``; behind an id any other at all."""
    wanted = city.settings.certificate_suffix
    behind, alone = _endings(city.edition.certificate.id, wanted)
    for found in behind.finditer(narrow):
        shown = text[found.start() : found.end()]
        if not shown.endswith(city.edition.certificate.id + wanted):
            yield shown
    for found in _OTHER_FILES.finditer(narrow):
        if found.group().lower() != wanted:
            yield text[found.start() : found.end()]
    for found in alone.finditer(narrow):
        shown = text[found.start() : found.end()]
        if shown != wanted:
            yield shown


@lru_cache
def _endings(name: str, wanted: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any suffix behind an id, and one that is meant as ``wanted`` by itself."""
    suffix = _looks_like(wanted[1:])
    any_other = rf"{_CUTS}\.(?:[0-9A-Za-z]{{2,5}}|\s?{suffix})(?![0-9A-Za-zÀ-ɏḀ-ỿ])"
    alone = rf"(?<![0-9A-Za-z.])\.{suffix}(?![0-9A-Za-z])"
    return re.compile(re.escape(name) + any_other), re.compile(alone)


def _looks_like(suffix: str) -> str:
    """A pattern of the suffix in any case, with signs that are taken for each other."""
    signs = {"1": "[1lI|]", "2": "[2Zz]", "0": "[0Oo]"}
    return r"\s?".join(
        signs.get(sign, f"[{sign}{sign.upper()}]" if sign.isalpha() else sign) for sign in suffix
    )
