"""``tebiki edition inspect``: the certificate's file beside what the edition says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ..content.calendar import Month
from ..content.edition import Edition
from ..content.facts import file_name
from ..content.project import Project
from ..content.text_files import shown
from ..content.toml_files import place_of
from ..errors import Place, Problem
from .certificate_file import Inside, inside, read_file
from .prompt import Person

#: Characters of a value from outside that are shown.
LONGEST: Final = 200
Verdict = Literal["same", "other", "not-said", "not-there"]


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what the edition says, what the file says. ``open``: nobody has confirmed it."""

    key: str
    said: str | None
    found: str | None
    open: bool

    @property
    def verdict(self) -> Verdict:
        """Whether the two agree."""
        if self.found is None:
            return "not-there"
        return "not-said" if self.said is None else "same" if self.said == self.found else "other"


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file, what it says, and how that fits the edition ``year``."""

    file: Path
    year: str
    edition_file: Path
    inside: Inside
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def inspect(project: Project, year: str, file: Path, person: Person, *, piped: bool) -> Inspection:
    """Open a certificate's file and compare. Raises `TebikiError` where it cannot be opened."""
    edition, path = project.edition_of(year), project.edition_file(year)
    data = read_file(file)
    found = inside(data, person.password(piped=piped), file)
    rows = tuple(_rows(project, edition, file, found))
    unnamed = [] if found.stored_name else [Problem("edition-command/no-name", Place.of(file))]
    problems = (
        *_differences(rows, file, path),
        *unnamed,
        *of_file(project, _published(edition), file, found),
    )
    return Inspection(file, year, path, found, rows, problems)


def _rows(project: Project, edition: Edition, file: Path, found: Inside) -> Iterator[Row]:
    certificate = edition.certificate
    pairs = (
        ("id", file_name(edition, project.settings), file.name),
        ("stored_name", certificate.stored_name or None, found.stored_name),
        ("subject", certificate.subject, found.subject),
    )
    for name, said, there in pairs:
        key = f"certificate.{name}"
        yield Row(key, said, there, key in edition.unconfirmed)


def _differences(rows: tuple[Row, ...], file: Path, path: Path) -> Iterator[Problem]:
    for row in rows:
        if row.verdict == "other":
            code = "other-file" if row.key == "certificate.id" else "other"
            values = {"said": row.said, "found": shown(row.found or "", LONGEST), "file": shown(file.name)}
            yield Problem(f"edition-command/{code}", place_of(path, row.key.split(".")), values)


def _published(edition: Edition) -> Month:
    return max(manual.published for manual in edition.manuals.values())


def of_file(project: Project, published: Month, file: Path, found: Inside) -> Iterator[Problem]:
    """What is wrong with the file of manuals of the month ``published``, whatever else they say."""
    if found.valid_until < published.timestamp:
        values = {"until": f"{found.valid_until:%Y-%m-%d}", "published": published}
        yield Problem("edition-command/expired", Place.of(file), values)
    if file.resolve().is_relative_to(project.root):
        yield Problem("secret/file", Place.of(file))
