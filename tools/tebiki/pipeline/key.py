"""What a build depends on, part by part: unchanged means that nothing is to be done.

By content, never by time: files come back with older times from archives and branches.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ..content.language import LANGUAGE
from ..content.language_files import known_codes
from ..output.site_files import hash_file

#: Content that a build reads, below the project's root.
CONTENT = ("conf.py", "docs", "screenshots")
#: Packages whose version may change a byte of the output.
PACKAGES = (
    "sphinx",
    "docutils",
    "myst-parser",
    "markdown-it-py",
    "mdit-py-plugins",
    "babel",
    "jinja2",
    "pillow",
    "typst",
    "pikepdf",
    "qrcode",
    "budoux",
)
#: Files with texts in all languages side by side, and where each language's own files lie. Beside a
#: language's own label stands the Japanese one; of a fact it is given one text.
_EDITIONS: Final = "docs/editions/"
_SHARED: Final = ("docs/labels/", _EDITIONS)
_LOCALES: Final = "docs/locales/"
#: Records of releases: a TOML of them may stop a build; their pages and pictures are not read.
_RECORDS: Final = "docs/releases/"
#: Records of walks on devices: they hold Japanese sentences with the values of facts.
_WALKS: Final = "docs/walks/"
#: What no page or PDF depends on: what the manuals must say, where a CMS has put what it was given, what
#: people were told to stop using.
_ASIDE: Final = frozenset({"docs/required.toml", "docs/cms.toml", "docs/releases/stopped.toml"})
#: Of how many files with texts in all languages the tables are kept.
_REMEMBERED: Final = 64
#: Names of parts that are no files.
_ENGINE, _PACKAGE, _LANGUAGES = "engine/", "package ", "languages"

#: Name of a file, a package or an option → its hash, version or value.
Parts = Mapping[str, str]


def key_of(parts: Parts) -> str:
    """All parts as one hash."""
    text = "\n".join(f"{name}\0{value}" for name, value in sorted(parts.items()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parts_of(
    root: Path, asked: Mapping[str, object], hashes: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """All that a build of the content at ``root`` depends on; ``asked``: the command's options.

    ``hashes``: file → its sha256, of files that have just been read.
    """
    parts = {name: repr(value) for name, value in asked.items()}
    parts |= {"Python": sys.version, "system": f"{sys.platform} {platform.machine()}"}
    parts |= {f"{_PACKAGE}{name}": _version(name) for name in PACKAGES}
    return parts | dict(_files(root, hashes))


def parts_of_language(root: Path, parts: Parts, language: str, languages: tuple[str, ...]) -> dict[str, str]:
    """What of ``parts`` one language depends on, when ``languages`` are built together.

    Of files that hold several languages, those texts count that the language is given.
    """
    own = f"{_LOCALES}{language}/"
    found = {_LANGUAGES: ", ".join(languages)}
    japanese = _shows_japanese(parts)
    for name, value in parts.items():
        if name.startswith(_SHARED) and name.endswith(".toml"):
            alone = name.startswith(_EDITIONS) and not japanese
            found[name] = _texts_hash(root / name, language, alone=alone) or value
        elif name.startswith(own) or not (_of_a_language(name) or name.startswith(_RECORDS)):
            found[name] = value
    found.pop("--language", None)  # `languages` says it
    return found


def _shows_japanese(parts: Parts) -> bool:
    """Whether a language shows or needs Japanese texts of facts that it has texts of its own for.

    A proof draws screens in Japanese for want of a font; what a walk has seen was a Japanese page.
    """
    return parts.get("--stage") == repr("proof") or any(name.startswith(_WALKS) for name in parts)


def changed(old: Parts, new: Parts) -> list[str]:
    """Names of the parts that are new, gone or different."""
    return sorted(name for name in {*old, *new} if old.get(name) != new.get(name))


def engine_of(parts: Parts) -> str:
    """The key of all that is no content: engine, packages, Python, system."""
    heads = (_ENGINE, _PACKAGE, "Python", "system")
    return key_of({name: value for name, value in parts.items() if name.startswith(heads)})


def facts_of(parts: Parts) -> str:
    """The key of all that the rules of outputs go by: engine, settings, facts, terms; no text, no picture."""
    texts = ("docs/locales/", "docs/parts/", "screenshots/", _RECORDS)
    facts = (name for name in parts if not name.startswith(texts) and not name.endswith(".md"))
    return key_of({name: parts[name] for name in facts})


def _of_a_language(name: str) -> bool:
    """Whether a file lies in the folder of a language."""
    below = name.removeprefix(_LOCALES)
    return below != name and bool(LANGUAGE.fullmatch(below.partition("/")[0]))


def _version(name: str) -> str:
    """The version of an installed package; ``-`` where there is none."""
    for folder in sys.path:
        with suppress(OSError):
            versions = _installed(folder, Path(folder).stat().st_mtime_ns).get(_spelling(name))
            if versions is not None and len(versions) == 1:
                return versions[0]
            if versions is not None:
                break
    # Whatever is installed in another way. The module loads a parser of mails: a tenth of an unchanged build.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


@lru_cache(_REMEMBERED)
def _installed(folder: str, changed: int) -> Mapping[str, tuple[str, ...]]:  # noqa: ARG001 -- in the cache's key
    """Packages in a folder of the path → versions, as the names of ``*.dist-info`` say. Raises `OSError`.

    ``changed``: when a name in the folder was last added or removed.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(os.listdir(folder or ".")):  # noqa: PTH208 -- `Path` takes as long as the look
        package, dash, version = name.removesuffix(".dist-info").rpartition("-")
        if dash and name.endswith(".dist-info"):
            found[_spelling(package)] = (*found.get(_spelling(package), ()), version)
    return found


def _spelling(name: str) -> str:
    """A package's name, of which several spellings are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _files(root: Path, hashes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each file of the engine and of the content with its hash; names as in the key."""
    for name, path in sorted(_walk(str(Path(__file__).parent.parent), _ENGINE)):
        yield name, hashes.get(path) or hash_file(path)
    for start in CONTENT:
        path = str(root / start)
        found = [(start, path)] if os.path.isfile(path) else sorted(_walk(path, f"{start}/"))  # noqa: PTH113
        for name, file in found:
            unread = name.startswith(_RECORDS) and not name.endswith(".toml")
            if name not in _ASIDE and not unread:
                yield name, hashes.get(file) or hash_file(file)


def below(start: Path) -> list[Path]:
    """The files at and below ``start`` that a build may read, in one order everywhere."""
    return [start] if start.is_file() else sorted(Path(path) for _, path in _walk(str(start), ""))


def _walk(folder: str, start: str) -> Iterator[tuple[str, str]]:
    """The files below a folder that a build may read, in no order: ``start`` with what follows, and the path.

    Plain names: every build asks for all of them, and `Path` takes four times as long. Folders that are
    links are not entered.
    """
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{start}{entry.name}/")
            elif may_be_read(entry.name) and _is_file(entry):
                yield start + entry.name, entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link to one; a link that leads nowhere or to itself is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def may_be_read(name: str) -> bool:
    """Whether a build may read a file of the name: it is neither hidden nor made from another."""
    return name[0] != "." and not name.endswith((".pyc", ".mo"))


def _texts_hash(path: Path, language: str, *, alone: bool) -> str | None:
    """The hash of a TOML file without the texts of other languages; None for one that is none.

    ``alone``: without the Japanese ones, too, that the language has texts of its own for.
    """
    try:
        table = _table_of(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None
    # `repr` keeps types and the order, in which manuals are listed.
    own = repr(_own(table, language, "", alone=alone))
    return hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(_REMEMBERED)
def _table_of(text: str) -> dict[str, Any]:
    """A TOML file's table, not to be changed: each language asks for the same ones. Raises `ValueError`."""
    return tomllib.loads(text)


def _own(value: Any, language: str, name: str, *, alone: bool) -> Any:
    if isinstance(value, list):
        return [_own(item, language, "", alone=alone) for item in value]
    if not isinstance(value, dict):
        return value
    rest = {key for key in value if _of_others(value, key, language, name)}
    if alone and name != "extra" and rest | {"ja", language} == value.keys() and language != "ja":
        rest.add("ja")
    kept = {key: _own(item, language, key, alone=alone) for key, item in value.items() if key not in rest}
    # Whether any text is there at all tells a fact that nobody knows yet from one with a mistake.
    return (kept, any(value[key] for key in rest)) if rest else kept


def _of_others(table: Mapping[str, Any], key: str, language: str, name: str) -> bool:
    """Whether a key of a table holds the text of another language.

    ``id`` is Indonesian, and the name of a certificate: only beside Japanese is it a language.
    ``extra`` holds facts by any name.
    """
    of_texts = name == "meaning" or isinstance(table.get("ja"), str)
    # Facts have short names, too (url): of three letters, only those are languages that somebody knows.
    is_code = LANGUAGE.fullmatch(key) and (key in known_codes() or not re.match("[a-z]{3}", key))
    is_text = isinstance(table[key], str) and bool(is_code)
    return of_texts and is_text and key not in ("ja", language) and name != "extra"
