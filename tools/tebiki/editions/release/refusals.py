"""Why an edition cannot be released as it is, before anything is built: the one list of reasons.

`tebiki release` refuses for them; the state of the year (`tebiki.editions.year_state`) tells them beside the
task that puts each right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ...content.edition import Edition
from ...content.fact_names import name_fact
from ...content.project import Project
from ...content.releases import Release, Review, opened, told_decisions, versions
from ...content.secret_files import check_secrets
from ...content.settings import Settings
from ...content.toml_files import place_of
from ...errors import Place, Problem
from ..git import Repository
from ..required_changes import deleted_rows
from .kinds import unused_kinds

#: What a release commits; anything else that has changed keeps it from beginning.
CONTENT: Final = ("docs", "screenshots", "conf.py")


def unreleasable(project: Project, edition: Edition, released: tuple[Release, ...]) -> Iterator[Problem]:
    """Whether there is anything to be released: a ``release/earlier`` or a ``release/nothing``."""
    year = str(edition.year)
    place = Place.of(project.edition_file(year))
    if project.state(year) == "earlier":
        yield Problem("release/earlier", place, {"year": year, "current": project.current})
    elif released and not opened(edition, released[-1]):
        yield Problem("release/nothing", place, {"year": year, "approved": released[-1].approved})


def rewritten(project: Project, edition: Edition) -> Iterator[Problem]:
    """Manuals whose number stands on a document made elsewhere: this text would go out under it, too."""
    year = str(edition.year)
    path = project.edition_file(year)
    for name, manual in edition.manuals.items():
        if manual.outside:
            values = {"manual": name, "version": manual.number, "published": manual.published}
            place = place_of(path, ["manuals", name, "history", 0, "outside"])
            yield Problem("release/outside", place, {**values, "year": year, "next": int(year) + 1})


def other_papers(project: Project, edition: Edition, review: Review | None) -> Iterator[Problem]:
    """Why what an approver was given is not this edition: nothing was, other versions, other decisions."""
    year = str(edition.year)
    place = Place.of(project.edition_file(year))
    if review is None or not review.files:  # a record without files would prove nothing
        yield Problem("release/no-review", place, {"year": year})
    elif review.manuals != versions(edition):
        yield Problem("release/other-review", place, {"year": year})
    elif review.decisions != told_decisions(edition):
        yield Problem("release/other-decisions", place, {"year": year})


def on_no_branch(repository: Repository) -> Iterator[Problem]:
    """A ``history/detached`` where a commit would belong to no branch."""
    if repository.branch() is None:
        yield Problem("history/detached", Place.of(repository.root), {"commit": repository.head()[:12]})


def unfit_files(project: Project, repository: Repository) -> Iterator[Problem]:
    """Files that a release must not commit, and changed ones that it would leave out."""
    changed = repository.changed()
    for path in changed:
        if path.split("/")[0] not in CONTENT:
            yield Problem("release/uncommitted", Place(path), {})
    yield from check_secrets(project.root)  # before a commit holds one
    yield from unused_kinds(project.root, {*repository.files(repository.head()), *changed})


def of_repository(project: Project, year: str, repository: Repository) -> Iterator[Problem]:
    """All that git and the files beside the content keep it for; takes some tenths of a second."""
    yield from on_no_branch(repository)
    yield from deleted_rows(project, year)
    yield from unfit_files(project, repository)


def unconfirmed_facts(edition: Edition, settings: Settings, keys: Iterable[str]) -> Iterator[Problem]:
    """A ``release/unconfirmed`` for each printed fact that nobody vouches for."""
    year = edition.year
    for key in keys:
        where = Place(f"docs/editions/{year}.toml", key=f"unconfirmed.{key}")
        fact = name_fact(edition, settings, key)
        yield Problem("release/unconfirmed", where, {"fact": fact, "key": key, "year": str(year)})


def held_manuals(held: Iterable[tuple[str, str]], allowed: Iterable[str] = ()) -> Iterator[Problem]:
    """A ``release/held`` for each manual (language, name) that would be a notice, unless that was allowed."""
    for language, manual in held:
        if language not in allowed:
            yield Problem("release/held", None, {"language": language, "manual": manual})
