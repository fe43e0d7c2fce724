"""The sources looked at: every existing check of them, and the subjects that rules get."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..checks.city import City
from ..checks.manual_pages import check_pages
from ..checks.manual_sources import check_beside
from ..checks.manual_text import check_text
from ..checks.subjects import prose
from ..checks.subjects.required import RequiredManual, RequiredTable, RequiredTexts
from ..checks.subjects.sources import (
    CaptureFile,
    CatalogFile,
    DeclaredScreen,
    EditionFacts,
    SourceText,
    WalkedManuals,
)
from ..checks.translations.catalog import Rules, check_catalog
from ..checks.translations.plain_japanese_project import Easy
from ..checks.translations.self_translation import check_messages
from ..content import required
from ..content.catalogs.catalog import Catalog, read_catalog
from ..content.catalogs.seen import SeenTranslations, load_seen
from ..content.glossary import NAME
from ..content.output_names import INDEX
from ..content.project_folders import ProjectFolders
from ..content.publication import Publication
from ..content.releases import check_frozen
from ..content.ruby import RUBY_LANGUAGE
from ..content.screen_files import list_screens, load_screen, load_spec
from ..content.screens import slots
from ..content.shown_screens import mistakes
from ..content.sources import sources
from ..content.text_files import read_text
from ..content.walk_states import WalkStates, seen_spec
from ..errors import Problem, TebikiError
from .readable_content import ReadableContent, publication_of

#: Files that hold what everything else is compared with: whoever changes one has changed all.
SHARED = ("conf.py", "docs/editions", "docs/glossary.toml", "docs/labels", "docs/required.toml")


@dataclass(slots=True)
class Sources:
    """What was read of the sources: problems that a build refuses, style, the subjects of rules.

    ``only``: the files asked for, resolved; None for all. ``passed``: cases of translations that were right
    before (`check_catalog`); None where each is looked at whole.
    """

    content: ReadableContent
    only: frozenset[Path] | None = None
    passed: set[str] | None = None
    problems: list[Problem] = field(default_factory=list)
    subjects: list[Any] = field(default_factory=list)
    looked: dict[str, int] = field(default_factory=dict)
    #: Manuals and chapters by file.
    _texts: dict[Path, str] = field(default_factory=dict)
    _walks: WalkStates = field(default_factory=WalkStates)

    @classmethod
    def read(
        cls,
        content: ReadableContent,
        files: Sequence[Path] | None = None,
        passed: Collection[str] | None = None,
    ) -> Sources:
        """Look at all sources of ``content``, or at ``files``."""
        only = None if files is None else frozenset(path.resolve() for path in files)
        found = cls(content, only, None if passed is None else set(passed))
        if content.city is not None:
            found._all(content.city)
        return found

    def _wants(self, path: Path) -> bool:
        return self.only is None or path.resolve() in self.only

    def _all(self, city: City) -> None:
        self._walks = self.content.attempt(lambda: self.content.project.walks) or WalkStates()
        if self.only is None:
            self.subjects += [EditionFacts(city), WalkedManuals(self._walks, city)]
            self.subjects += [*prose.of_edition(city), *prose.of_settings(city)]
            self._attempt(lambda: check_frozen(self.content.project.docs, city.edition))
        for path, language in texts(city.root):
            if self._wants(path):
                self._text(path, language, city)
        self._pages()
        if self.only is None:
            self._attempt(lambda: check_beside(self.content.project.docs, _source(city)))
        self._catalogues(city)
        self._required(city)
        for name in list_screens(self.content.project.screenshots):
            self._screen(name, city)
        if self.only is None:
            self._attempt(lambda: list(mistakes(self.content.project.docs, self.content.project.screenshots)))
        self._untranslatable(city)

    def _pages(self) -> None:
        """What stands where it cannot; only all texts together tell."""
        if self.only is None:
            self.problems.extend(check_pages(self.content.project.docs, self._texts))

    def _untranslatable(self, city: City) -> None:
        """Messages that no translation can satisfy; another language may come any day."""
        pages, rules = (INDEX, *city.edition.manuals), Rules(city.settings, city.edition)
        found = check_messages(self.content.project.docs, pages, rules, self.passed)
        wanted = (one for one in found if one.place and self._wants(Path(one.place.file)))
        self.problems.extend(one for one in wanted if one not in self.problems)

    def _attempt(self, look: Any) -> None:
        try:
            self.problems.extend(look())
        except TebikiError as error:
            self.problems.extend(error.problems)

    def _text(self, path: Path, language: str | None, city: City) -> None:
        try:
            text = read_text(path)
        except TebikiError as error:
            if path.suffix != ".po":  # a catalogue is told of where it is read as one
                self.problems.extend(error.problems)
            return
        self.subjects.append(SourceText(path, text, city, language))
        if path.suffix == ".md":
            self.subjects.extend(prose.of_markdown(path, text, city))
            self.problems.extend(check_text(text, path=path, publication=_source(city)))
            self._texts[path] = text
            self._count("pages")

    def _catalogues(self, city: City) -> None:
        """Catalogues, and all else in やさしい日本語."""
        rules, easy, paths = Rules(city.settings, city.edition), None, self._paths(city)
        if any(path.parent.parent.name == RUBY_LANGUAGE for path in paths):
            easy = self.content.attempt(lambda: Easy.read(self.content.project.docs, rules))
        for path in paths:
            try:
                catalog = read_catalog(path)
            except TebikiError as error:
                self.problems.extend(error.problems)
                continue
            self._catalogue(catalog, easy, easy.rules if easy else rules, city)
        if easy and self.only is None:
            problems, notices = easy.content()
            self.problems += [*problems, *notices]
            self._count("texts", easy.count)

    def _catalogue(self, catalog: Catalog, easy: Easy | None, rules: Rules, city: City) -> None:
        self.problems.extend(check_catalog(catalog, rules, self.passed))
        if easy and catalog.language == RUBY_LANGUAGE:
            self.problems.extend(easy.style(catalog))
        seen = self.content.attempt(lambda: load_seen(catalog.path)) or SeenTranslations()
        self.subjects += [CatalogFile(catalog, city, seen), *prose.of_catalog(catalog, city)]
        self._count("catalogues")
        self._count("translations", sum(entry.used for entry in catalog.entries))

    def _paths(self, city: City) -> list[Path]:
        """The catalogues of the content, and those asked for by name that lie elsewhere."""
        own = catalogues(city.root)
        if self.only is None:
            return own
        return sorted({path for path in self.only if path.suffix == ".po"})

    def _screen(self, name: str, city: City) -> None:
        root = self.content.project.screenshots
        path = root / f"{name}.toml"
        if not self._wants(path) and not any(map(self._wants, path.parent.rglob(f"{path.stem}.png"))):
            return
        self._count("screens")
        try:
            path, spec = load_spec(root, name)
            screen = DeclaredScreen(name, path, seen_spec(spec, name, self._walks), city)
            self.subjects.append(screen)
            for slot in slots(spec):
                file, capture = slot.file(path), slot.capture(spec)
                if file.is_file() and capture is not None:
                    self.subjects.append(CaptureFile(screen, slot, capture, file, file.read_bytes()))
            for language in city.languages:
                load_screen(root, name, language)
        except TebikiError as error:
            self.problems.extend(error.problems)

    def _required(self, city: City) -> None:
        """What the manuals must say: the table, and each manual that has a file among those asked for."""
        if city.required is None:
            return
        table = RequiredTable(city.required, city)
        whole = self._wants(self.content.project.docs / required.NAME)
        if whole:
            self.subjects.append(table)
        manuals = [one for one in self._manuals(table) if whole or self._has(one)]
        self.subjects += [*manuals, RequiredTexts(tuple(manuals))]
        self._count("rows", sum(len(one.rows) for one in manuals))

    def _has(self, manual: RequiredManual) -> bool:
        return any(map(self._wants, {one.path for one in manual.passages}))

    def _manuals(self, table: RequiredTable) -> Iterator[RequiredManual]:
        for name in table.named:
            try:
                yield RequiredManual.read(table, name)
            except TebikiError as error:  # a file of it may have been told of where it was read as one
                self.problems.extend(one for one in error.problems if one not in self.problems)

    def _count(self, what: str, count: int = 1) -> None:
        self.looked[what] = self.looked.get(what, 0) + count


def _source(city: City) -> Publication:
    return publication_of(city, city.settings.languages[0])


def texts(root: Path) -> Iterator[tuple[Path, str | None]]:
    """Every text file of a content with the language of its prose; None where it holds several or none."""
    folders = ProjectFolders(root)
    docs, screens = folders.docs, folders.screenshots
    yield folders.conf, None
    for path in sources(docs):
        yield path, "ja"
    for path in (
        *docs.glob("labels/*.toml"),
        *docs.glob("editions/*.toml"),
        docs / NAME,
        docs / required.NAME,
    ):
        if path.is_file():
            yield path, None
    for path in sorted([*docs.glob("locales/*/*.toml"), *docs.glob("locales/*/LC_MESSAGES/*.po")]):
        yield path, path.relative_to(folders.locales).parts[0]
    for path in sorted([*screens.rglob("*.toml"), *screens.rglob("*.typ")]):
        yield path, None


def catalogues(root: Path) -> list[Path]:
    """The catalogues of a content, by language."""
    return sorted(ProjectFolders(root).locales.glob("*/LC_MESSAGES/*.po"))
