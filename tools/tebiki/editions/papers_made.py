"""The papers of a year that were made on this machine, as files: for whoever opens or hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..content.output_names import folder as language_folder
from ..content.output_names import is_summary
from ..content.project import Project
from ..content.releases import load_releases, load_review
from .approval_number import make_number
from .content_stamp import content_stamp, is_made_of
from .release.record import find_before

#: ``sides``: 新旧対照表; ``errata``: 正誤表; ``draft``: a manual as it will be, in a language.
PaperKind = Literal["checklist", "sides", "errata", "draft"]


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One PDF. ``name``: of the file within ``build``.

    Of a draft also its language as Sphinx calls it, its manual, and whether it is the page for the wall.
    """

    kind: PaperKind
    name: str
    language: str = ""
    manual: str = ""
    summary: bool = False


@dataclass(frozen=True, slots=True)
class MadePapers:
    """What was made for an approver, and the comparison that was made by itself.

    ``number``: the 照合番号 of the papers; ``fits``: whether they are of the content as it is, None where
    this machine does not know; ``packed``: the bundle as a zip within ``build``, "" without.
    """

    number: str | None
    fits: bool | None
    packed: str
    papers: tuple[MadePaper, ...]
    comparison: MadePaper | None
    comparison_fits: bool | None


def find_papers(project: Project, year: str) -> MadePapers:
    """The papers of a year, from the files alone. Raises `TebikiError` for a record that is wrong."""
    review, stamp = load_review(project.docs, year), content_stamp(project, year)
    folder = project.build / "review" / year
    packed = folder.with_name(f"review-{year}.zip")
    papers = _papers(project, year, folder) if review is not None else ()
    return MadePapers(
        None if review is None else make_number(review),
        is_made_of(project, year, "papers", stamp),
        _within(project, packed) if packed.is_file() else "",
        tuple(papers),
        _comparison(project, year),
        is_made_of(project, year, "comparison", stamp),
    )


def comparison_arguments(project: Project, year: str) -> tuple[str, ...]:
    """What `tebiki edition compare` is asked for; empty where there is nothing of before to compare with.

    A correction is compared with its edition's last release, a new year with the edition before.
    """
    if load_releases(project.docs, year):
        return (year,)
    before = max((other for other in project.years if other < year), default="")
    return (before, year) if before else ()


def has_before(project: Project, year: str) -> bool:
    """Whether anything was released before: else a comparison is with the text of today."""
    released = load_releases(project.docs, year)
    return find_before(project.root, year, len(released) + 1) is not None


def _papers(project: Project, year: str, folder: Path) -> list[MadePaper]:
    compared = sorted((folder / "comparison").glob("*.pdf"))
    drafts = [_draft(project, year, path) for path in sorted((folder / "draft").glob("*/*.pdf"))]
    drafts.sort(key=lambda one: (_rank(project, one.language), one.name))
    return [
        *(MadePaper("checklist", _within(project, path)) for path in sorted(folder.glob("*.pdf"))),
        *(MadePaper(_kind_of(path), _within(project, path)) for path in compared),
        *drafts,
    ]


def _draft(project: Project, year: str, path: Path) -> MadePaper:
    manuals = sorted(project.edition_of(year).manuals, key=len, reverse=True)
    # The longest that its name holds: one manual's name may begin as another's.
    manual = next((name for name in manuals if f"-{name}-" in f"-{path.name}"), "")
    language = _language_of(project, path.parent.name)
    return MadePaper("draft", _within(project, path), language, manual, is_summary(path.name))


def _language_of(project: Project, name: str) -> str:
    """The Sphinx code of the language whose pages stand in a folder of the site; else the folder's name."""
    return next((code for code in project.languages if language_folder(code) == name), name)


def _rank(project: Project, language: str) -> int:
    """Languages come in the site's order, one that it no longer has last."""
    return project.languages.index(language) if language in project.languages else len(project.languages)


def _comparison(project: Project, year: str) -> MadePaper | None:
    asked = comparison_arguments(project, year)
    folder = project.build / "compare" / "-".join(asked)
    paths = sorted(folder.glob("*.pdf")) if asked else []
    return MadePaper(_kind_of(paths[0]), _within(project, paths[0])) if paths else None


def _kind_of(path: Path) -> PaperKind:
    return "errata" if path.stem.startswith("errata") else "sides"


def _within(project: Project, path: Path) -> str:
    return path.relative_to(project.build).as_posix()
