"""What Unicode's CLDR says of languages: letters, marks, months, words for numbers (``languages/cldr``).

The engine knows its own languages better (``languages/<code>.toml``); this is what a new one begins with.
`tools/copy_cldr.py` writes the files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale, UnknownLocaleError

_FOLDER: Final = files("tebiki").joinpath("languages", "cldr")
#: What copies name as their source and licence; the text of the licence stands beside the data.
SOURCE: Final = "Unicode CLDR 48.2.0"
LICENCE: Final = "Unicode-3.0"


@dataclass(frozen=True, slots=True)
class CldrLanguage:
    """A language as CLDR describes it.

    ``name`` is CLDR's: ``my``, ``zh_Hant``. ``tag``: that of HTML. ``script``: ISO 15924, ``Mymr``.
    Characters are single code points.
    """

    name: str
    tag: str
    script: str
    right_to_left: bool
    #: Opening and closing mark, then those of a quotation within one.
    quotes: tuple[str, ...]
    decimal: str
    group: str
    #: The script's own digits from 0 to 9; empty where it has none.
    digits: str
    months: tuple[str, ...]
    #: Other forms of the months' names (alone, shortened), each from January on.
    other_months: tuple[tuple[str, ...], ...]
    #: Letters that every text of the language needs, and those of names and foreign words.
    letters: frozenset[str]
    more_letters: frozenset[str]
    punctuation: frozenset[str]
    number_words: Mapping[str, int]
    ordinals: Mapping[str, int]


@cache
def cldr_language(code: str) -> CldrLanguage | None:
    """What CLDR says of a language by its Sphinx code (``pt_BR``, ``tl``); None where nothing was copied."""
    return next((_read(name) for name in _candidates(code) if name in cldr_names()), None)


@cache
def cldr_names() -> frozenset[str]:
    """CLDR's names of the languages that were copied: ``my``, ``pt``, ``pt_PT``."""
    return frozenset(p.name.removesuffix(".toml") for p in _FOLDER.iterdir() if p.name.endswith(".toml"))


def locale_of(code: str) -> Locale | None:
    """The locale of a Sphinx code, former codes under their new name (``tl``: ``fil``); None for none."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


def _candidates(code: str) -> tuple[str, ...]:
    """CLDR's names for a code, the closest first: ``zh_TW`` is ``zh_Hant_TW``, then ``zh_Hant``, ``zh``."""
    locale = locale_of(code)
    if locale is None:
        return ()
    language, script, region = locale.language, locale.script, locale.territory
    rows = ((language, script, region), (language, script), (language, region), (language,))
    return tuple(dict.fromkeys("_".join(filter(None, row)) for row in rows))


def _read(name: str) -> CldrLanguage:
    table = tomllib.loads(_FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    letters = {key: frozenset(_characters(runs)) for key, runs in table["letters"].items()}
    return CldrLanguage(
        name=name,
        tag=table["tag"],
        script=table["script"],
        right_to_left=table["right_to_left"],
        quotes=tuple(table["quotes"]),
        decimal=table["decimal"],
        group=table["group"],
        digits=table["digits"],
        months=tuple(table["months"]),
        other_months=_other_months(table),
        letters=letters["main"],
        more_letters=letters["auxiliary"],
        punctuation=letters["punctuation"],
        number_words=table["number_words"],
        ordinals=table["ordinals"],
    )


def _other_months(table: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(table[key]) for key in ("months_alone", "months_short") if key in table)


def _characters(runs: str) -> tuple[str, ...]:
    """The characters of runs such as ``1000-1021 1023``."""
    spans = (run.partition("-") for run in runs.split())
    return tuple(
        chr(code) for first, _, last in spans for code in range(int(first, 16), int(last or first, 16) + 1)
    )


def licence_text() -> str:
    """The text of the licence, which goes with every copy of the data."""
    return _FOLDER.joinpath("LICENSE.txt").read_text(encoding="utf-8")
