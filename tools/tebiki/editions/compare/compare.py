"""``tebiki edition compare``: both sides built or read, compared, written, put in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ...content.papers import Line, line
from ...content.project import Project
from ...content.project_folders import ProjectFolders
from ...content.publication import Publication
from ...content.ruby import plain
from ...errors import Place, Problem, UsageError
from ...log import timed
from ...pipeline.publish import publish, staging_folder
from ...sphinxext.papers import write_report
from ...stages import enter_stage
from ..content_stamp import content_stamp, note_made
from ..published.side import published_side
from ..rebuild import last_release
from .errata import errata, errors_of
from .findings import Side, find
from .form import Form
from .in_short import tell_in_short
from .paper import Head, comparison, report_of, told_groups
from .pictures import Pictures
from .redrawn import Drawings
from .rows import said
from .sides import build_working_side, publication, released_side, said_year

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be compared. ``new`` None: the working copy with the last release of ``old``."""

    old: str
    new: str | None = None
    output: Path | None = None
    #: On each page, where it is to be signed (`tebiki.editions.approval_number`).
    number: str | None = None
    #: The day of the paper; else of what it is made of (`made_on`).
    made: date | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A document's page and PDF, and how many changes it shows; None where nothing could be compared.

    ``in_short``: what it shows, in a few lines.
    """

    page: Path
    pdf: Path
    count: int | None
    in_short: tuple[Line, ...] = ()
    #: How many places, and what: a line a group.
    groups: tuple[tuple[int, str], ...] = ()


def compare(root: Path, wish: Wish, progress: Say) -> Written:
    """Make the document of a wish. Raises `TebikiError`; what was there then stays as it was."""
    check(root, wish)
    new_year = wish.new or wish.old
    project = Project(root)
    stamp = content_stamp(project, new_year)  # of before: what changes meanwhile is not compared
    here = publication(root, new_year)
    enter_stage("compare/sides")
    sides = _sides(root, wish, progress)
    enter_stage("compare/paper")
    form, screens = _form(wish, here), ProjectFolders(root).screenshots
    written = _put(
        root,
        wish,
        lambda place: write(
            here, sides, _name(wish), form, place, number=wish.number, made=wish.made, screens=screens
        ),
    )
    if wish.output is None:
        note_made(project, new_year, "comparison", stamp)
    return written


def tell_uncompared(root: Path, wish: Wish, why: str) -> Written:
    """Make the document that says, to be signed as such, that nothing could be compared, and why."""
    here = publication(root, wish.new or wish.old)
    form, old = _form(wish, here), (wish.old, why)
    return _put(
        root,
        wish,
        lambda place: write_uncompared(
            here, old, _name(wish), form, place, number=wish.number, made=wish.made
        ),
    )


def _put(root: Path, wish: Wish, make: Callable[[tuple[Path, Path]], Written]) -> Written:
    target = wish.output or ProjectFolders(root).build / "compare" / _name(wish)
    with staging_folder(target, project=root, on_wait=lambda _: None) as staged:
        made = make((staged, ProjectFolders(root).cache))
        publish(staged, target)
    return replace(made, page=target / made.page.name, pdf=target / made.pdf.name)


def _name(wish: Wish) -> str:
    return wish.old if wish.new is None else f"{wish.old}-{wish.new}"


def _form(wish: Wish, here: Publication) -> Form:
    return form_of(here, corrects=wish.new is None)


def form_of(here: Publication, *, corrects: bool) -> Form:
    """正誤表 for a correction, else 新旧対照表 with the columns that the city has set."""
    asked = here.settings.comparison
    return Form("errata" if corrects else "sides", asked.new, asked.remarks)


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
    if wish.new is None:
        return build_working_side(root, wish.old, progress), released_side(root, wish.old, progress)
    new = _new_side(root, wish.new, progress)
    return new, old_side(root, wish.old, new, progress)


def _new_side(root: Path, year: str, progress: Say) -> Side:
    if last_release(root, year) is None:
        return build_working_side(root, year, progress)
    return released_side(root, year, progress)


def old_side(root: Path, year: str, new: Side, progress: Say) -> Side:
    """An edition as published: its release, a PDF of then, else today's text with its facts, and said so."""
    if last_release(root, year) is None:
        return published_side(root, year, new, progress)
    return released_side(root, year, progress)


@timed("editions", "comparison written")
def write(  # noqa: PLR0913 -- what is compared, what it is called, where it goes
    here: Publication,
    sides: tuple[Side, Side],
    name: str,
    form: Form,
    place: tuple[Path, Path],
    *,
    number: str | None = None,
    made: date | None = None,
    screens: Path | None = None,
) -> Written:
    """Write the document's page and PDF.

    ``here``: the new side's edition; ``sides``: new and old; ``place``: the folder, and the cache; ``made``:
    the day of an approval; ``screens``: the declared screens, by which it is told what changed a picture.
    """
    new, old = sides
    head = replace(_head(here, name, form, sides), made=made or new.approved or made_on(here))
    with TemporaryDirectory(prefix="tebiki-compare-") as work:
        found = find(new, old, Pictures(Path(work)), _drawings(here, old, screens, place[1]))
        document = (errata if form.kind == "errata" else comparison)(head, sides, found, form)
        page, pdf = write_report(replace(document, number=number), here, *place)
    count = len(errors_of(found)) if form.kind == "errata" else found.count
    groups = tuple(told_groups(sides, found))
    return Written(page, pdf, count, tuple(tell_in_short(sides, found)), groups)


def _drawings(here: Publication, old: Side, screens: Path | None, cache: Path) -> Drawings | None:
    """The drawn screens, where the facts of the old side are known."""
    return None if old.here is None or screens is None else Drawings(screens, cache, here, old.here)


def made_on(here: Publication) -> date | None:
    """The day that the paper is of: when its edition was last confirmed or corrected; never a clock's."""
    edition = here.edition
    days = [review.on for review in edition.confirmed.values()]
    days += [manual.corrected for manual in edition.manuals.values() if manual.corrected]
    return max(days, default=None)


def write_uncompared(  # noqa: PLR0913 -- as above
    here: Publication,
    old: tuple[str, str],
    name: str,
    form: Form,
    place: tuple[Path, Path],
    *,
    number: str | None = None,
    made: date | None = None,
) -> Written:
    """Write a document that says that there is nothing to compare with; ``old``: its year, and why."""
    year, why = old
    head = _head(here, name, form, (Side((said_year(here.edition.year),), {}, {}), Side((), {}, {})))
    lines = (
        line(said("uncompared", year=said_year(int(year))), strong=True),
        line(said("uncompared-why", why=why)),
    )
    document = report_of(replace(head, made=made), (*lines, line(said("uncompared-do"))))
    page, pdf = write_report(replace(document, number=number), here, *place)
    return Written(page, pdf, None)


def _head(here: Publication, name: str, form: Form, sides: tuple[Side, Side]) -> Head:
    """``sides``: by their versions, which stand above each page where all manuals have the same."""
    versions = {version for version, _ in sides[0].versions.values()}
    manuals = "、".join(said("manual-of", platform=plain(manual.platform)) for manual in here.manuals)
    return Head(
        f"{'errata' if form.kind == 'errata' else 'comparison'}-{name}",
        said(f"title-{form.kind}"),
        said("subtitle", title=plain(here.title.replace("\u200b", "")), manuals=manuals),
        max(manual.timestamp for manual in here.manuals),
        version=versions.pop() if len(versions) == 1 else said_year(here.edition.year),
    )
