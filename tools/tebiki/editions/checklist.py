"""The 確認表: all that people must still look at, each with a box and room for a name and a day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ..content.papers import Cell, Line, Part, Report, Table, cell, line
from ..content.publication import Publication
from ..content.ruby import plain
from ..messages import say
from .compare.blocks import Page, Section
from .required_changes import RowChange
from .todo import Looks

#: Shares of the width: box, what, value or place, name and day.
_WIDTHS: Final = (14, 50, 68, 40)
#: Facts about the certificate's file that no manual prints.
_UNPRINTED: Final = ("certificate.opened", "certificate.key", "certificate.encryption")
#: So many places of a value are named; of more only how many.
_PLACES: Final = 4


def said(key: str, **values: object) -> str:
    """Words of the document; it is for the city's approvers and so in Japanese."""
    return say(f"review/{key}", "ja", **values)


def checklist(  # noqa: PLR0913 -- an approver's paper is made of many things
    here: Publication,
    looks: Looks,
    pages: Mapping[str, Page],
    parts: Sequence[str],
    required: Sequence[RowChange] | None = (),
    *,
    compared: bool = True,
) -> Report:
    """The document. ``pages``: the draft's Japanese pages; ``parts``: what the bundle holds, a line each.

    ``required``: rows of what the manuals must say that are not as in the last release; None: not known.
    ``compared``: False where nothing was left of the last release: that is signed for, too.
    """
    found = [
        ("facts", list(_facts(here, looks, pages))),
        ("certificate-file", list(_certificate(here))),
        ("required", list(_required_rows(required))),
        ("links", [(name, url) for name, url in looks.links]),
        ("certificate", [(name, said("shows-name")) for name in looks.shows_name]),
        ("screens", [(name, "") for name in looks.unseen]),
        ("labels", [(key, here.labels[key].text("ja")) for key in looks.labels]),
        ("languages", [(code, said("unreviewed")) for code in looks.unreviewed]),
        ("unsaid", [(code, said("unsaid-text")) for code in looks.unsaid]),
        ("open", [(f"{code}: {page}", said("open-text", count=count)) for code, page, count in looks.open]),
    ]
    content: list[Line | Table | Part] = [line(said("intro"))]
    content += [line(part) for part in parts]
    content += [_part(key, rows) for key, rows in found if rows]
    content.append(_signed(compared=compared))
    return Report(
        f"checklist-{here.edition.year}",
        said("title"),
        said("subtitle", title=plain(here.title.replace("\u200b", "")), period=plain(here.period)),
        max(manual.timestamp for manual in here.manuals),
        tuple(content),
    )


def _part(key: str, rows: Sequence[tuple[str, str]]) -> Part:
    head = (said("box"), said("what"), said("value"), said("who"))
    table = Table(_WIDTHS, head, tuple(map(_row, rows)))
    return Part(f"check-{key}", said(key), (line(said(f"{key}-do")), line(said("count", n=len(rows))), table))


def _row(row: tuple[str, str]) -> tuple[Cell, ...]:
    what, value = row
    return (
        cell("□"),
        cell(re.sub(r"(?<=[./])", "\u200b", what)),
        cell(*(value.split("\n") if value else ["—"])),
        cell("　"),
    )


def _signed(*, compared: bool) -> Part:
    """Room for the approval itself."""
    keys = ("read", "approved") if compared else ("read-uncompared", "uncompared", "approved")
    rows = tuple((cell("□"), cell(said(key)), cell("　"), cell("　")) for key in keys)
    table = Table(_WIDTHS, (said("box"), said("what"), said("remark"), said("who")), rows)
    return Part("check-approval", said("approval"), (table,))


def _required_rows(changes: Sequence[RowChange] | None) -> Iterator[tuple[str, str]]:
    if changes is None:
        yield said("required-unknown"), said("required-unknown-text")
    else:
        yield from map(_required, changes)


def _required(change: RowChange) -> tuple[str, str]:
    """A row of the table of what must be said, with what stood there and what stands there now."""
    lines = []
    for name, old, new in change.fields:
        key = "required-was" if change.before is not None else "required-is"
        lines.append(said(key, field=said(f"field-{name}"), old=old or "—", new=new or "—"))
    return said(f"required-{change.kind}", row=change.row), "\n".join(lines)


def _facts(here: Publication, looks: Looks, pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    for name in looks.unconfirmed:
        text = _value(here, name)
        if text is None:
            yield name, said("no-value")
        elif name in _UNPRINTED or here.edition.fact_at(name) is False:
            yield name, text
        else:
            common = here.edition.certificate.common_name if name == "certificate.subject" else None
            yield name, f"{text}\n{_where(here, {text, common or text}, pages)}"


def _certificate(here: Publication) -> Iterator[tuple[str, str]]:
    """What is known of the certificate's file, and on which devices it was opened."""
    certificate, day = here.edition.certificate, here.words.day
    first, last = certificate.not_before, certificate.not_after
    known = {
        "validity": said("validity", first=day(first), last=day(last)) if first and last else None,
        "key": certificate.key,
        "encryption": certificate.encryption,
        "opened": "\n".join(map(str, certificate.opened)),
    }
    rows = [(said(f"of-file-{key}"), value) for key, value in known.items() if value]
    if rows and not certificate.opened:
        rows.append((said("of-file-opened"), said("not-opened")))
    yield from rows


def _value(here: Publication, name: str) -> str | None:
    """What is printed, or else known, of a fact that the edition's file names so."""
    edition = here.edition
    if name == "certificate.stored_name" and edition.certificate.stored_name is False:
        return said("no-stored-name")
    if name == "certificate.opened":
        return "\n".join(map(str, edition.certificate.opened)) or None
    if name in _UNPRINTED:
        return getattr(edition.certificate, name.partition(".")[2]) or None
    first, _, rest = name.partition(".")
    if first == "links":
        link = edition.links.get(rest.removesuffix(".target"))
        return None if link is None else link.url
    if first == "quotations":
        quotation = edition.quotations.get(rest)
        return None if quotation is None else f"{quotation.text}\n{quotation.source}"
    manual, _, key = rest.partition(".")
    if first == "manuals" and manual in edition.manuals:
        fact = here.facts(manual).get(key)
    else:
        fact = here.facts().get(rest if first == "extra" else name)
    return plain(fact.text) if fact is not None and fact.text is not None else None


def _where(here: Publication, texts: Collection[str], pages: Mapping[str, Page]) -> str:
    """In which sections of which pages a value stands, or what follows from it."""
    names = {manual.name: plain(manual.platform) for manual in here.manuals}
    found = [
        f"{names.get(page.name, page.title)}「{section.name}」"
        for page in pages.values()
        for section in page.sections
        if _holds(section, texts)
    ]
    if not found:
        return said("nowhere")
    more = len(found) - _PLACES
    return said("where", places="、".join(found[:_PLACES])) + (said("more", n=more) if more > 0 else "")


def _holds(section: Section, texts: Collection[str]) -> bool:
    words = "".join(token.text for token in section.words())
    targets = [link.target for block in section.blocks for link in block.links]
    return any(text in place for text in texts for place in (words, *targets))
