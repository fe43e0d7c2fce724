"""The project of a city: its settings, its editions, and all that its pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, TypeVar

from ..errors import Problem, TebikiError
from .catalogs.catalog import Catalog
from .catalogs.language_folder import SOURCE, catalog_path, load_catalog
from .edition import Edition, earlier_editions, load_edition
from .glossary import Glossary, load_glossary
from .labels import Label, load_labels
from .language_files import use_project_languages
from .project_folders import ProjectFolders
from .publication import Publication
from .required import Required, load_required
from .settings import Config, Settings, load_config
from .walk_items import WalkSource
from .walk_states import WalkStates
from .words import Words, load_words, words_or_japanese

#: What an edition is today.
EditionState = Literal["earlier", "current", "draft"]
T = TypeVar("T")

#: What may change how any file is read: settings, and what the process knows of languages.
_OF_ALL: Final = ("conf.py", "docs/languages/")
#: Parts of a project that take long to read, and what else they are read from.
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "config": (),
    "words": (),
    "labels": ("docs/labels/",),
    "glossary": ("docs/glossary.toml",),
    "required": ("docs/required.toml",),
}


@dataclass(frozen=True, eq=False)
class Project(ProjectFolders):
    """The project at ``root``, seen in one edition.

    Each part is read when somebody asks for it, once; whoever asks gets `TebikiError` with what is
    wrong with that part, so that a command which needs no labels is not stopped by wrong ones.
    A part that was changed on the disk since is read by a new project.

    conf.py names the current edition; one that is newer is a draft, one that is older was current
    before. Nothing else is written down, so nothing can contradict it.
    """

    #: The edition that it is seen in, where that is another than the current one.
    asked_year: str | None = None
    #: The facts of that edition, where no file holds them yet.
    unwritten: Edition | None = None

    def __post_init__(self) -> None:
        """The languages that the process knows are now this project's."""
        use_project_languages(self.docs)

    def seen_in(self, year: str | None) -> Project:
        """The same project seen in another edition; None: in the current one."""
        return replace(self, asked_year=year, unwritten=None)

    def seen_with(self, edition: Edition) -> Project:
        """The same project seen in an edition that may not be written yet."""
        return replace(self, asked_year=str(edition.year), unwritten=edition)

    def read_since(self, changed: Collection[str]) -> Project:
        """The project as its files are now, seen in the same edition: only what has changed is read again.

        ``changed``: the names below its folder of all files that are others than when this one was made
        (``docs/labels/android.toml``), of new ones and of those that are gone.
        """
        new = replace(self)
        if any(name.startswith(_OF_ALL) for name in changed):
            return new
        known = dict(vars(self))
        for part, files in _PARTS.items():
            if part in known and not (files and any(name.startswith(files) for name in changed)):
                vars(new)[part] = known[part]
        for year, edition in dict(self._editions).items():
            if f"docs/editions/{year}.toml" not in changed:
                new._editions[year] = edition  # noqa: SLF001 -- of this class
        return new

    @cached_property
    def config(self) -> Config:
        """What conf.py says."""
        return load_config(self.root)

    @property
    def settings(self) -> Settings:
        """The city's settings."""
        return self.config.settings

    @property
    def languages(self) -> tuple[str, ...]:
        """Sphinx codes of the site's languages, that of the sources first."""
        return self.settings.languages

    @property
    def current(self) -> str:
        """The year of the current edition."""
        return self.config.edition

    @cached_property
    def years(self) -> tuple[str, ...]:
        """Every edition there is, the oldest first."""
        return tuple(sorted(path.stem for path in self.editions.glob("[0-9][0-9][0-9][0-9].toml")))

    @property
    def worked_on(self) -> str:
        """The newest draft, else the current edition: what somebody means who names no year."""
        return max((self.current, *self.years))

    def state(self, year: str) -> EditionState:
        """What an edition is today."""
        return "current" if year == self.current else "draft" if year > self.current else "earlier"

    def edition_file(self, year: str) -> Path:
        """The file of an edition."""
        return self.editions / f"{year}.toml"

    @cached_property
    def _editions(self) -> dict[str, Edition]:
        return {}

    def edition_of(self, year: str) -> Edition:
        """The facts of an edition as its file states them."""
        if year not in self._editions:
            self._editions[year] = load_edition(self.editions, year, self.settings)
        return self._editions[year]

    @property
    def year(self) -> str:
        """The year of the edition that the project is seen in."""
        return self.asked_year or self.current

    @property
    def edition(self) -> Edition:
        """The facts of that edition."""
        return self.unwritten or self.edition_of(self.year)

    @cached_property
    def earlier(self) -> tuple[Edition, ...]:
        """All editions before that one, the newest first; only their shape is looked at."""
        return earlier_editions(self.editions, self.year)

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The words on screens, by key."""
        return load_labels(self.label_files)

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """The engine's words in each language of the site, in its order."""
        use_project_languages(self.docs)
        return {code: load_words(code) for code in self.languages}

    @cached_property
    def glossary(self) -> Glossary:
        """Terms with one spelling each; none where the project has no list."""
        return load_glossary(self.docs)

    @cached_property
    def required(self) -> Required | None:
        """What the manuals must say; None where the project has no table."""
        return load_required(self.docs)

    @property
    def walk_source(self) -> WalkSource:
        """Where it is read what somebody compares who walks through a manual."""
        return WalkSource(self.docs, self.screenshots, self.publication(SOURCE))

    @cached_property
    def walks(self) -> WalkStates:
        """What people saw on devices, beside the manuals as they are."""
        return WalkStates.read(self.walk_source)

    @property
    def catalog_languages(self) -> tuple[str, ...]:
        """Languages that have a catalogue, whether the site has them or not; looked for each time."""
        paths = self.locales.glob(catalog_path(self.docs, "*").relative_to(self.locales).as_posix())
        return tuple(sorted(path.parent.parent.name for path in paths))

    def catalog(self, language: str) -> Catalog:
        """The catalogue of a language, read each time: commands write it."""
        return load_catalog(self.docs, language)

    def publication(self, language: str) -> Publication:
        """The edition in one language alone; with Japanese words where the engine has none of it yet."""
        use_project_languages(self.docs)
        words = words_or_japanese(language)
        return Publication(
            self.settings, self.edition, words, self.labels, (words,), terms=self.glossary.japanese
        )

    @property
    def publications(self) -> tuple[Publication, ...]:
        """The edition in each language of the site, without its translation; each knows of the others."""
        words, terms = tuple(self.words.values()), self.glossary.japanese
        return tuple(
            Publication(self.settings, self.edition, each, self.labels, words, terms=terms) for each in words
        )


def attempt(read: Callable[[], T], problems: list[Problem]) -> T | None:
    """What ``read`` gives; None where it refuses, and what is wrong goes to ``problems``."""
    try:
        return read()
    except TebikiError as error:
        problems.extend(error.problems)
        return None
