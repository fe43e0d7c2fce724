"""What a comparison shows, in a few lines: for the first page of the 確認表."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.papers import Line, Run, Sign, line
from .findings import Found, Side
from .rows import said
from .unchanged import keeps_steps


def tell_in_short(sides: tuple[Side, Side], found: Found) -> Iterator[Line]:
    """The certificate's names, how many places of each other kind, whether the steps stay."""
    new, old = sides
    if old.unpublished is not None:
        some = old.unpublished_of
        told = said("short-unpublished-some", manuals=some) if some else said("short-unpublished")
        yield Line((Sign("warn"), Run(told, tone="alarm")))
    counts = dict.fromkeys(dict.fromkeys(group.kind for group in found.groups), 0)
    for group, entries in found.groups.items():
        counts[group.kind] += len(entries)
    named = counts.pop("certificate", 0)
    if named and old.certificate_id:
        yield _names(old.certificate_id, new.certificate_id, named)
    elif named:
        counts = {"certificate": named, **counts}
    others = [said("short-kind", kind=said(f"group-{kind}"), count=count) for kind, count in counts.items()]
    sentences = []
    if others:
        also = "short-also" if named and old.certificate_id else "short-changes"
        sentences.append(said(also, kinds=said("short-list").join(others)))
    if not found.entries:
        sentences.append(said("short-nothing"))
    elif keeps_steps(new, old, found):
        sentences.append(said("short-steps"))
    if sentences:
        yield line("".join(sentences))


def _names(old: str, new: str, count: int) -> Line:
    """The sentence about the certificate, its names in bold."""
    words = said("short-certificate", old="\0", new="\1", count=count)
    before, _, rest = words.partition("\0")
    between, _, after = rest.partition("\1")
    return Line((Run(before), Run(old, strong=True), Run(between), Run(new, strong=True), Run(after)))
