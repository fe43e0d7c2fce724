"""What CLDR says of a language, under the keys of a language's file: the ground below files that say less.

Letters, signs, months and words for numbers of languages that the engine has no file of. `languages/more`
has beside it what CLDR does not tell (words for a thousand, days of the week). Light: no pydantic, no Babel.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

_LANGUAGES: Final = Path(__file__).parent.parent / "languages"
_CLDR: Final = _LANGUAGES / "cldr"
_MORE: Final = _LANGUAGES / "more"
_SCRIPTS: Final = _LANGUAGES / "scripts" / "known.toml"
#: ``sr_Latn``: what is known of ``sr`` is of another script.
_OTHER_SCRIPT: Final = re.compile(r"_[A-Z][a-z]{3}(?:_|$)")
_COPIED: Final = ("decimal", "group", "digits", "quotes", "months")
#: Names of months with so many letters are none.
_SHORT: Final = 2

Words = Mapping[str, int]


@cache
def cldr_table(code: str) -> dict[str, Any]:
    """What CLDR says of a language by its Sphinx code (``pt_BR``: that of ``pt``); empty where nothing."""
    path = _file_of(_CLDR, code)
    return _values(_read(path)) if path else {}


@cache
def more_table(code: str) -> dict[str, Any]:
    """What the engine knows beside CLDR of a language that it has no file of; empty where nothing."""
    path = _file_of(_MORE, code)
    return _read(path) if path else {}


def _file_of(folder: Path, code: str) -> Path | None:
    names = (code,) if _OTHER_SCRIPT.search(code) else dict.fromkeys((code, code.partition("_")[0]))
    return next((path for name in names if (path := folder / f"{name}.toml").is_file()), None)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _scripts() -> dict[str, Any]:
    return _read(_SCRIPTS)


def _values(cldr: Mapping[str, Any]) -> dict[str, Any]:
    """Keys of a language's file for a file of CLDR."""
    script = _scripts().get(cldr["script"], {})
    letters = {key: cldr["letters"][key] for key in ("main", "auxiliary")}
    others = [cldr[key] for key in ("months_alone", "months_short") if key in cldr]
    words = (other_months(cldr["months"], others), cldr["number_words"], cldr["ordinals"])
    return {
        "scripts": list(script_names(_characters(letters["main"]))),
        "spaced": not script.get("unspaced", False),
        "invisible": script.get("invisible", ""),
        **{key: cldr[key] for key in _COPIED if cldr[key]},
        "letters": letters,
        **number_tables(words, unspaced=script.get("unspaced", False)),
    }


def script_names(letters: Iterable[str]) -> tuple[str, ...]:
    """How the names of a language's letters begin in Unicode: ``MYANMAR``; Latin where there are none."""
    names = (unicodedata.name(char, "").split(" ")[0] for char in letters if char.isalpha())
    return tuple(sorted(set(filter(None, names)))) or ("LATIN",)


def number_tables(words: tuple[Words, Words, Words], *, unspaced: bool) -> dict[str, Words]:
    """Other names of months, words for numbers, ordinals by the key of their table; none that is empty.

    Without blanks between words, they would be found within others: Burmese နှစ် is two, and a year.
    """
    if unspaced:
        return {}
    rows = zip(("month_words", "number_words", "ordinals"), words, strict=True)
    return {name: table for name, table in rows if table}


def other_months(months: Sequence[str], others: Iterable[Sequence[str]]) -> dict[str, int]:
    """Other names of months, shortened ones too, from three letters on: shorter ones are parts of words."""
    rows = chain.from_iterable(enumerate(row, 1) for row in others)
    long = ((name.removesuffix("."), number) for number, name in rows)
    return {name: n for name, n in long if len(name) > _SHORT and name.isalpha() and name not in months}


def _characters(runs: str) -> Iterator[str]:
    for run in runs.split():
        first, _, last = run.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))
