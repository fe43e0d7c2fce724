"""The papers: compare with what was published, make the bundle for the approver, open and download it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...content.language_names import japanese_name
from ...content.ruby import plain
from ...content.settings import in_language
from ...editions.papers_made import MadePaper, comparison_arguments, find_papers
from ...editions.release.needs import left_placeholders, undecided_needs, undecided_walks
from ...errors import Problem, fail
from ...messages import language, say
from ..jobs_shown import address_of, usual_words
from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_ROOM: Final = "papers"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper to be opened. ``address``: where the browser finds it; ``name``: of its file."""

    title: str
    address: str
    name: str


def show_papers(visit: Visit) -> Reply:
    """What was made, of which content, and what can be made."""
    project, year = visit.project, visit.year
    made = find_papers(project, year)
    comparison, lacking = comparison_arguments(project, year), [*_lacking(visit)]
    lines = [_line(visit, paper) for paper in made.papers]
    values = {
        "made": made,
        "lines": lines,
        "comparison": None if made.comparison is None else _line(visit, made.comparison),
        "comparison_words": " ".join(comparison),
        "fits": _fits(made.fits),
        "comparison_fits": _fits(made.comparison_fits),
        "packed": visit.file_address("build", made.packed) if made.packed else "",
        "lacking": [say(one.code, **one.values) for one in lacking],
        "lacks_facts": bool(lacking),
        "lacks_walks": any(one.code == "release/unwalked" for one in lacking),
        "usual_review": usual_words(visit, "review"),
        "usual_compare": usual_words(visit, "compare"),
        "base": f"/{year}/papers",
        "year": year,
        "to_approval": say("todo/title-approval"),
    }
    return Page("papers.html", room_words(_ROOM, "title"), values)


def make_papers(visit: Visit) -> Reply:
    """Make the bundle for the approver."""
    arguments = ("edition", "review", visit.year)
    return Go(address_of(visit.desk.jobs.start("review", arguments, visit.year)))


def make_comparison(visit: Visit) -> Reply:
    """Compare with what was published before."""
    asked = comparison_arguments(visit.project, visit.year)
    if not asked:
        fail("compare/no-release", None, year=visit.year)
    return Go(address_of(visit.desk.jobs.start("compare", ("edition", "compare", *asked), visit.year)))


def _lacking(visit: Visit) -> Iterator[Problem]:
    """What must be made good or decided before the release, and is better so before the papers."""
    here = visit.project.seen_in(visit.year)
    edition = here.edition
    yield from left_placeholders(here, edition)
    yield from undecided_needs(edition, here.settings, here.edition_file(visit.year))
    yield from undecided_walks(here, edition)


def _line(visit: Visit, paper: MadePaper) -> PaperLine:
    name = paper.name.rpartition("/")[2]
    spoken = japanese_name(paper.language) if language() == "ja" else paper.language
    key = f"paper-{paper.kind}" + ("-summary" if paper.summary else "")
    title = room_words(_ROOM, key, language=spoken, name=_manual(visit, paper.manual) or name)
    return PaperLine(title, visit.file_address("build", paper.name), name)


def _manual(visit: Visit, name: str) -> str:
    """What people call a manual: Android."""
    manuals = visit.project.edition_of(visit.year).manuals
    return plain(in_language(manuals[name].platform, language())) if name in manuals else ""


def _fits(fits: bool | None) -> str:  # noqa: FBT001 -- what a note tells, or that there is none
    return "unknown" if fits is None else "same" if fits else "older"


ROUTES: Final = (
    view("/{year}/papers", show_papers),
    act("/{year}/papers/make", make_papers),
    act("/{year}/papers/compare", make_comparison),
)
