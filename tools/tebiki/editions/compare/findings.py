"""What a comparison has found: each change once, with the manuals that have it, in groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ...content.publication import Publication
from .blocks import Page
from .changes import Compared, compare_sites
from .groups import ORDER, ChangeGroup, SideValues, group_of, pairs_of
from .pictures import Pictures
from .redrawn import Drawings
from .rows import Detail, details, said


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the comparison. ``about``: its edition, a line each; ``pages``: by name."""

    about: tuple[str, ...]
    pages: Mapping[str, Page]
    #: Short names of manuals: 「Android」.
    names: Mapping[str, str]
    #: What is known of the certificate's file, a line each.
    certificate: tuple[str, ...] = ()
    #: What was read: 「公開する案」; why it is not what was published, where it is not.
    source: str = ""
    unpublished: str | None = None
    #: The manuals that this is true of, where it is not true of all.
    unpublished_of: str = ""
    #: The name of the certificate; version and month of each manual, in their order.
    certificate_id: str = ""
    versions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    values: SideValues = field(default_factory=SideValues)
    here: Publication | None = None
    #: The day of its approval, where it was released.
    approved: date | None = None
    #: Whether pictures and links are those of what was published, too.
    has_pictures: bool = True
    #: Where a published PDF leads, of which no more than that is known.
    leads: frozenset[str] = frozenset()

    def name_of(self, page: str) -> str | None:
        """What a page is called for short: 「Android版」; None where this side has none of it."""
        name = self.names.get(page)
        return said("manual-of", platform=name) if name and page in self.versions else name


@dataclass(frozen=True, slots=True)
class Entry:
    """A change with its group. ``holders``: the pages that have it; ``printed``: for each of them."""

    detail: Detail
    group: ChangeGroup
    holders: tuple[str, ...]
    printed: tuple[tuple[int | None, int | None], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What differs, in the order of the pages; what several have alike comes first."""

    entries: tuple[Entry, ...]
    pages: tuple[Compared, ...]

    @property
    def count(self) -> int:
        """The number of places."""
        return len(self.entries)

    @property
    def renumbered(self) -> bool:
        """Whether some step carries another number."""
        return any(page.renumbered for page in self.pages)

    @property
    def groups(self) -> Mapping[ChangeGroup, tuple[Entry, ...]]:
        """The entries of each group, in the order of the summary."""
        found: dict[ChangeGroup, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.group, []).append(entry)
        ordered = sorted(found, key=lambda group: ORDER.index(group.kind))
        return {group: tuple(found[group]) for group in ordered}


def find(new: Side, old: Side, pictures: Pictures, drawings: Drawings | None = None) -> Found:
    """Compare both sides; pictures of the document are written beside."""
    known = (
        new.pages if old.has_pictures else {name: new.pages[name] for name in new.pages if name in old.pages}
    )
    pages = tuple(compare_sites(known, old.pages))
    holders: dict[Detail, list[tuple[str, tuple[int | None, int | None]]]] = {}
    for page in pages:
        own: set[Detail] = set()
        for detail in details(page, pictures):
            if detail not in own:
                holders.setdefault(detail, []).append((page.page.name, detail.printed))
                own.add(detail)
    entries = tuple(_entries(holders, new, old, drawings))
    shared = [entry for entry in entries if len(entry.holders) > 1]
    return Found((*shared, *(entry for entry in entries if len(entry.holders) == 1)), pages)


def _entries(
    holders: Mapping[Detail, Sequence[tuple[str, tuple[int | None, int | None]]]],
    new: Side,
    old: Side,
    drawings: Drawings | None,
) -> Iterator[Entry]:
    versions = sorted({version for version, _ in new.versions.values()})
    for detail, places in holders.items():
        pairs = pairs_of(new.values, old.values, detail.page)
        drawn: frozenset[str] = frozenset()
        if drawings is not None and detail.picture is not None:
            drawn = drawings.facts_of(detail.picture[0], detail.page, detail.picture[1])
        group = group_of(detail, pairs, versions, drawn)
        yield Entry(detail, group, tuple(name for name, _ in places), tuple(pages for _, pages in places))
