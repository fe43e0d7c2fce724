"""``tebiki edition compare``: both sides built or read, compared, written, put in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ...content.papers import Report, line
from ...content.project_folders import ProjectFolders
from ...content.publication import Publication
from ...content.ruby import plain
from ...errors import Place, Problem, UsageError
from ...log import timed
from ...pipeline.publish import publish, staging_folder
from ...sphinxext.papers import write_report
from ..rebuild import last_release
from .paper import Head, Side, find, report
from .pictures import Pictures
from .sides import build_working_side, publication, released_side, said_year
from .table import Form, said

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be compared. ``new`` None: the working copy with the last release of ``old``."""

    old: str
    new: str | None = None
    output: Path | None = None
    #: On each page, where it is to be signed (`tebiki.editions.approval_number`).
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A document's page and PDF, and how many changes it shows; None where nothing could be compared."""

    page: Path
    pdf: Path
    count: int | None


def compare(root: Path, wish: Wish, progress: Say) -> Written:
    """Make the document of a wish. Raises `TebikiError`; what was there then stays as it was."""
    check(root, wish)
    new_year = wish.new or wish.old
    here = publication(root, new_year)
    sides = _sides(root, wish, progress)
    return _put(
        root, wish, lambda place: write(here, sides, _name(wish), _form(wish), place, number=wish.number)
    )


def tell_uncompared(root: Path, wish: Wish, why: str) -> Written:
    """Make the document that says, to be signed as such, that nothing could be compared, and why."""
    here = publication(root, wish.new or wish.old)
    old = (wish.old, why)
    return _put(
        root,
        wish,
        lambda place: write_uncompared(here, old, _name(wish), _form(wish), place, number=wish.number),
    )


def _put(root: Path, wish: Wish, make: Callable[[tuple[Path, Path]], Written]) -> Written:
    target = wish.output or ProjectFolders(root).build / "compare" / _name(wish)
    with staging_folder(target, project=root, on_wait=lambda _: None) as staged:
        made = make((staged, ProjectFolders(root).cache))
        publish(staged, target)
    return Written(target / made.page.name, target / made.pdf.name, made.count)


def _name(wish: Wish) -> str:
    return wish.old if wish.new is None else f"{wish.old}-{wish.new}"


def _form(wish: Wish) -> Form:
    return Form("errata" if wish.new is None else "sides")


def check(root: Path, wish: Wish) -> None:
    """Refuse what cannot be compared. Raises `UsageError`."""
    if wish.new is None:
        if last_release(root, wish.old) is None:
            _refuse("no-release", year=wish.old)
    elif wish.new == wish.old:
        _refuse("same", year=wish.new)
    elif wish.new < wish.old:
        _refuse("backwards", old=wish.old, new=wish.new)


def _refuse(key: str, **values: str) -> None:
    raise UsageError([Problem(f"compare/{key}", Place("tebiki edition compare"), values)])


def _sides(root: Path, wish: Wish, progress: Say) -> tuple[Side, Side]:
    """New and old."""

    def of(year: str) -> Side:
        if last_release(root, year) is None:
            return build_working_side(root, year, progress)
        return released_side(root, year, progress)

    if wish.new is None:
        return build_working_side(root, wish.old, progress), of(wish.old)
    return of(wish.new), of(wish.old)


@timed("editions", "comparison written")
def write(  # noqa: PLR0913 -- a paper is made of many things
    here: Publication,
    sides: tuple[Side, Side],
    name: str,
    form: Form,
    place: tuple[Path, Path],
    *,
    number: str | None = None,
) -> Written:
    """Write the document's page and PDF.

    ``here``: the new side's edition; ``sides``: new and old; ``place``: the folder, and the cache.
    """
    new, old = sides
    head = _head(here, name, form, (new.about[0], old.about[0]))
    with TemporaryDirectory(prefix="tebiki-compare-") as work:
        found = find(new, old, Pictures(Path(work)))
        paper = replace(report(head, sides, found, form), number=number)
        page, pdf = write_report(paper, here, *place)
    return Written(page, pdf, found.count)


def write_uncompared(  # noqa: PLR0913 -- as above
    here: Publication,
    old: tuple[str, str],
    name: str,
    form: Form,
    place: tuple[Path, Path],
    *,
    number: str | None = None,
) -> Written:
    """Write a document that says that there is nothing to compare with; ``old``: its year, and why."""
    year, why = old
    head = _head(here, name, form, (said_year(here.edition.year), said_year(int(year))))
    lines = (line(said("uncompared", year=year), strong=True), line(said("uncompared-why", why=why)))
    content = (*lines, line(said("uncompared-do")))
    paper = Report(head.name, head.title, head.subtitle, head.timestamp, content, number=number)
    page, pdf = write_report(paper, here, *place)
    return Written(page, pdf, None)


def _head(here: Publication, name: str, form: Form, years: tuple[str, str]) -> Head:
    new, old = years
    return Head(
        f"{'errata' if form.kind == 'errata' else 'comparison'}-{name}",
        said(f"title-{form.kind}"),
        said("subtitle", title=plain(here.title.replace("\u200b", "")), old=old, new=new),
        max(manual.timestamp for manual in here.manuals),
    )
