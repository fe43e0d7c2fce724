"""What the files tell of a year's work, read once; no rule of the work stands here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from ...content.edition import Edition
from ...content.project import Project, attempt
from ...content.releases import Release, Review, load_releases, load_review, opened
from ...content.sums import SUMS
from ...errors import Problem, TebikiError
from ..approval_number import make_number
from ..content_stamp import content_stamp, is_made_of
from ..office_notes import Approval, Handed, load_approval, load_handed
from ..release.needs import left_placeholders, undecided_needs
from ..release.record import RECORDS, find_before, record_name
from ..release.refusals import other_papers, rewritten
from ..sent_on import SentOn, find_sent
from .model import EditionKind, EditionName
from .seen_on_devices import ScreenCount, seen_on_devices
from .translations import Translations, known_translations, sent_to_translators


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one edition. ``problems``: files that could not be read; what they hold is missing."""

    name: EditionName
    edition: Edition
    released: tuple[Release, ...] = ()
    review: Review | None = None
    screens: ScreenCount = field(default_factory=ScreenCount)
    #: None: nobody has counted them for the content as it is now.
    translations: Translations | None = None
    translators_since: date | None = None
    #: The edition before, and whether there is anything of before to compare with.
    before: str = ""
    comparable: bool = False
    #: Whether the comparison, the papers were made of the content as it is; None: this machine cannot tell.
    compared: bool | None = None
    papers_fit: bool | None = None
    papers_since: date | None = None
    approval: Approval | None = None
    handed: Handed | None = None
    #: Whether the folder of the release is on this machine.
    in_dist: bool = False
    sent: SentOn | None = None
    #: Reasons of a release to refuse, by what puts them right.
    placeholders: tuple[Problem, ...] = ()
    needs: tuple[Problem, ...] = ()
    walks: tuple[Problem, ...] = ()
    outside: tuple[Problem, ...] = ()
    papers: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def is_out(self) -> bool:
        """Whether what the edition says now was released, here or elsewhere."""
        return self.name.kind in ("published", "earlier")

    @property
    def is_over(self) -> bool:
        """Whether its work is over: what was made elsewhere is out, and may still be put right for later."""
        return self.is_out and not self.outside

    @property
    def number(self) -> str | None:
        """The 照合番号 of the papers that were made last."""
        return None if self.review is None else make_number(self.review)


def read_evidence(project: Project, year: str) -> Evidence:
    """All that the files tell of an edition. Raises `TebikiError` where its own file is wrong."""
    # What somebody has read of the project already need not be read again.
    here = project if (project.year, project.unwritten) == (year, None) else project.seen_in(year)
    edition = here.edition
    problems: list[Problem] = []
    released = attempt(partial(load_releases, here.docs, year), problems) or ()
    review = attempt(partial(load_review, here.docs, year), problems)
    record = f"{RECORDS}/{record_name(year)}"
    stamp, path = content_stamp(here, year), here.edition_file(year)
    seen = seen_on_devices(here, edition, stamp)
    papers = here.build / "review" / f"review-{year}.zip"
    return Evidence(
        name=_named(here, year, edition, released),
        edition=edition,
        released=released,
        review=review,
        screens=seen.screens,
        translations=attempt(lambda: known_translations(here), problems),
        translators_since=sent_to_translators(here),
        before=max((other for other in here.years if other < year), default=""),
        comparable=_is_comparable(here, year, released),
        compared=is_made_of(here, year, "comparison", stamp),
        papers_fit=is_made_of(here, year, "papers", stamp),
        papers_since=_day_of(papers.stat().st_mtime) if papers.is_file() else None,
        approval=load_approval(here, year),
        handed=load_handed(here, year),
        in_dist=(here.dist / year / SUMS).is_file(),
        sent=attempt(lambda: find_sent(here.root, record), problems) if released else None,
        placeholders=tuple(left_placeholders(here, edition)),
        needs=tuple(undecided_needs(edition, here.settings, path)),
        walks=seen.undecided,
        outside=tuple(rewritten(here, edition)),
        papers=tuple(other_papers(here, edition, review)),
        problems=(*problems, *seen.problems),
    )


def name_edition(project: Project, year: str) -> EditionName:
    """What a bar or a list says of an edition; one whose file is wrong is named by its year alone."""
    try:
        edition = project.edition_of(year)
        return _named(project, year, edition, load_releases(project.docs, year))
    except TebikiError:
        kinds: dict[str, EditionKind] = {"draft": "draft", "earlier": "earlier", "current": "published"}
        return EditionName(year, kinds[project.state(year)], readable=False)


def _named(project: Project, year: str, edition: Edition, released: tuple[Release, ...]) -> EditionName:
    versions = tuple(dict.fromkeys(manual.number for manual in edition.manuals.values()))
    kind = _kind(project, year, edition, released)
    return EditionName(year, kind, versions, len(released) if kind == "correction" else 0)


def _kind(project: Project, year: str, edition: Edition, released: tuple[Release, ...]) -> EditionKind:
    state = project.state(year)
    if state != "current":
        return state
    if released:
        return "correction" if opened(edition, released[-1]) else "published"
    # What was made elsewhere is out under its number: nothing of this edition can be released here.
    return "published" if any(manual.outside for manual in edition.manuals.values()) else "unreleased"


def _is_comparable(project: Project, year: str, released: tuple[Release, ...]) -> bool:
    earlier = any(other < year for other in project.years)
    return earlier or find_before(project.root, year, len(released) + 1) is not None


def _day_of(seconds: float) -> date:
    return datetime.fromtimestamp(seconds).astimezone().date()
