"""What a comparison found to be as before: the sentences that save an approver a search."""

from __future__ import annotations

from collections.abc import Iterator

from .blocks import Page
from .findings import Found, Side
from .rows import said

_WEB = ("http://", "https://")


def unchanged(new: Side, old: Side, found: Found) -> Iterator[str]:
    """Sentences, each of which was looked at: none is there where anything of its kind has changed."""
    if steps := list(_steps(new, old, found)):
        yield said("same-steps", manuals="、".join(steps))
    if _leads(new) == _leads(old) if old.has_pictures else _codes(new) and _codes(new) <= old.leads:
        yield said("same-addresses")
    others = [entry for entry in found.entries if entry.group.kind not in ("certificate", "version")]
    if not any(entry.detail.boxed for entry in others):
        yield said("same-boxes")
    if old.has_pictures and not any(entry.detail.block in ("picture", "qr") for entry in others):
        yield said("same-pictures")


def keeps_steps(new: Side, old: Side, found: Found) -> bool:
    """Whether every manual has the steps that it had, in their order."""
    stepped = [name for name, page in new.pages.items() if _count(page)]
    return bool(stepped) and len([*_steps(new, old, found)]) == len(stepped)


def _steps(new: Side, old: Side, found: Found) -> Iterator[str]:
    """Manuals whose steps have the same order, each with their number."""
    changed = {page.page.name: page for page in found.pages}
    for name, page in new.pages.items():
        count = _count(page)
        if not count or name not in old.pages or _count(old.pages[name]) != count:
            continue
        compared = changed.get(name)
        whole = compared is not None and any(
            change.new is None and change.old is None and change.what != "title" and change.section.number
            for change in compared.changes
        )
        if not whole and not (compared and compared.renumbered):
            yield said("manual-count", manual=new.name_of(name) or page.title, count=count)


def _count(page: Page) -> int:
    return sum(section.number is not None for section in page.sections)


def _leads(side: Side) -> set[str]:
    """Addresses that pages lead to, and what their codes hold."""
    blocks = [b for page in side.pages.values() for section in page.sections for b in section.blocks]
    links = {link.target for block in blocks for link in block.links if link.target.startswith(_WEB)}
    return links | {b.picture.code for b in blocks if b.picture is not None and b.picture.code}


def _codes(side: Side) -> set[str]:
    """What the codes of all manuals hold."""
    blocks = [b for name in side.versions for s in side.pages[name].sections for b in s.blocks]
    return {b.picture.code for b in blocks if b.picture is not None and b.picture.code}
