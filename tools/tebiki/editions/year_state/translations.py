"""How far the translations are: counted by Sphinx, which takes seconds, and remembered for that content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from ... import __version__
from ...content.catalogs.language_folder import catalog_path
from ...content.project import Project
from ...content.write_files import write_together
from ...translate.targets import target_languages
from ..content_stamp import content_stamp

if TYPE_CHECKING:
    from ...translate.status import LanguageState

_counting: Final = Lock()


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """One language. ``open``: messages shown in Japanese; ``held``: manuals that would be notices."""

    language: str
    open: int
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translations:
    """All languages; ``faults``: how many mistakes their catalogues hold."""

    languages: tuple[LanguageCount, ...]
    faults: int

    @property
    def open(self) -> int:
        """Messages that are open, in all languages."""
        return sum(one.open for one in self.languages)

    @property
    def held(self) -> tuple[tuple[str, str], ...]:
        """Language and manual of what would be a notice, in the site's languages."""
        return tuple((one.language, page) for one in self.languages for page in one.held)


def known_translations(project: Project) -> Translations | None:
    """The count of the content as it is now; None where nobody has counted it. Takes no Sphinx."""
    if not target_languages(project):
        return Translations((), 0)
    try:
        table = json.loads(_path(project).read_text(encoding="utf-8"))
        return _read(table) if table["key"] == _key(project) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def count_translations(project: Project) -> Translations:
    """The same, counted where it is not known. Raises `TebikiError` where the sources are wrong."""
    with _counting:  # whoever asks meanwhile gets the same count
        known = known_translations(project)
        return _count(project) if known is None else known


def _count(project: Project) -> Translations:
    from ...translate.status import status  # noqa: PLC0415 -- whoever asks for the last count needs no checks of catalogues

    key = _key(project)  # of before: what changes meanwhile is not counted
    found = status(project, target_languages(project))
    counted = Translations(tuple(_counted(project, found.languages)), len(found.problems))
    data = json.dumps({"key": key, **asdict(counted)}, indent=1).encode()
    write_together([(_path(project), data)])
    return counted


def _counted(project: Project, languages: Iterable[LanguageState]) -> Iterable[LanguageCount]:
    """Of languages that the site does not have, no manual is held back."""
    for one in languages:
        held = (page.page for page in one.pages if not page.released and page.page in project.edition.manuals)
        in_site = one.language in project.languages
        yield LanguageCount(one.language, len(one.open), tuple(held) if in_site else ())


def _path(project: Project) -> Path:
    return project.cache / "translations-counted.json"


def _key(project: Project) -> str:
    """Messages are those of the current edition's pages, and only this engine takes them out so."""
    return f"{__version__} {content_stamp(project, max(project.years))}"


def _read(table: dict[str, Any]) -> Translations:
    languages = (
        LanguageCount(str(one["language"]), int(one["open"]), tuple(map(str, one["held"])))
        for one in table["languages"]
    )
    return Translations(tuple(languages), int(table["faults"]))


def sent_to_translators(project: Project) -> date | None:
    """The day of the oldest package that is newer than its catalogue: somebody has it and gave nothing back.

    By the times of files of this machine; None where there is no such package.
    """
    days = []
    for code in target_languages(project):
        name = f"{project.settings.documents}-{code.replace('_', '-').lower()}.zip"
        package, catalog = project.build / "translate" / name, catalog_path(project.docs, code)
        if package.is_file() and catalog.is_file() and package.stat().st_mtime > catalog.stat().st_mtime:
            days.append(datetime.fromtimestamp(package.stat().st_mtime).astimezone().date())
    return min(days, default=None)
