"""The old side of a comparison out of what was published: of each manual its PDF, where one was recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from ...content.output_names import INDEX
from ...content.project_folders import ProjectFolders
from ...content.publication import Publication
from ...content.published import Published, PublishedPdf, load_published
from ...content.ruby import plain
from ..compare.findings import Side
from ..compare.rows import said
from ..compare.sides import publication, said_about, unpublished_side, values_of
from .old_page import page_as_published
from .stream import Stream

Say = Callable[[str], None]


def published_side(root: Path, year: str, new: Side, progress: Say) -> Side:
    """An edition that no release of ours published. ``new``: what it is compared with.

    A manual whose PDF was not recorded is today's text with the facts of then; the side says so. Raises
    `TebikiError`.
    """
    found = load_published(ProjectFolders(root).docs, year)
    if found is None:
        return unpublished_side(root, year, progress)
    here = publication(root, year)
    lacking = [name for name in here.edition.manuals if found.of(name) is None]
    side = _read(found, here, new)
    if not lacking:
        return side
    rest = unpublished_side(root, year, progress)
    names = "、".join(filter(None, (rest.name_of(name) for name in lacking)))
    pages = {name: side.pages.get(name) or page for name, page in rest.pages.items() if name != INDEX}
    why = said("warn-lacking", manuals=names, why=rest.unpublished)
    source = said("side-some", published=side.source, manuals=names, source=rest.source)
    return replace(side, pages=pages, source=source, unpublished=why, unpublished_of=names)


def _read(found: Published, here: Publication, new: Side) -> Side:
    versions = {manual.name: (plain(manual.version), plain(manual.published)) for manual in here.manuals}
    streams: dict[str, Stream] = {}
    pages = {}
    for name, page in new.pages.items():
        pdf = found.of(name) if name in here.edition.manuals else None
        if pdf is not None:
            stream = streams.setdefault(pdf.sha256, Stream(pdf.pages))
            pages[name] = page_as_published(page, stream, _same(name, new, versions))
    months = "、".join(dict.fromkeys(month for _, month in versions.values()))
    return Side(
        said_about(here.edition.year, versions, {m.name: plain(m.platform) for m in here.manuals}),
        pages,
        {manual.name: plain(manual.platform) for manual in here.manuals},
        source=said("side-published", month=months, pages=sum(len(each.pages) for each in found.documents)),
        certificate_id=here.edition.certificate.id,
        versions=versions,
        values=values_of(here),
        has_pictures=False,
        leads=_leads(found.documents),
    )


def _leads(documents: tuple[PublishedPdf, ...]) -> frozenset[str]:
    return frozenset(lead for each in documents for lead in (*each.links, *each.codes))


def _same(name: str, new: Side, old: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
    """Version and month of today → of then."""
    now, then = new.versions.get(name), old.get(name)
    return dict(zip(now, then, strict=True)) if now and then else {}
