"""The 確認表 as a whole. The first page is enough to sign; the others are for whoever doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from ...content.papers import Content, Part, Report, line
from ...content.ruby import plain
from .basis import Basis
from .certificate import certificate_part
from .decide import decide_part
from .facts import confirmed_part, unknown_part, unrecorded_part
from .head import attachments, sheet, summary
from .others import languages_part, links_part, required_part
from .screens import captures_part, labels_part, screens_part
from .words import said, said_versions, title_of

#: What follows the first page, in this order; each gives None where there is nothing of it.
_DETAILS: Final[tuple[Callable[[Basis, int], Part | None], ...]] = (
    confirmed_part,
    unrecorded_part,
    unknown_part,
    required_part,
    links_part,
    captures_part,
    screens_part,
    labels_part,
    languages_part,
)
#: Parts that may be looked at after the release, as the summary names them.
_LATER: Final = {
    "check-unknown": "later-unknown",
    "check-screens": "later-screens",
    "check-labels": "later-labels",
    "check-languages": "later-languages",
}


def checklist(basis: Basis, number: str, made: date | None) -> Report:
    """The document. On each page stand the check ``number`` and the day on which it was ``made``."""
    first = [certificate_part(basis, 1)]
    if (decisions := decide_part(basis, 2)) is not None:
        first.append(decisions)
    details = [*_details(basis, len(first) + 1)]
    later = [said(_LATER[part.id], n=_rows(part)) for part in details if part.id in _LATER]
    content: list[Content] = [sheet(basis), line(said("asked")), summary(basis, later), *first]
    content += [attachments(basis), *details]
    here = basis.here
    return Report(
        f"checklist-{here.edition.year}",
        said("title"),
        said("subtitle", title=title_of(here), period=plain(here.period)),
        max(manual.timestamp for manual in here.manuals),
        tuple(content),
        made,
        number,
        said_versions(here),
    )


def _details(basis: Basis, number: int) -> Iterator[Part]:
    for make in _DETAILS:
        part = make(basis, number)
        if part is not None:
            yield part
            number += 1


def _rows(part: Part) -> int:
    return sum(len(each.rows) for each in part.content if hasattr(each, "rows"))
