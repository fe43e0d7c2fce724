"""All that is known of a language, as one value: letters, numbers, fonts, sizes, the engine's words.

Each language is one TOML file (`tebiki.content.language_files`). A key that a file leaves out has
the value of a language in Latin letters. A language without ``[words]`` is one that the engine
does not speak: it knows how the language is written, and a catalogue can be checked.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from ..characters import names_of, unseen
from ..errors import Problem, TebikiError
from .formats import LANGUAGE_DATA
from .language_files import (
    ENGINE_LANGUAGES,
    SUFFIX,
    Stamp,
    engine_codes,
    project_file,
    project_fonts,
    read_table,
)
from .settings import Strict, Text
from .toml_files import number_of, place_of, texts_of, validate, without_number


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
        ("é一" * 99).encode(name or "utf-8")
    except UnicodeEncodeError:
        pass  # a character that the set lacks
    except (LookupError, ValueError):  # no set at all, or a way to write names (idna)
        raise ValueError("charset") from None
    return name


def _are_runs(text: str) -> str:
    """Refuse what is no run, runs that are empty, and more characters than any script has."""
    count = 0
    for run in text.split():
        found = _RUN.fullmatch(run)
        ends = [int(end, 16) for end in found.groups(default=found[1])] if found else []
        if not ends or ends[0] > ends[1] or ends[1] > sys.maxunicode or _holds_surrogates(*ends):
            raise ValueError("runs")
        count += ends[1] - ends[0] + 1
    if count > MOST_LETTERS:
        raise ValueError("letters")
    return text


def _holds_surrogates(first: int, last: int) -> bool:
    return first <= _SURROGATES[1] and last >= _SURROGATES[0]


def _characters_of(runs: str) -> Iterator[str]:
    for run in runs.split():
        first, _, last = run.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


def _are_digits(text: str) -> str:
    if text and [unicodedata.digit(char, -1) for char in text] != [*range(10)]:
        raise ValueError("digits")
    return text


def _print_nothing(text: str) -> str:
    """Joiners and places where a line may break, and no letters, nor what turns a text around."""
    if not all(unicodedata.category(char) == "Cf" and char not in _TURNING for char in text):
        raise ValueError("invisible")
    return text


def _is_whole_row(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    if len(names) not in (0, count):
        raise ValueError(f"{count} names")
    return names


def _are_pairs(marks: tuple[str, ...]) -> tuple[str, ...]:
    if len(marks) % 2:
        raise ValueError("pairs")
    return marks


#: A run of code points, ``0041-005A``, or one alone.
_RUN: Final = re.compile(r"([0-9A-Fa-f]{1,6})(?:-([0-9A-Fa-f]{1,6}))?")
#: More than all Han characters; a list of everything would make each look at fonts a long one.
MOST_LETTERS: Final = 100_000
_SURROGATES: Final = (0xD800, 0xDFFF)
#: What overrides the direction of a text (Unicode, Bidi_Control) without being a mark of one letter.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

Strings = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
#: Names of fonts in a style sheet: nothing in it ends the rule, begins a remark or fetches anything.
CssFonts = Annotated[str, StringConstraints(pattern=r"^([\w ,.-]|\x22[\w .-]+\x22|'[\w .-]+')*$")]
CssLength = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,3}(\.[0-9]{1,4})?(rem|em|px|pt|%))?$")]
#: pt on paper; multiples of the size on pages.
Points = Annotated[float, Field(gt=4, le=72)]
Leading = Annotated[float, Field(ge=1, le=4)]
#: The four letters by which OpenType knows a feature.
Feature = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{4}$")]
Unit = Literal["minute", "hour", "second", "day", "week", "month", "percent", "step", "am", "pm"]
Families = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
#: How Unicode's names of characters begin.
ScriptName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z -]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_\w+)?$")]
Sign = Annotated[str, StringConstraints(max_length=1)]
#: Size and line pitch, in pt.
Size = Annotated[tuple[Points, Points], BeforeValidator(_as_tuple)]
#: A number in digits, as a key.
Digits = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d*)$")]
#: A number by the words that say it.
Numbered = dict[Text, Annotated[int, Field(ge=0, le=1_000_000_000)]]


class Fault(Strict):
    """What goes wrong with a language in PDFs, in each language of the messages."""

    ja: Text
    en: Text


class Letters(Strict):
    """Characters that the language is written with, as runs of code points (``0041-005A 00DF``).

    ``main``: those of its own words; ``auxiliary``: those of names and of words from elsewhere.
    """

    main: Annotated[str, AfterValidator(_are_runs)] = ""
    auxiliary: Annotated[str, AfterValidator(_are_runs)] = ""

    @cached_property
    def own(self) -> frozenset[str]:
        """The characters of the language's own words."""
        return frozenset(_characters_of(self.main))

    @cached_property
    def others(self) -> frozenset[str]:
        """The characters of names and of words from elsewhere."""
        return frozenset(_characters_of(self.auxiliary))


class Source(Strict):
    """Where the values of ``keys`` are known from; ``licence`` where they were copied."""

    keys: Strings
    text: Text
    licence: str = ""


class PrintSizes(Strict):
    """Sizes on paper: of text, of notes, in cells of tables, at the foot; ``gap`` after a step's name."""

    body: Size = (11.5, 16.4)
    note: Size = (10.5, 15.2)
    cell: Size = (10, 13.8)
    foot: Size = (9.5, 13)
    gap: str = " "


class WebLook(Strict):
    """What style sheets say of the language; sizes that are left out are those of Japanese pages.

    ``fonts``: a value of ``font-family``; empty for the fonts of Japanese pages. ``size``: of the page's
    text. ``leading``: line heights, of text and of headings, in multiples of the size.
    """

    fonts: CssFonts = "Roboto, system-ui, sans-serif"
    size: CssLength = ""
    leading: Leading | None = None
    heading_leading: Leading | None = None


class LanguageFile(Strict):
    """What a language's file may say. Each key may be left out but ``tag``.

    Names, lists and tables as in `docs/languages/README.md`, which says for each where to look for it.
    """

    #: BCP 47, as HTML and PDF have it: ``zh-Hans``.
    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    #: Other codes of the same language, under which labels may be kept: ``tl`` of ``fil``.
    also: Annotated[tuple[Code, ...], BeforeValidator(_as_tuple)] = ()
    #: Whether kanji carry readings: lines leave room for them.
    readings: bool = False
    #: Scripts of its letters, as Unicode's names of characters begin (``LATIN``, ``HANGUL``, ``CJK``).
    #: ASCII letters may stand in every language, other Latin ones where ``LATIN`` is among the scripts.
    scripts: Annotated[tuple[ScriptName, ...], BeforeValidator(_as_tuple)] = ("LATIN",)
    #: A character set by Python's name that holds the language's usual characters: ``gb2312``.
    charset: Annotated[str, AfterValidator(_is_codec)] = ""
    #: Whether blanks stand between words.
    spaced: bool = True
    #: Whether endings are written onto words, as in Korean: what follows a word is no letter of another.
    endings: bool = False
    #: Characters that print nothing and that texts may hold: joiners, places where a line may break.
    invisible: Annotated[str, AfterValidator(_print_nothing)] = ""
    letters: Letters = Letters()
    #: Quotation marks in pairs: the usual ones, then those of a quotation within one.
    quotes: Annotated[Strings, AfterValidator(_are_pairs)] = ()
    #: Signs within numbers: before decimals, and between groups of three digits.
    decimal: Annotated[Sign, Field(min_length=1)] = "."
    group: Sign = ","
    #: The script's own digits from 0 to 9; empty where it has none.
    digits: Annotated[str, AfterValidator(_are_digits)] = ""
    #: Names of the twelve months as dates have them; none where dates are written in digits.
    months: Annotated[Strings, AfterValidator(partial(_is_whole_row, count=12))] = ()
    #: Readings of the 31 days of a month, where kanji carry readings.
    days: Annotated[Strings, AfterValidator(partial(_is_whole_row, count=31))] = ()
    #: Other names of months (short ones, other cases) → 1 to 12.
    month_words: dict[Text, Annotated[int, Field(ge=1, le=12)]] = Field(default_factory=dict)
    #: Words for numbers, and for places in an order (``third``) → the number.
    number_words: Numbered = Field(default_factory=dict)
    #: Words for 20 to 90, and for 1 to 9 as they follow those (``mốt`` in ``hai mươi mốt``).
    tens: Numbered = Field(default_factory=dict)
    after_tens: Numbered = Field(default_factory=dict)
    #: Words that multiply the number before them, in words or digits: ``thousand``, ``lakh``.
    powers: Numbered = Field(default_factory=dict)
    #: Number → words that may stand in its place and are no numbers: ``both`` for 2.
    instead: dict[Digits, Strings] = Field(default_factory=dict)
    #: Number words that mean something else more often: numbers only beside a unit or before ``counted``.
    other_senses: Strings = ()
    counted: Strings = ()
    #: Phrases with a number word that count nothing: ``three dots``, ``double check``.
    idioms: Strings = ()
    #: A word that makes the number word after it a place in an order: ``thứ`` in ``thứ hai``.
    order_before: str = ""
    #: Words before an hour, half or a quarter of an hour before which it is; words after a thousand or a
    #: million for half of that (``triệu rưỡi``).
    half_before: Strings = ()
    quarter_before: Strings = ()
    half_after: Strings = ()
    #: Words before the number of a chapter; with those of steps, a Roman numeral may stand behind them.
    chapters: Strings = ()
    #: Names of days of the week → 1 (Monday) to 7.
    weekday_words: dict[Text, Annotated[int, Field(ge=1, le=7)]] = Field(default_factory=dict)
    #: How much later than the Gregorian calendar the language's own counts years: 543 in Thai.
    year_offset: int = 0
    #: Whether floors may be counted from the one above the ground.
    upper_floors: bool = False
    #: Marks of East Asia that the language writes, where it is not written in Han characters.
    wide_marks: str = ""
    #: Whether a sentence without a letter beyond ASCII cannot be of the language.
    always_marked: bool = False
    #: How the language writes names of systems, apps and currencies → the name: ``안드로이드`` → ``Android``.
    #: ``#`` is a number: ``#Go`` only behind one, ``日幣#元`` also around one.
    names: dict[Text, Text] = Field(default_factory=dict)
    #: What is written onto the end of a name: ``nya`` in Indonesian.
    name_endings: Strings = ()
    #: Raised letters of places in an order that are in no list of letters: ``ᵉ`` of 3ᵉ.
    raised: str = ""
    #: Whether every way to say a number in words is known: then a number that is lost is an error.
    reads_numbers: bool = False
    ordinals: Numbered = Field(default_factory=dict)
    #: Words before the number of a month, of a year and of an hour (``tháng 4 năm 2026``, ``pukul 9.30``).
    month_before: str = ""
    year_before: str = ""
    clock_before: str = ""
    #: Unit (``minute``, ``hour``, ``second``, ``day``, ``week``, ``month``, ``percent``, ``step``, ``am``,
    #: ``pm``) → words that stand beside a number of it.
    units: dict[Unit, Strings] = Field(default_factory=dict)
    #: Words of links that say nothing of where they lead, in small letters.
    vague_links: Strings = ()
    #: Words that a reference's link takes in: before steps and remedies; after steps (「から」 of 手順2から).
    link_before: Strings = ()
    link_after: Strings = ()
    #: Families of fonts, the first choice first: of PDFs, and of words on drawn screens.
    families: Families = ("Noto Sans", "BIZ UDGothic", "BIZ UDPGothic")
    screen_families: Families = ("Noto Sans", "BIZ UDPGothic", "Noto Sans SC")
    #: OpenType features of those fonts in PDFs: 0 switches one off (``ccmp = 0``), 1 on.
    features: dict[Feature, Annotated[int, Field(ge=0, le=99)]] = Field(default_factory=dict)
    print: PrintSizes = PrintSizes()
    css: WebLook = WebLook()
    #: What is known to go wrong with it in PDFs: a sentence in ``ja`` and one in ``en`` each; None for what
    #: was measured of its script (`tebiki.content.known_faults`).
    known_faults: Annotated[tuple[Fault, ...] | None, BeforeValidator(_as_tuple)] = None
    #: Where values are known from.
    sources: Annotated[tuple[Source, ...], BeforeValidator(_as_tuple)] = ()
    #: The engine's words by dotted key; None where it does not speak the language.
    words: Annotated[dict[str, str], BeforeValidator(_flat)] | None = None


class LanguageData(LanguageFile):
    """A language as engine and project know it; ``known`` is false where no file tells of it."""

    code: str
    known: bool = True
    #: The file that tells of it, the project's where it has one; None for none.
    path: Path | None = None
    #: Fonts that the project brings, for this language or another, each as `render.fonts` takes it.
    fonts: tuple[Stamp, ...] = ()


def load_language(code: str) -> LanguageData:
    """What is known of a language by its Sphinx code (``zh_CN``); an empty value where nothing is.

    Of a language without a file, that is what CLDR says (`tebiki.content.cldr_tables`).

    Raises `TebikiError` (``toml/…``, ``format/…``) for a project's file with mistakes.
    """
    return _load_language(code, project_file(code), project_fonts())


@cache
def _load_language(code: str, own: Stamp | None, fonts: tuple[Stamp, ...]) -> LanguageData:
    table = read_table(code)
    if not own and code not in engine_codes():
        told = LanguageFile.model_validate({"tag": code.replace("_", "-") or "und", **table})
        return LanguageData(code=code, known=False, fonts=fonts, **dict(told))
    path = own[0] if own else ENGINE_LANGUAGES / f"{code}{SUFFIX}"
    if own:
        number_of(path, table, LANGUAGE_DATA)
    found = validate(LanguageFile, path, without_number(table))
    if own and (problems := [*_unseen_texts(path, table, found.invisible)]):
        raise TebikiError(problems)
    return LanguageData(code=code, path=path, fonts=fonts, **dict(found))


def _unseen_texts(path: Path, table: dict[str, Any], allowed: str) -> Iterator[Problem]:
    """Texts with characters that nobody can see (``text/unseen``); words are looked at with their pages."""
    rows = {key: value for key, value in table.items() if key not in ("words", "invisible")}
    for loc, text in texts_of(rows):
        if found := [char for _, _, char in unseen(text, allowed=allowed)]:
            yield Problem("text/unseen", place_of(path, loc), {"text": names_of(found)})
