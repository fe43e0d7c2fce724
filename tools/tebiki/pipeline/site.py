"""The site of an edition: its languages, its files at the root, its checks, what is to be told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..checks.manual_sources import SourceTexts
from ..checks.outputs import Outputs
from ..checks.registry import rules, rules_of
from ..checks.runner import Runner
from ..checks.settings import Chosen, read_checks
from ..checks.stale_values import Stale, stale_values
from ..checks.subjects.prose import of_markdown
from ..checks.subjects.site import SitePage
from ..checks.subjects.sources import Prose
from ..checks.translations.catalog import PAIR, Rules
from ..checks.translations.self_translation import check_messages
from ..content.composed_text import files_apart
from ..content.edition import Edition
from ..content.fact_names import name_fact
from ..content.facts import DERIVED, PREVIOUS
from ..content.format_numbers import older_files
from ..content.glossary import Glossary
from ..content.known_faults import known_faults
from ..content.output_names import INDEX, NOT_FOUND, ROBOTS, SITEMAP, folder, page_file
from ..content.project import Project
from ..content.project_folders import ProjectFolders
from ..content.publication import Publication
from ..content.releases import check_frozen
from ..content.screen_files import list_screens, load_screen
from ..content.settings import Settings
from ..content.shown_screens import mistakes
from ..content.sources import sources
from ..content.stage import Stage
from ..content.stray_pages import stray_pages
from ..content.text_files import read_text
from ..content.words import load_words
from ..errors import Problem, TebikiError, unique
from ..messages import InLanguages, say
from ..output.site_files import SiteFiles
from ..plain import is_plain
from ..sphinxext import catalogs
from ..sphinxext.html.site import not_found_page, robots_txt, root_page, sitemap_xml
from .file_knowledge import city_of, knowledge_of
from .job import REFUSED, Job, Result
from .request import FORMATS, Format, Request, chosen


@dataclass(frozen=True, slots=True)
class Site:
    """What the request asks for, read and found right as far as that goes without Sphinx."""

    root: Path
    settings: Settings
    edition: Edition
    publications: tuple[Publication, ...]
    #: What `verify` looks at as text: as it was read, whatever becomes of the files meanwhile.
    texts: SourceTexts
    stage: Stage = "current"
    #: What earlier editions printed and this one does not.
    stale: tuple[Stale, ...] = ()
    #: Catalogues that `verify` still has to guard.
    unguarded: tuple[catalogs.Read, ...] = ()
    #: Catalogues and sources that were passed, in earlier builds and in this one; `verify` adds to it.
    passed: set[str] = field(default_factory=set)
    #: What is wrong with records of releases.
    frozen: tuple[Problem, ...] = ()
    glossary: Glossary = field(default_factory=Glossary)
    #: What conf.py says that rules of outputs count as.
    checks: Mapping[str, Chosen] = field(default_factory=dict)

    @classmethod
    def read(cls, request: Request) -> Site:
        """Read the content. Raises `TebikiError` with everything that is wrong."""
        site = cls.open(request)
        site.verify()
        return site

    @classmethod
    def open(cls, request: Request, passed: Collection[str] = ()) -> Site:
        """What workers need to begin; nothing that they make may be used before `verify` has looked.

        ``passed``: catalogues and sources that need not be looked at again.
        """
        project = Project(request.root).seen_in(request.edition)
        settings, docs, edition = project.settings, project.docs, project.edition
        names = chosen(request.manuals, tuple(edition.manuals), "build/manual")
        frozen = check_frozen(docs, edition)
        edition = edition.model_copy(update={"manuals": {name: edition.manuals[name] for name in names}})
        before, labels = project.earlier, project.labels
        codes = chosen(request.languages, project.languages, "build/language")
        words = tuple(map(load_words, codes))
        stage = request.stage or ("draft" if project.state(project.year) == "draft" else "current")
        terms = project.glossary.japanese
        here = [Publication(settings, edition, w, labels, words, stage=stage, terms=terms) for w in words]
        read, unread = list[catalogs.Read](), list[Problem]()
        for number, each in enumerate(here):
            try:
                catalog = catalogs.read(docs, each)
                here[number] = catalogs.with_texts(docs, each, catalog)
                read += [catalog] if catalog else []
            except TebikiError as error:
                unread += error.problems
        stale = stale_values(before, edition, settings, words)
        known = {rule.code: rule for rule in rules()}
        site = cls(
            request.root,
            settings,
            edition,
            tuple(here),
            SourceTexts.read(docs),
            stage,
            stale,
            tuple(read),
            set(passed),
            tuple(frozen),
            project.glossary,
            # The build applies no rule but these; `tebiki check` knows of the others.
            read_checks(project.config.checks, project.conf, known, others=True),
        )
        if unread:
            raise TebikiError([*site.mistakes(), *unread])
        return site

    def verify(self) -> None:
        """Look at the sources and guard the catalogues. Raises `TebikiError` with all that is wrong."""
        if found := self.mistakes():
            raise TebikiError(found)

    def mistakes(self) -> list[Problem]:
        """What is wrong with the sources, as far as that is seen without Sphinx."""
        folders = ProjectFolders(self.root)
        docs = folders.docs
        found = self._slips() or [
            *mistakes(docs, folders.screenshots),
            *self._untranslatable(docs),
            *self._said_of_pages(docs),
        ]
        return [*self.frozen, *found, *self._guard()]

    def _slips(self) -> list[Problem]:
        """What is wrong with each text by itself; the same texts under the same facts are looked at once."""
        case = self.texts.case(self.publications[0])
        if case in self.passed and not is_plain():
            return []
        found = self.texts.problems(self.publications[0])
        if not found:
            self.passed.add(case)
        return found

    def _untranslatable(self, docs: Path) -> list[Problem]:
        """Messages that no translation can satisfy; another language may come any day."""
        rules = Rules.of(self.publications[0], None)
        return check_messages(docs, (INDEX, *self.edition.manuals), rules, self._pairs)

    def _said_of_pages(self, docs: Path) -> Iterator[Problem]:
        """What rules would say of a page for what its source says: told at the source's line."""
        city = city_of(self.root, self.publications[0], self.glossary, self.stale)
        rules = [one for one in rules_of(Prose) if SitePage in one.subjects]
        texts = (text for path in sources(docs) for text in of_markdown(path, read_text(path), city))
        yield from (found.problem for found in Runner(REFUSED, self.checks).look_by(rules, texts))

    def _guard(self) -> list[Problem]:
        """What is wrong with the catalogues; those without a fault count as passed from now on."""
        problems = {read.case: read.problems(self.passed, self._pairs) for read in self.unguarded}
        self.passed.update(case for case, found in problems.items() if not found)
        return [problem for found in problems.values() for problem in found]

    @property
    def _pairs(self) -> set[str] | None:
        """Single messages and translations that the guard has passed; None where each is looked at."""
        return None if is_plain() else self.passed

    @property
    def languages(self) -> tuple[str, ...]:
        """Sphinx codes of the languages to build."""
        return tuple(here.language for here in self.publications)

    def job(self, request: Request, language: str, staged: Path, work: Path, threads: int) -> Job:
        """What one process builds."""
        here = next(one for one in self.publications if one.language == language)
        return Job(
            root=self.root,
            edition=str(self.edition.year),
            language=language,
            manuals=tuple(self.edition.manuals) if request.manuals else (),
            languages=self.languages,
            formats=request.formats,
            out=staged / folder(language),
            work=work / language,
            cache=request.cache,
            threads=threads,
            # Those too that `verify` looks at while the worker reads: before it has, nothing is used.
            passed=frozenset(
                [
                    *(case for case in self.passed if not case.startswith(PAIR)),
                    *(read.case for read in self.unguarded),
                    *self._looked_at,
                ]
            ),
            publication=None if is_plain() else here,
            stage=self.stage,
            checks=self.checks,
            documents=request.documents,
        )

    @property
    def _looked_at(self) -> tuple[str, ...]:
        """The sources, which a worker need not look at too."""
        return () if is_plain() else (self.texts.case(self.publications[0]),)

    def draw_ahead(self, cache: Path, languages: Collection[str]) -> None:
        """Draw screens into the cache from the last to the first, while the workers start.

        A worker begins with the first, so that they meet and hardly one is drawn twice.
        What is wrong with one is told by the worker, which knows the page that shows it.
        """
        from ..render.screen import draw_ahead  # noqa: PLC0415 -- Typst; where workers draw, nothing is drawn here

        screens = ProjectFolders(self.root).screenshots
        for here in self.publications:
            if here.language not in languages:
                continue
            inputs = here.inputs(next(iter(self.edition.manuals), None))
            for name in reversed(list_screens(screens)):
                with suppress(TebikiError):
                    draw_ahead(load_screen(screens, name, here.language), inputs, cache)

    def finish(self, staged: Path, results: Sequence[Result], request: Request) -> None:
        """Write the files at the root and check everything. Raises `TebikiError`."""
        if "html" in request.formats:
            self.write_root(staged)
        if problems := list(self.check(staged, results, request.formats)):
            raise TebikiError(unique(problems))

    def write_root(self, staged: Path) -> None:
        """The way in, the page for a wrong address, what robots read."""
        site = self.settings.site
        alone = self.stage != "archive"  # else the site that it is put into has them
        files = {
            page_file(INDEX): root_page(self.publications),
            NOT_FOUND: not_found_page(self.publications[0]) if alone else None,
            ROBOTS: robots_txt(site, self.stage) if alone else None,
            SITEMAP: sitemap_xml(self.publications) if self.stage == "current" else None,
        }
        for name, text in files.items():
            if text is not None:
                (staged / name).write_text(text, encoding="utf-8", newline="\n")

    def check(
        self, staged: Path, results: Sequence[Result], formats: Collection[Format] = FORMATS
    ) -> Iterator[Problem]:
        """Everything that would be wrong on the website."""
        pairs = list(zip(self.publications, results, strict=True))
        outputs = Outputs.of(
            SiteFiles.walk(staged),
            city_of(self.root, self.publications[0], self.glossary, self.stale),
            known={here.folder: knowledge_of(result) for here, result in pairs},
            stage=self.stage,
            formats=frozenset(formats),
            translations={
                here.language: tuple(here.translation.texts.values()) for here, _ in pairs if here.translation
            },
        )
        yield from (found.problem for found in Runner(REFUSED, self.checks).look_at(outputs))
        yield from (problem for result in results for problem in result.refused)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a build prints though nobody vouches for it: facts, and manuals that are notices."""

    #: Facts that nobody has confirmed and that are printed, by their keys in the edition's file.
    unconfirmed: tuple[str, ...] = ()
    #: Language and manual.
    held: tuple[tuple[str, str], ...] = ()


def doubts(site: Site, results: Sequence[Result]) -> Doubts:
    """What keeps an edition from being released."""
    used, values = _used(results), _all_values(site)
    keys = (k for k in site.edition.unconfirmed if _shown(k, used) and values.get(k) is not None)
    pairs = zip(site.languages, results, strict=True)
    return Doubts(tuple(keys), tuple((code, name) for code, result in pairs for name in sorted(result.held)))


def notices(site: Site, results: Sequence[Result]) -> Iterator[str]:
    """What staff should know at the end: facts that nobody has confirmed, facts that are missing."""
    if apart := files_apart(site.root):
        yield say("build/apart", count=len(apart), file=apart[0].relative_to(site.root).as_posix())
    if older := older_files(site.root):
        yield say("build/older", count=len(older), file=older[0].relative_to(site.root).as_posix())
    for page in stray_pages(site.root, site.edition):
        yield say("build/no-manual", file=page.relative_to(site.root).as_posix(), name=page.stem)
    for name, other in sorted(pair for result in results for pair in result.instead.items()):
        yield say("build/instead", name=name, other=other)
    for here, result in zip(site.publications, results, strict=True):
        yield from _of_language(here, result)
    for name, manual in site.edition.manuals.items():
        if manual.outside and site.stage != "archive":
            yield say("build/outside", manual=name, version=manual.number, published=manual.published)
    yield from _of_facts(site, results)


def _of_facts(site: Site, results: Sequence[Result]) -> Iterator[str]:
    """Facts with a value that nobody has confirmed, and apart from them those without a value."""
    used, values = _used(results), _all_values(site)
    for name in site.edition.unconfirmed:
        text, shown = values.get(name), _shown(name, used)
        if not shown and not _is_empty(site, name):
            yield say("build/unconfirmed-unused", fact=_named(site, name))
        elif shown and text is not None:
            yield say("build/unconfirmed", fact=_named(site, name))
    for name in sorted(name for name, text in values.items() if text is None and _shown(name, used)):
        yield say("build/unknown", fact=_named(site, name))
    for name in site.edition.unconfirmed:  # apart from those that only wait for somebody to confirm them
        if not _shown(name, used) and _is_empty(site, name):
            yield say("build/unknown-unused", fact=_named(site, name))


def _named(site: Site, key: str) -> InLanguages:
    return name_fact(site.edition, site.settings, key)


def _is_empty(site: Site, name: str) -> bool:
    """Whether a fact has no value; of a manual that this build leaves out, nothing is said."""
    try:
        return site.edition.is_empty(name)
    except KeyError:
        return False


def _used(results: Sequence[Result]) -> frozenset[str]:
    used = frozenset[str]().union(*(result.facts for result in results))
    return used | {DERIVED[name] for name in used & DERIVED.keys()}


def _all_values(site: Site) -> dict[str, str | None]:
    return {name: text for manual in site.edition.manuals for name, text in _values(site, manual)}


def _of_language(here: Publication, result: Result) -> Iterator[str]:
    """How far a translation is, who vouches for it, and what readers get wrong of its PDFs."""
    if here.translation is None:
        return
    language = here.language
    if not here.translation.reviewed(here.edition.year):
        yield say("build/unreviewed", language=language, edition=here.edition.year)
    for name in sorted(result.held):
        yield say("build/held", language=language, manual=name, open=result.tallies[name].open)
    for name, tally in sorted(result.tallies.items()):
        if tally.open and name not in result.held:
            yield say("build/open", language=language, page=name, open=tally.open)
    for name in sorted(result.foreign):
        yield say("build/foreign", language=language, name=name)
    if result.pdf and known_faults(here.words.data):
        yield say("build/known-faults", language=language)


def _values(site: Site, manual: str) -> Iterator[tuple[str, str | None]]:
    """Facts by the name that the edition's file gives them, with what is printed."""
    edition = site.edition
    for fact in site.publications[0].facts(manual).values():
        if fact.name in DERIVED:  # told by the fact that it follows from
            continue
        of_manual = fact.name == PREVIOUS or fact.name in type(edition.manuals[manual]).model_fields
        prefix = f"manuals.{manual}." if of_manual else "extra." if fact.name in edition.extra else ""
        yield prefix + fact.name, fact.text
    if edition.certificate.stored_name is False:  # known: there is none
        yield "certificate.stored_name", ""
    for name, link in edition.links.items():
        yield f"links.{name}", link.url
        yield f"links.{name}.target", link.target
    for name, quotation in edition.quotations.items():
        yield f"quotations.{name}", None if quotation is None else quotation.text


def _shown(name: str, used: frozenset[str]) -> bool:
    """Whether a text, a header or a cover shows the fact, or would if it had a value."""
    short = re.sub(r"^(manuals\.\w+|extra)\.", "", name)
    return short in used or (name.startswith("manuals.") and short in {"version", "published", "platform"})
