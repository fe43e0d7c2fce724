"""What a handover goes by beside the site: what the CMS holds now, where it has put it, the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..content.cms_places import CmsPlaces


@dataclass(frozen=True, slots=True)
class Before:
    """The release whose handover the CMS holds. ``name``: as staff call it; ``files``: name → sha256."""

    name: str
    files: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """``before``: None for the first release of all. ``day``: of publication, where somebody has told it.

    ``sent``: whether the record of this release has left the machine; None where nothing is recorded yet.
    """

    before: Before | None = None
    places: CmsPlaces = field(default_factory=CmsPlaces)
    day: date | None = None
    sent: bool | None = None
