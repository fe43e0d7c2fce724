"""``tebiki edition opened``: a device on which somebody has opened the certificate's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from ..content.certificate import OpenedOn
from ..content.decisions import looks_like_person
from ..content.project import Project
from ..content.toml_files import place_of
from ..errors import Problem, TebikiError, fail
from . import edition_file
from .closed_edition import refuse_closed_edition
from .set_facts import open_again

_KEY = "certificate.opened"


@dataclass(frozen=True, slots=True)
class WrittenDevice:
    """The row that was written; ``again``: whether what was confirmed before is to be confirmed again."""

    path: Path
    row: OpenedOn
    again: bool


def add_opened(  # noqa: PLR0913 -- which device, who, when
    project: Project, year: str, *, device: str, version: str, by: str, on: date
) -> WrittenDevice:
    """Write a device into the year's file. Raises `TebikiError`; then nothing was written.

    ``version``: of its system (``Android 14``); ``by``: a role. The key of a problem's place ends in the
    field: ``certificate.opened.0.device``.
    """
    refuse_closed_edition(project, year)
    edition, path = project.edition_of(year), project.edition_file(year)
    _refuse_person(path, len(edition.certificate.opened), by)
    document = edition_file.read(path)
    row = tomlkit.table()
    row.update({"device": device.strip(), "version": version.strip(), "on": on, "by": by.strip()})
    edition_file.add_row(document["certificate"], "opened", row)
    again = [*open_again(document, _KEY)]
    written = edition_file.checked(project, year, edition_file.as_text(document, path))
    *earlier, last = written.certificate.opened
    if last in earlier:
        values = {"device": last.device, "version": last.version, "on": last.on, "by": last.by}
        fail("set-facts/opened-before", place_of(path, ["certificate", "opened"]), **values)
    edition_file.write(project, year, document)
    return WrittenDevice(path, last, bool(again))


def _refuse_person(path: Path, index: int, by: str) -> None:
    if looks_like_person(by):
        place = place_of(path, ["certificate", "opened", index, "by"])
        raise TebikiError([Problem("set-facts/person", place, {"value": by})])
