"""``tebiki edition inspect``: the certificate's file beside what the edition says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..content.calendar import Month
from ..content.certificate_names import intended_id
from ..content.edition import Edition, id_date, id_mistake
from ..content.facts import file_name
from ..content.project import Project
from ..content.text_files import shown
from ..content.toml_files import place_of
from ..errors import Place, Problem
from .certificate_file import Inside
from .certificate_judgement import LONGEST, Use, doubtful, unusable
from .given_certificate import GivenCertificate, misplaced

Verdict = Literal["same", "other", "not-said", "not-there"]


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what the edition says, what the file says. ``open``: nobody has confirmed it."""

    key: str
    said: str | None
    found: str | None
    open: bool
    #: Whether the edition says that there is none.
    said_none: bool = False

    @property
    def verdict(self) -> Verdict:
        """Whether the two agree."""
        if self.found is None:
            return "same" if self.said_none else "not-there"
        if self.said_none:
            return "other"
        return "not-said" if self.said is None else "same" if self.said == self.found else "other"


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file, what it says, and how that fits the edition ``year``.

    ``new_id``: the id of a certificate that no edition has yet; then nothing was compared. ``warnings``:
    what staff should know of the file, though it can be used.
    """

    file: Path
    year: str
    edition_file: Path
    inside: Inside
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    edition: Edition
    new_id: str | None = None


def inspect_certificate(project: Project, year: str, given: GivenCertificate) -> Inspection:
    """Compare a certificate's file with the edition ``year``. Raises `TebikiError` for a wrong edition."""
    edition, path = project.edition_of(year), project.edition_file(year)
    file, found = given.shown_path, given.inside
    new_id = _new_id(project, edition, file)
    use = _use(project, edition, new_id)
    rows = () if new_id else tuple(_rows(project, edition, file, found))
    problems = (
        *_differences(rows, file, path, project, edition),
        *unusable(use, file, found),
        *misplaced(project, given),
    )
    if new_id and id_mistake(new_id, project.settings) == "edition/id-date":
        problems = (Problem("edition/id-date", Place.of(file), {"id": new_id}), *problems)
    missing = any(row.key == "certificate.stored_name" and row.verdict == "not-there" for row in rows)
    if missing and edition.certificate.stored_name:
        problems = (*problems, Problem("edition-command/no-name", Place.of(file)))
    warnings = (problem for problem in doubtful(project, use, file, found) if _is_news(problem, edition))
    return Inspection(file, year, path, found, rows, problems, tuple(warnings), edition, new_id)


def _is_news(problem: Problem, edition: Edition) -> bool:
    """A missing name is told once: by the edition's file, or else by the difference from it."""
    return problem.code != "certificate/no-name" or edition.certificate.stored_name is None


def _new_id(project: Project, edition: Edition, file: Path) -> str | None:
    """The id that the file's name means, where it is none of the edition or its history, nor older."""
    named = intended_id(file.name, project.settings)
    if named is None or named in used_ids(edition):
        return None
    new, old = (id_date(text, project.settings) for text in (named, edition.certificate.id))
    return None if new and old and new < old else named


def used_ids(edition: Edition) -> frozenset[str]:
    """The ids of an edition and of all versions that its manuals' histories name."""
    rows = [row.certificate for manual in edition.manuals.values() for row in manual.history]
    return frozenset({edition.certificate.id, *(one for one in rows if one)})


def _use(project: Project, edition: Edition, new_id: str | None) -> Use:
    """What the file is for: this edition, or the year after, published as late as this one was."""
    published = max(manual.published for manual in edition.manuals.values())
    if new_id is None:
        earlier = [year for year in project.years if year < str(edition.year)]
        last = project.edition_of(earlier[-1]) if earlier else None
        return Use(edition.certificate.id, edition.year, published, last)
    following = Month(published.year + 1, published.month)
    return Use(new_id, edition.year + 1, following, edition)


def _rows(project: Project, edition: Edition, file: Path, found: Inside) -> Iterator[Row]:
    certificate = edition.certificate
    pairs = (
        ("id", file_name(edition, project.settings), file.name),
        ("stored_name", certificate.stored_name or None, found.stored_name),
        ("subject", certificate.subject, found.subject),
        ("not_before", _day(certificate.not_before), _day(found.not_before)),
        ("not_after", _day(certificate.not_after), _day(found.not_after)),
        ("key", certificate.key, found.key),
        ("encryption", certificate.encryption, found.encryption),
    )
    for name, said, there in pairs:
        key = f"certificate.{name}"
        none = name == "stored_name" and certificate.stored_name is False
        yield Row(key, said, there, key in edition.unconfirmed, none)


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _differences(
    rows: tuple[Row, ...], file: Path, path: Path, project: Project, edition: Edition
) -> Iterator[Problem]:
    for row in rows:
        if row.verdict != "other":
            continue
        values: dict[str, object] = {
            "said": row.said or "-",
            "found": shown(row.found or "", LONGEST),
            "file": shown(file.name),
        }
        code = "other"
        if row.key == "certificate.id":
            renamed = intended_id(file.name, project.settings) == edition.certificate.id
            code = "renamed" if renamed else "other-file"
        yield Problem(f"edition-command/{code}", place_of(path, row.key.split(".")), values)
