"""Whether a certificate's file is of use in a fiscal year, and what staff should know of it first."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ..content.calendar import Month
from ..content.certificate import common_name_of
from ..content.edition import Edition
from ..content.project import Project
from ..content.text_files import shown
from ..errors import Place, Problem
from .certificate_file import Inside
from .pkcs12_structure import NO_ENCRYPTION

#: Characters of a value from outside that are shown.
LONGEST: Final = 200
#: NIST SP 800-131A Rev. 2 (2019), table 2; CRYPTREC LS-0003 (2022): shorter RSA keys are not to be used.
SHORTEST_RSA: Final = 2048
#: The last letter that is stored as one unit. With one beyond it cryptography loses a certificate's name.
_BASIC_PLANE: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Use:
    """What a file is to be used for. ``last``: the edition before, where there is one."""

    id: str
    year: int
    published: Month
    last: Edition | None = None

    @property
    def first_day(self) -> date:
        """The first of April."""
        return date(self.year, 4, 1)

    @property
    def last_day(self) -> date:
        """The last of March."""
        return date(self.year + 1, 3, 31)


def last_day_of(month: Month) -> date:
    """The last day of a month."""
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def unusable(use: Use, file: Path, found: Inside) -> Iterator[Problem]:
    """Why nobody could log in with the file in that year."""
    place = Place.of(file)
    if found.valid_until < use.published.timestamp or found.not_after < use.first_day:
        values = {"until": f"{found.valid_until:%Y-%m-%d}", "published": use.published}
        yield Problem("edition-command/expired", place, values)
    if found.not_before > use.last_day:
        values = {"first": found.not_before.isoformat(), "last": use.last_day.isoformat()}
        yield Problem("certificate/not-yet", place, values)
    if not found.proves_clients:
        yield Problem("certificate/not-for-clients", place)


def doubtful(project: Project, use: Use, file: Path, found: Inside) -> Iterator[Problem]:
    """What staff should know, or ask the issuer; none of it keeps a year from beginning."""
    place = Place.of(file)
    for code, values in (
        *_of_days(use, found),
        *_of_content(found),
        *_of_stored_name(project, use, found),
        *_of_common_name(use, found),
    ):
        yield Problem(f"certificate/{code}", place, values)


Found = Iterator[tuple[str, Mapping[str, object]]]


def _of_days(use: Use, found: Inside) -> Found:
    if last_day_of(use.published) < found.not_before <= use.last_day:
        yield "late", {"first": found.not_before.isoformat(), "published": use.published}
    if use.first_day <= found.not_after < use.last_day:
        yield "ends-early", {"last": found.not_after.isoformat(), "end": use.last_day.isoformat()}


def _of_content(found: Inside) -> Found:
    if found.rsa_bits is not None and found.rsa_bits < SHORTEST_RSA:
        yield "weak-key", {"key": found.key, "shortest": SHORTEST_RSA}
    if found.keys > 1:
        yield "several-keys", {"count": found.keys}
    if found.structure and NO_ENCRYPTION in found.structure.keys:
        yield "plain-key", {}
    if found.subject is None:
        yield "old-form", {}
    if found.structure is None:
        yield "unknown-structure", {}
    elif not found.structure.keys:
        yield "hidden-key", {}


def _of_stored_name(project: Project, use: Use, found: Inside) -> Found:
    name = found.stored_name
    if name is None:
        yield "no-name", {"id": use.id}
        return
    said = {"name": shown(name, LONGEST), "id": use.id}
    if found.certificate_name and found.key_name and found.certificate_name != found.key_name:
        yield "two-names", {**said, "other": shown(found.key_name, LONGEST)}
    elif found.certificate_name is None:
        rare = any(ord(letter) > _BASIC_PLANE for letter in name)
        yield ("rare-letter" if rare else "key-name-only"), said
    last = use.last.certificate if use.last else None
    others = {*project.settings.certificate_ids(name)} - {use.id}
    if others or (last and last.id != use.id and name == last.stored_name):
        yield "old-name", said
    elif name != use.id:
        yield "name-not-id", said


def _of_common_name(use: Use, found: Inside) -> Found:
    common = common_name_of(found.subject) if found.subject else None
    if common is None:
        return
    said: dict[str, object] = {"common": shown(common, LONGEST)}
    last = use.last.certificate if use.last else None
    if last and last.id != use.id and common == last.common_name:
        yield "old-common-name", said
    if found.stored_name is not None and common != found.stored_name:
        yield "names-differ", {**said, "name": shown(found.stored_name, LONGEST)}
