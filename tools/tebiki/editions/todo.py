"""What a person must still look at before an edition is released."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..captures import overview as screens
from ..captures.gallery import names_certificate
from ..content.edition import Edition
from ..content.fact_names import names_of
from ..content.project import Project
from ..errors import Problem
from ..messages import InLanguages
from ..translate.status import Status, status
from ..translate.targets import target_languages


@dataclass(frozen=True, slots=True)
class Looks:
    """Each list in the order of the files; ``shows_name``: captures whose drawing names the certificate."""

    captures: tuple[str, ...]
    shows_name: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    #: Those of them that have no value yet: there is nothing to confirm.
    without_value: tuple[str, ...]
    unseen: tuple[str, ...]
    labels: tuple[str, ...]
    #: Language, page, messages without a translation.
    open: tuple[tuple[str, str, int], ...]
    #: Language and page of what would be a notice, for want of translations.
    held: tuple[tuple[str, str], ...]
    unreviewed: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    #: Manuals that nobody has walked through as they are, each with its state; how often one saw otherwise.
    unwalked: tuple[tuple[str, str], ...]
    otherwise: int
    #: Languages whose line of the history is still Japanese.
    unsaid: tuple[str, ...]
    #: What is wrong with screens and catalogues already; it does not keep a year from beginning.
    problems: tuple[Problem, ...]
    #: What people call the unconfirmed facts.
    names: Mapping[str, InLanguages]


def look(project: Project, edition: Edition) -> Looks:
    """All that is open in the project for ``edition``. Runs Sphinx where there are translations."""
    here = project.seen_with(edition)
    shown, found = screens.overview(here), _translations(here)
    captures = tuple(row.name for row in shown.rows if row.captured)
    return Looks(
        captures=captures,
        shows_name=tuple(name for name in captures if names_certificate(project.screenshots / f"{name}.typ")),
        unconfirmed=edition.unconfirmed,
        without_value=tuple(key for key in edition.unconfirmed if edition.is_empty(key)),
        unseen=tuple(row.name for row in shown.rows if not row.captured and row.verified is None),
        labels=tuple(label.key for label in shown.labels if not label.verified),
        open=tuple(_open(found)),
        held=tuple(
            (one.language, page.page) for one in found.languages for page in one.pages if not page.released
        ),
        unreviewed=tuple(one.language for one in found.languages if one.review is None),
        links=tuple((name, link.url) for name, link in edition.links.items()),
        unwalked=tuple(here.walks.unwalked(edition)),
        otherwise=len(here.walks.differences),
        unsaid=tuple(_unsaid(project, edition)),
        problems=(*shown.problems, *found.problems),
        names=names_of(edition, project.settings, edition.unconfirmed),
    )


def _translations(project: Project) -> Status:
    languages = target_languages(project)
    return status(project, languages) if languages else Status((), ())


def _open(found: Status) -> Iterator[tuple[str, str, int]]:
    for one in found.languages:
        for page in one.pages:
            if page.tally.open:
                yield one.language, page.page, page.tally.open


def _unsaid(project: Project, edition: Edition) -> Iterator[str]:
    lines = [manual.history[0].changes for manual in edition.manuals.values()]
    for language in project.languages:
        if not all(language in changes for changes in lines):
            yield language
