"""All that is known of a language, as one value: letters, numbers, fonts, sizes, the engine's words.

Each language is one TOML file (`tebiki.content.language_files`). A key that a file leaves out has
the value of a language in Latin letters. A language without ``[words]`` is one that the engine
does not speak: it knows how the language is written, and a catalogue can be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from .language_files import ENGINE_LANGUAGES, SUFFIX, engine_codes, read_engine_table
from .settings import Strict, Text
from .toml_files import validate


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _flat(value: Any) -> Any:
    """Tables within tables as one, with dotted keys."""
    return dict(_flat_rows("", value)) if isinstance(value, dict) else value


def _flat_rows(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat_rows(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value


def _is_codec(name: str) -> str:
    try:
        "".encode(name or "ascii")
    except LookupError:
        raise ValueError("charset") from None
    return name


def _is_whole_row(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    if len(names) not in (0, count):
        raise ValueError(f"needs {count}")
    return names


Strings = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
Points = Annotated[float, Field(gt=4)]
#: Size and line pitch, in pt.
Size = Annotated[tuple[Points, Points], BeforeValidator(_as_tuple)]
#: A number by the words that say it.
Numbered = dict[Text, Annotated[int, Field(ge=0)]]


class Letters(Strict):
    """Letters that the language is written with, each group as one text; empty where nobody has told.

    ``main``: those of its own words; ``auxiliary``: those of names and of words from elsewhere.
    ``source`` and ``licence`` say where both were copied from.
    """

    main: str = ""
    auxiliary: str = ""
    source: str = ""
    licence: str = ""


class PrintSizes(Strict):
    """Sizes on paper: of text, of notes, in cells of tables, at the foot; ``gap`` after a step's name."""

    body: Size = (11.5, 16.4)
    note: Size = (10.5, 15.2)
    cell: Size = (10, 13.8)
    foot: Size = (9.5, 13)
    gap: str = " "


class WebLook(Strict):
    """What style sheets say of the language; what is left out is as the page has it.

    ``fonts``: a value of ``font-family``. ``size``: of the page's text. ``leading``: line heights, of
    text and of headings, in multiples of the size.
    """

    fonts: str = ""
    size: str = ""
    leading: Annotated[float, Field(gt=0)] | None = None
    heading_leading: Annotated[float, Field(gt=0)] | None = None


class LanguageFile(Strict):
    """What a language's file may say.

    ``tag``: BCP 47, as HTML and PDF have it (``zh-Hans``). ``also``: other codes of the same language,
    under which words may be kept. ``readings``: whether kanji carry readings. ``scripts``: as names of
    characters begin (``CJK``, ``HANGUL``); ASCII letters are always allowed. ``charset``: a character
    set, by Python's name, that holds the usual characters. ``spaced``: whether blanks stand between
    words. ``invisible``: characters that nobody sees and that the script needs.
    """

    tag: Text
    also: Strings = ()
    readings: bool = False
    scripts: Strings = ("LATIN",)
    charset: Annotated[str, AfterValidator(_is_codec)] = ""
    spaced: bool = True
    invisible: str = ""
    letters: Letters = Letters()
    #: Quotation marks in pairs, the usual one first.
    quotes: Strings = ()
    decimal: str = "."
    group: str = ","
    #: Names of the months, where dates are written with them, and readings of a month's days.
    months: Annotated[Strings, AfterValidator(lambda names: _is_whole_row(names, 12))] = ()
    days: Annotated[Strings, AfterValidator(lambda names: _is_whole_row(names, 31))] = ()
    #: Other names of months: short ones, those of a calendar's poetry.
    month_words: Numbered = Field(default_factory=dict)
    number_words: Numbered = Field(default_factory=dict)
    ordinals: Numbered = Field(default_factory=dict)
    #: Words before the number of a month, of a year and of an hour (``tháng 4 năm 2026``, ``pukul 9.30``).
    month_before: str = ""
    year_before: str = ""
    clock_before: str = ""
    #: Unit (``minute``, ``step``) → words that count it.
    units: dict[Text, Strings] = Field(default_factory=dict)
    #: Words of links that say nothing of where they lead.
    vague_links: Strings = ()
    #: Fonts by family, the first choice first: of PDFs, and of words on drawn screens.
    families: Strings = ("Noto Sans", "BIZ UDGothic", "BIZ UDPGothic")
    screen_families: Strings = ("Noto Sans", "BIZ UDPGothic", "Noto Sans SC")
    #: OpenType features of the fonts that are switched (``ccmp = 0``).
    features: dict[Text, int] = Field(default_factory=dict)
    print: PrintSizes = PrintSizes()
    css: WebLook = WebLook()
    #: What is known to go wrong with the script in PDFs, by the language of messages.
    known_faults: Annotated[tuple[dict[str, Text], ...], BeforeValidator(_as_tuple)] = ()
    #: The engine's words by dotted key; None where it does not speak the language.
    words: Annotated[dict[str, str], BeforeValidator(_flat)] | None = None


class LanguageData(LanguageFile):
    """A language as the engine knows it; ``known`` is false where no file tells of it."""

    code: str
    known: bool = True


def load_language(code: str) -> LanguageData:
    """What is known of a language by its Sphinx code (``zh_CN``); an empty value where nothing is.

    Raises `TebikiError` (``toml/…``) for a file with mistakes.
    """
    return _load_engine_language(code)


@cache
def _load_engine_language(code: str) -> LanguageData:
    table = read_engine_table(code)
    if not table:
        return LanguageData(code=code, known=False, tag=code.replace("_", "-"))
    found = validate(LanguageFile, ENGINE_LANGUAGES / f"{code}{SUFFIX}", table)
    return LanguageData(code=code, **dict(found))


@cache
def code_of_tag(tag: str) -> str:
    """The code of the language that pages call ``tag`` (``zh-Hans`` → ``zh_CN``); a code is its own."""
    if tag in engine_codes():
        return tag
    return next((code for code in engine_codes() if load_language(code).tag == tag), tag.replace("-", "_"))
