"""Where the data of languages lie, and what of it must be known before any model can be read.

One TOML file a language: ``languages/<code>.toml`` of the engine, and laid over it the project's
``docs/languages/<code>.toml``. Light: no pydantic, since the reader of every TOML file asks here which
characters a language may hold.
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ..errors import Place, fail
from .cldr_tables import cldr_table, more_table
from .language import LANGUAGE
from .text_files import read_text, shown

#: The engine's own languages, a file each.
ENGINE_LANGUAGES: Final = Path(__file__).parent.parent / "languages"
#: Those of a project and, below, the fonts that it brings: within ``docs``.
PROJECT_LANGUAGES: Final = "languages"
FONTS: Final = "fonts"
SUFFIX: Final = ".toml"
#: Tables within tables of a file; words have three.
DEEPEST: Final = 20
_FONT_SUFFIXES: Final = frozenset({".ttf", ".otf"})
#: The keys that are asked of every language, as the head of a file has them.
_TAG: Final = re.compile(r'(?m)^tag\s*=\s*"([^"]*)"')
_ALSO: Final = re.compile(r"(?m)^also\s*=")
_WORDS: Final = re.compile(r"(?m)^\[words[.\]]")

#: A file with its size and its time: enough to see, within a process, that it was changed.
Stamp = tuple[Path, int, int]


@dataclass(frozen=True, slots=True)
class ProjectLanguages:
    """The files of a project: those of languages with their codes, and its fonts."""

    files: tuple[tuple[str, Stamp], ...] = ()
    fonts: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageHead:
    """What is asked of every language: its tag, its other codes, whether pages can be made in it."""

    tag: str | None
    also: tuple[str, ...]
    spoken: bool


_project = ProjectLanguages()


def use_project_languages(docs: Path) -> None:
    """Lay the languages below ``docs`` over the engine's, in place of another project's.

    Of the whole process, as a language is asked for by its code alone, deep within checks. Files are
    read when their language is asked for. Raises `TebikiError`: ``words/file`` for a name that is none,
    ``text/…`` for what is no file.
    """
    global _project  # noqa: PLW0603 -- what a process is about; see above
    folder = docs / PROJECT_LANGUAGES
    if not folder.is_dir():
        _project = ProjectLanguages()
        return
    files = tuple((path.stem, _stamp(path)) for path in sorted(folder.glob(f"*{SUFFIX}")))
    for code, (path, *_) in files:
        if not LANGUAGE.fullmatch(code):
            fail("words/file", Place.of(path), name=shown(code))
    _project = ProjectLanguages(files, tuple(map(_stamp, _fonts(folder / FONTS))))


def _fonts(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _FONT_SUFFIXES)


def _stamp(path: Path) -> Stamp:
    """Raises `TebikiError` (``text/missing``, ``text/unreadable``) for a link that leads nowhere."""
    try:
        found = path.stat()
    except FileNotFoundError:
        fail("text/missing", Place.of(path))
    except OSError as error:
        fail("text/unreadable", Place.of(path), why=error.strerror)
    if stat.S_ISDIR(found.st_mode):
        fail("text/folder", Place.of(path))
    return path, found.st_size, found.st_mtime_ns


def project_fonts() -> tuple[Stamp, ...]:
    """The fonts that the project brings."""
    return _project.fonts


def project_file(code: str) -> Stamp | None:
    """The project's own file of a language; None where it has none."""
    return dict(_project.files).get(code) if _project.files else None


@cache
def engine_codes() -> tuple[str, ...]:
    """Languages of which the engine knows anything, as Sphinx codes, in a fixed order."""
    return tuple(sorted(path.stem for path in ENGINE_LANGUAGES.glob(f"*{SUFFIX}")))


def known_codes() -> tuple[str, ...]:
    """Those of the engine and of the project."""
    return tuple(_heads(_project))


def spoken_codes() -> tuple[str, ...]:
    """Those of them with words for pages."""
    return tuple(code for code, head in _heads(_project).items() if head.spoken)


def code_of_tag(tag: str) -> str:
    """The code of the language that pages call ``tag`` (``zh-Hans`` → ``zh_CN``); a code is its own."""
    heads = _heads(_project)
    if tag in heads:
        return tag
    return next((code for code, head in heads.items() if head.tag == tag), tag.replace("-", "_"))


def other_codes() -> dict[str, tuple[str, ...]]:
    """Language → other codes of it, for those that have some (``also``)."""
    return {code: head.also for code, head in _heads(_project).items() if head.also}


@cache
def _heads(project: ProjectLanguages) -> dict[str, LanguageHead]:
    """Every language by code, in order; no file is read as TOML that need not be."""
    codes = sorted({*engine_codes(), *(code for code, _ in project.files)})
    return {code: _head(code, [*_texts(code)]) for code in codes}


def _head(code: str, texts: list[str]) -> LanguageHead:
    tags = [match[1] for text in texts if (match := _TAG.search(text))]
    # What is no list is told by the model, where the language is asked for.
    also = read_table(code).get("also") if any(map(_ALSO.search, texts)) else None
    others = tuple(map(str, also)) if isinstance(also, list) else ()
    return LanguageHead(tags[-1] if tags else None, others, any(map(_WORDS.search, texts)))


def _texts(code: str) -> Iterator[str]:
    if code in engine_codes():
        yield _engine_text(code)
    if stamp := project_file(code):
        yield _project_text(stamp)


@cache
def _engine_text(code: str) -> str:
    return (ENGINE_LANGUAGES / f"{code}{SUFFIX}").read_text(encoding="utf-8")


@cache
def _project_text(stamp: Stamp) -> str:
    return read_text(stamp[0])


@cache
def read_engine_table(code: str) -> dict[str, Any]:
    """What the engine's file of a language says; empty for a language that has none."""
    return tomllib.loads(_engine_text(code)) if code in engine_codes() else {}


def read_table(code: str) -> dict[str, Any]:
    """What is said of a language: by the project's file, below it by the engine's or CLDR; empty for none.

    Raises `TebikiError` (``toml/syntax``) for a file of the project that is no TOML.
    """
    stamp = project_file(code)
    engine = read_engine_table(code) or _laid_over(cldr_table(code), more_table(code))
    return engine if stamp is None else _laid_over(engine, _own_table(stamp))


@cache
def _own_table(stamp: Stamp) -> dict[str, Any]:
    try:
        table = tomllib.loads(_project_text(stamp))
        _walk(table)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        place = Place.of(stamp[0], int(found[1]) if found else 1)
        fail("toml/syntax", place, why=str(error).partition(" (at ")[0])
    except RecursionError:
        fail("toml/syntax", Place.of(stamp[0], 1), why="nested too deeply")
    return table


def _walk(value: object, left: int = DEEPEST) -> None:
    """Raise `RecursionError` for tables within tables that nobody writes, and that readers would choke on."""
    if not left:
        raise RecursionError
    if isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            _walk(below, left - 1)


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Both tables as one: what ``above`` has counts, key by key within tables too."""
    both = below | above
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            both[key] = _laid_over(below[key], above[key])
    return both


def invisible_of(language: str) -> str:
    """Characters that nobody can see and that texts of a language may hold; none in most."""
    return str(read_table(language).get("invisible", ""))
