"""Whether the devices of an edition's manuals will open a certificate's file: as reported, else not known.

Nothing here is a measurement, and nothing is concluded from how a file is made: a device that nobody has
reported on is not known, whatever opens elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..content.certificate import OpenedOn
from ..content.edition import Edition, Manual
from .certificate_reports import DeviceReport, reports_of
from .pkcs12_structure import FileStructure

#: ``tried``: the edition records that this very file was opened. ``divided``: reports contradict each other.
Outlook = Literal["tried", "refused", "divided", "opened", "unknown"]


@dataclass(frozen=True, slots=True)
class DeviceOutlook:
    """A manual's devices, what was reported of their system, and where this very file was opened."""

    manual: str
    reports: tuple[DeviceReport, ...]
    tried: tuple[OpenedOn, ...] = ()

    @property
    def outlook(self) -> Outlook:
        """What may be said of the devices before somebody tries."""
        if self.tried:
            return "tried"
        results = {one.result for one in self.reports}
        if not results:
            return "unknown"
        return "divided" if len(results) > 1 else results.pop()


def device_outlooks(
    edition: Edition, structure: FileStructure | None, tried: Sequence[OpenedOn] = ()
) -> tuple[DeviceOutlook, ...]:
    """Each manual of an edition, in its order. ``tried``: devices that have opened this very file."""
    reports = reports_of(structure) if structure else ()
    return tuple(
        DeviceOutlook(
            name,
            tuple(one for one in reports if _names(manual, one.system)),
            tuple(one for one in tried if _was_on(manual, one)),
        )
        for name, manual in edition.manuals.items()
    )


def other_reports(
    structure: FileStructure | None, outlooks: Sequence[DeviceOutlook]
) -> tuple[DeviceReport, ...]:
    """Reports on systems that no manual is for; they say nothing of the devices of readers."""
    told = {report for one in outlooks for report in one.reports}
    return tuple(one for one in (reports_of(structure) if structure else ()) if one not in told)


def _systems(manual: Manual) -> tuple[str, ...]:
    """What the manual calls its system, in every language."""
    return tuple(dict.fromkeys([*manual.os.values(), *manual.platform.values()]))


def _names(manual: Manual, system: str) -> bool:
    """Whether a manual is for a system: one of its names holds that word. Windows is no Windows Server."""
    return any(_is_word(system, text) for text in _systems(manual))


def _was_on(manual: Manual, opened: OpenedOn) -> bool:
    """Whether a device had a system that the manual names: Android 13 is Android OS."""
    words = {word for text in _systems(manual) for word in re.findall(r"[^\W\d_]+", text) if len(word) > 2}
    return any(_is_word(word, opened.version) for word in words)


def _is_word(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text))
