"""What somebody typed, as values of a new project; what is not understood is told, with what would be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Final

from ..characters import names_of, unseen
from ..content.catalogs.language_folder import SOURCE
from ..content.dates import read_year
from ..content.edition import UNFILLED
from ..content.language_files import spoken_codes
from ..content.language_names import language_name
from ..content.languages import load_language
from ..content.ruby import KANJI, RUBY_LANGUAGE, mistakes, parts, plain
from ..content.text_files import shown
from ..errors import Place, Problem, UsageError
from ..messages import LANGUAGES
from .plan import DEVICES, Certificate

#: The first and the last year that an edition may be of.
YEARS: Final = (2019, 2100)
#: So many characters fit on a cover.
_LONGEST: Final = 60
#: Characters that are syntax of readings, of places for values or of pages.
_RESERVED: Final = "{}<>《》｜|`\\"
_SUFFIXES: Final = (".p12", ".pfx")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{4,39}")
#: What people call the devices.
_CALLED: Final = {"iphone": "ios", "ipad": "ios", "ipados": "ios", "pc": "windows", "パソコン": "windows"}
_PARTS: Final = re.compile(r"[\s,、，;・]+")


def _refuse(code: str, option: str, **values: object) -> UsageError:
    return UsageError([Problem(code, Place(option), values)])


def read_title(option: str, typed: str) -> str:
    """A name that pages print. Raises `UsageError` (``init/text-…``, ``text/unseen``)."""
    text = typed.strip()
    if not text:
        raise _refuse("init/text-empty", option)
    if found := [sign for _, _, sign in unseen(text)]:
        raise _refuse("text/unseen", option, text=names_of(found))
    signs = [sign for sign in _RESERVED if sign in text] + [sign for sign in UNFILLED if sign in text]
    if "\n" in text or signs:
        raise _refuse("init/text-signs", option, text=shown(text), signs=" ".join(signs) or "↵")
    if len(text) > _LONGEST:
        raise _refuse("init/text-long", option, text=shown(text), most=_LONGEST)
    return text


def read_title_in(option: str, language: str, typed: str, source: str) -> str:
    """The text ``source`` as it is printed in another language; with readings in plain Japanese.

    Raises `UsageError` as `read_title` does, ``init/reading`` for other words or kanji without a reading.
    """
    if language != RUBY_LANGUAGE:
        return read_title(option, typed)
    text = typed.strip()
    bare = "".join(part for part, reading in parts(text) if reading is None)
    if plain(text) != source or any(True for _ in mistakes(text)) or KANJI.search(bare):
        raise _refuse("init/reading", option, text=shown(typed), name=source)
    return text


def split_titles(option: str, said: Sequence[str]) -> dict[str, str]:
    """An option that may be repeated, by language: ``TEXT`` is Japanese, ``en=TEXT`` English.

    Raises `UsageError` (``init/twice``).
    """
    found: dict[str, str] = {}
    for one in said:
        code, sign, text = one.partition("=")
        known = sign and code.strip() in spoken_codes()
        language, words = (code.strip(), text) if known else (SOURCE, one)
        if language in found:
            raise _refuse("init/twice", option, language=language)
        found[language] = words
    return found


def read_languages(option: str, typed: str) -> tuple[str, ...]:
    """Codes of languages, that of the sources first. Raises `UsageError` with the nearest names."""
    known = _known_languages()
    codes = _read_list(option, typed, known, "init/language")
    if SOURCE not in codes:
        raise _refuse("init/no-source", option, text=shown(typed))
    return (SOURCE, *(code for code in codes if code != SOURCE))


@cache
def _known_languages() -> Mapping[str, str]:
    """Code, tag and names of each language whose words the engine has → its code, in small letters."""
    found: dict[str, str] = {}
    for code in spoken_codes():
        called = (code, load_language(code).tag, *(language_name(code, to) for to in LANGUAGES))
        found |= {_plain(name): code for name in called}
    return found


def read_devices(option: str, typed: str) -> tuple[str, ...]:
    """Devices in their own order. Raises `UsageError` with the nearest names."""
    chosen = _read_list(option, typed, {**{name: name for name in DEVICES}, **_CALLED}, "init/device")
    return tuple(name for name in DEVICES if name in chosen)


def _read_list(option: str, typed: str, known: Mapping[str, str], code: str) -> tuple[str, ...]:
    words = [word for word in _PARTS.split(typed.strip()) if word]
    if not words:
        raise _refuse(f"{code}-none", option, known=_listed(known.values()))
    found: dict[str, None] = {}
    for word in words:
        plain = _plain(word)
        if plain not in known:
            close = dict.fromkeys(known[name] for name in get_close_matches(plain, known, n=3, cutoff=0.6))
            raise _refuse(code, option, text=shown(word), near=_listed(close or known.values()))
        found[known[plain]] = None
    return tuple(found)


def _plain(word: str) -> str:
    """Small letters of usual width, with one sign between parts: ``ZH-cn`` as ``zh_cn``."""
    return re.sub(r"[-\s]+", "_", unicodedata.normalize("NFKC", word).strip().lower())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def read_certificate(option: str, typed: str) -> Certificate:
    """A certificate's id from the name of its file, with its ending or without.

    Raises `UsageError` (``init/certificate-name``) for what could not be told from other words of a page:
    an id has five ASCII letters or digits at least, a letter and a digit among them.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    suffix = next((one for one in _SUFFIXES if text.lower().endswith(one)), "")
    name = text[: len(text) - len(suffix)]
    if not (_ID.fullmatch(name) and re.search(r"[A-Za-z]", name) and re.search(r"\d", name)):
        raise _refuse("init/certificate-name", option, text=shown(typed))
    return Certificate(name, suffix or _SUFFIXES[0])


def id_pattern(name: str) -> str:
    """A regular expression for ids like ``name``: its letters, and as many digits where it has digits."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return "".join(rf"\d{{{len(one)}}}" if one.isdigit() else re.escape(one) for one in parts)


def read_fiscal_year(option: str, typed: str) -> int:
    """A fiscal year, in four digits or by its era. Raises `UsageError` (``init/year-range``)."""
    found = read_year(typed) or ""
    first, last = YEARS
    if not re.fullmatch(r"\d{4}", found) or not first <= int(found) <= last:
        raise _refuse("init/year-range", option, text=shown(typed), first=first, last=last)
    return int(found)
