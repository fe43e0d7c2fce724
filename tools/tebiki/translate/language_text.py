"""The file of a new language, ``docs/languages/<code>.toml``: what CLDR and the engine know, what is open.

Letters, months, signs and numbers are copied from CLDR (`tebiki.content.cldr`) with its version and licence.
What only a person can say, the engine's words above all, stands in it as commented lines to be filled.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..content.cldr import LICENCE, SOURCE, CldrLanguage, cldr_language
from ..content.cldr_tables import number_tables, other_months, script_names
from ..content.known_faults import script_faults
from ..content.languages import LanguageFile
from ..content.scripts import Script, script_of
from ..content.words import load_words
from ..messages import LANGUAGES, say
from ..render.fonts import missing

#: The file beside it that holds the text of CLDR's licence.
LICENCE_NAME: Final = "LICENSE-CLDR.txt"
_AREA: Final = "translate-language-file"
#: Keys that TOML takes without quotation marks.
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
#: Characters of one line at most, for rows of names.
_WIDTH: Final = 100
_SIGNS: Final = ("decimal", "group", "quotes", "digits")
#: Fonts for what is kept in Japanese and in Latin letters: after the language's own.
_TEXT_FONTS: Final = ("Noto Sans", "BIZ UDGothic", "BIZ UDPGothic")
_SCREEN_FONTS: Final = ("Noto Sans", "BIZ UDPGothic", "Noto Sans SC")


def language_path(docs: Path, code: str) -> Path:
    """Where a project keeps what it knows of a language."""
    return docs / "languages" / f"{code}.toml"


def language_text(code: str, known: LanguageFile | None) -> str:
    """The file of a language as text. ``known``: what the engine has of it, over which the file is laid."""
    parts = [_head(code), _copied(code) if known is None else _tag(known.tag), _open_words(code, known)]
    return "\n\n".join("\n".join(lines).strip() for lines in parts) + "\n"


def _head(code: str) -> Iterator[str]:
    yield from _comment("head", code=code)


def _tag(tag: str) -> Iterator[str]:
    """All that a file must say of a language that the engine knows."""
    yield from _comment("head-known")
    yield _row("tag", tag)


def _copied(code: str) -> Iterator[str]:
    """What CLDR and the data of scripts say of a language that the engine does not know."""
    cldr = cldr_language(code)
    script = script_of(cldr.script if cldr else "")
    tables = _number_tables(cldr, script) if cldr else {}
    yield from _comment("head-cldr" if cldr else "head-bare", source=SOURCE, licence=LICENCE)
    yield from _general(code, cldr, script)
    if cldr:
        yield from ("", "[letters]", _row("main", _runs(cldr.letters)))
        yield _row("auxiliary", _runs(cldr.more_letters))
    for name, table in tables.items():
        yield from ("", f"[{name}]", *(_row(word, number) for word, number in table.items()))
    if script.css:
        yield from ("", "[css]", _row("fonts", script.css))
    yield from _faults(script)
    if cldr:
        keys = ("letters", *_SIGNS, "months", *tables)
        yield from ("", "[[sources]]", _row("keys", keys), _row("text", SOURCE), _row("licence", LICENCE))


def _general(code: str, cldr: CldrLanguage | None, script: Script) -> Iterator[str]:
    yield _row("tag", code.replace("_", "-"))
    yield from _comment("scripts")
    yield _row("scripts", script_names(sorted(cldr.letters) if cldr else ()))
    if script.unspaced:
        yield _row("spaced", value=False)
    if script.invisible:
        yield _row("invisible", script.invisible)
    if cldr:
        yield from (_row(key, value) for key in _SIGNS if (value := getattr(cldr, key)))
    yield from _comment("months")
    yield _row("months", cldr.months if cldr else ())
    own = font_for(script, cldr.letters if cldr else ())
    if own not in _TEXT_FONTS:
        yield from _comment("families", family=own)
    yield _row("families", tuple(dict.fromkeys([own, *_TEXT_FONTS])))
    yield _row("screen_families", tuple(dict.fromkeys([own, *_SCREEN_FONTS])))


def font_for(script: Script, letters: Iterable[str]) -> str:
    """The family for a language: its script's, or the wider one where the engine's fonts lack letters."""
    return (script.wider if missing("".join(letters)) else "") or script.family or _TEXT_FONTS[0]


def _runs(chars: Iterable[str]) -> str:
    """Characters as code points and runs of them, in hexadecimal: ``1000-1021 104F``."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return " ".join(f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in spans)


def _number_tables(cldr: CldrLanguage, script: Script) -> Mapping[str, Mapping[str, int]]:
    """Words that stand for numbers, by the key of their table."""
    words = (other_months(cldr.months, cldr.other_months), cldr.number_words, cldr.ordinals)
    return number_tables(words, unspaced=script.unspaced)


def _faults(script: Script) -> Iterator[str]:
    """What was measured, as a copy that the project may change: a font of its own may do better."""
    for fault in script_faults(script):
        yield from ("", "[[known_faults]]", *(_row(to, text) for to, text in fault.items()))


def _open_words(code: str, known: LanguageFile | None) -> Iterator[str]:
    """The engine's words: those that are known, all others commented, in Japanese and English.

    Without one of its own the table is commented, too: the catalogue can be worked on, but no page made.
    """
    yield from _comment("words", code=code)
    have = (known and known.words) or {}
    yield "[words]" if have else "# [words]"
    japanese = load_words("ja").table
    for key, english in load_words("en").table.items():
        if key in have:
            yield _row(key, have[key])
        else:
            yield f"# {japanese[key]}"
            yield f"# {_row(key, english)}"


def _comment(key: str, **values: object) -> Iterator[str]:
    for to in LANGUAGES:
        yield from (f"# {line}" for line in say(f"{_AREA}/{key}", to, **values).splitlines())


def _row(key: str, value: object) -> str:
    """A line of TOML. Dots in keys of words part tables; other keys are quoted where they must be."""
    name = key if all(_BARE.fullmatch(part) for part in key.split(".")) else _string(key)
    if isinstance(value, str):
        return f"{name} = {_string(value)}"
    if isinstance(value, Sequence):
        return f"{name} = {_list(value)}"
    return f"{name} = {json.dumps(value)}"


def _list(values: Iterable[str]) -> str:
    texts = [_string(value) for value in values]
    row = ", ".join(texts)
    return f"[{row}]" if len(row) <= _WIDTH else "[\n    " + ",\n    ".join(texts) + ",\n]"


def _string(text: str) -> str:
    """A basic string of TOML; characters that nobody can see are written by number."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(c if c == " " or c.isprintable() else f"\\u{ord(c):04X}" for c in plain)
