"""How far each language is: by page, what is vital apart, what is open and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..checks.translations.catalog import check_catalog
from ..content.catalogs.catalog import Catalog, Entry
from ..content.catalogs.language_folder import load_translation
from ..content.catalogs.translation import Message, State, Tally, tally
from ..content.language_owner import Care, Review
from ..content.project import Project
from ..errors import Problem, TebikiError
from ..pipeline import extract_messages
from .targets import catalog_of, rules_for, spoken_labels
from .template import Asked, asked


@dataclass(frozen=True, slots=True)
class Open:
    """A message that a page shows in Japanese. ``entry``: what the catalogue has of it, if anything."""

    asked: Asked
    state: State
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class PageState:
    """One page in one language."""

    page: str
    tally: Tally
    released: bool


@dataclass(frozen=True, slots=True)
class LanguageState:
    """One language: its pages in order, what is open in reading order, who looks after it."""

    language: str
    path: Path
    pages: tuple[PageState, ...]
    open: tuple[Open, ...]
    care: Care
    revised: date | None
    review: Review | None


@dataclass(frozen=True, slots=True)
class Status:
    """All languages, and what is wrong with their catalogues."""

    languages: tuple[LanguageState, ...]
    problems: tuple[Problem, ...]


def status(project: Project, codes: Sequence[str]) -> Status:
    """How far languages are, measured by what the pages hold today."""
    messages = extract_messages.extract(project)
    found: list[LanguageState] = []
    problems: list[Problem] = []
    for code in codes:
        try:
            catalog = catalog_of(project, code)
            found.append(_language(project, catalog, messages))
            problems.extend(check_catalog(catalog, rules_for(project, code)))
        except TebikiError as error:
            problems.extend(error.problems)
    return Status(tuple(found), tuple(problems))


def _language(project: Project, catalog: Catalog, messages: Sequence[Message]) -> LanguageState:
    known = load_translation(project.docs, catalog)
    entries = {entry.msgid: entry for entry in catalog.entries if not entry.obsolete}
    states = {message.msgid: known.state(message.msgid) for message in messages}
    named = spoken_labels(project, catalog.language)
    pages = []
    for page in dict.fromkeys(message.page for message in messages):
        count = tally([m for m in messages if m.page == page], states, named)
        pages.append(PageState(page, count, count.released(known.care.bar)))
    return LanguageState(
        language=catalog.language,
        path=catalog.path,
        pages=tuple(pages),
        open=tuple(
            Open(one, states[one.msgid], entries.get(one.msgid))
            for one in asked(messages)
            if states[one.msgid] != "done"
        ),
        care=known.care,
        revised=known.revised,
        review=known.care.reviewed.get(str(project.edition.year)),
    )
