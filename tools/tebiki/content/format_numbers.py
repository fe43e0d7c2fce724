"""Which files of a project carry a format number, and which of them are of an older format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import TebikiError
from . import accessibility, glossary, required
from .conf_file import run_conf
from .formats import (
    ACCESSIBILITY,
    CONF,
    CONF_KEY,
    EDITION,
    GLOSSARY,
    LABELS,
    LANGUAGE,
    READINGS,
    REQUIRED,
    SCREEN,
    SEEN,
    Format,
)
from .project_folders import ProjectFolders
from .readings import readings_path
from .releases import facts_hash, load_releases
from .settings import conf_number
from .toml_files import number_of, read_toml


@dataclass(frozen=True, slots=True)
class Numbered:
    """A file that carries a number. ``year``: of the edition whose facts it holds."""

    path: Path
    form: Format
    year: str | None = None


def numbered_files(root: Path) -> Iterator[Numbered]:
    """Every such file of a project that is there, in one order; conf.py is not among them."""
    folders = ProjectFolders(root)
    docs = folders.docs
    for path in sorted(folders.editions.glob("[0-9][0-9][0-9][0-9].toml")):
        yield Numbered(path, EDITION, path.stem)
    for path in sorted(folders.label_files.glob("*.toml")):
        yield Numbered(path, LABELS)
    single = [(docs / glossary.NAME, GLOSSARY), (docs / accessibility.FILE, ACCESSIBILITY)]
    single += [(docs / required.NAME, REQUIRED)]
    single += [(path, LANGUAGE) for path in sorted(folders.locales.glob("*/language.toml"))]
    single += [(path, SEEN) for path in sorted(folders.locales.glob("*/seen.toml"))]
    single += [(readings_path(docs), READINGS)]
    single += [(path, SCREEN) for path in sorted(folders.screenshots.glob("*/*.toml"))]
    yield from (Numbered(path, form) for path, form in single if path.is_file())


def is_frozen(root: Path, file: Numbered) -> bool:
    """Whether a file is what was last released of its edition: its hash is recorded, so it stays as it is.

    It is read by its number for ever. Raises `TebikiError` for a record that cannot be read.
    """
    docs = ProjectFolders(root).docs
    if file.year is None or not (released := load_releases(docs, file.year)):
        return False
    return released[-1].edition_sha256 == facts_hash(docs, file.year)


def older_files(root: Path) -> tuple[Path, ...]:
    """Files that ``tebiki migrate`` would bring to today's format.

    One that cannot be read is left out: whoever reads it tells what is wrong.
    """
    found, conf = [], ProjectFolders(root).conf
    with suppress(TebikiError):
        if conf_number(run_conf(root).get(CONF_KEY, 1), conf) < CONF.current:
            found.append(conf)
    for file in numbered_files(root):
        with suppress(TebikiError):
            number = number_of(file.path, read_toml(file.path), file.form)
            if number < file.form.current and not is_frozen(root, file):
                found.append(file.path)
    return tuple(found)
