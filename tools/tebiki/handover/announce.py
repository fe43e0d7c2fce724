"""The notice to offices: what changes, from when, where, whom to ask; of the year's facts alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..content.notices import Notice, NoticePart, contact_part, vouched, vouched_text
from ..content.output_names import INDEX
from ..content.publication import Publication
from .addresses import Addresses

#: Facts of the content by the names that the engine knows (`tebiki.content.certificate`).
_SINCE, _UNTIL = "extra.new_valid_from", "extra.old_valid_until"
#: The link by which one applies, where the edition has it.
_FORM: Final = "form"
#: The city's page that leads to the manuals.
_CITY: Final = "city"


def announce(here: Publication, where: Addresses) -> Notice:
    """The notice in the language of ``here``; ``where``: addresses as the handover has them."""
    words = here.words
    lead = (words("announce.lead", system=here.system),)
    parts = (
        NoticePart(words("announce.what"), tuple(_what(here))),
        NoticePart(words("announce.when"), tuple(_when(here))),
        *_where(here, where),
        contact_part(here.edition, words, words("announce.whom")),
    )
    told = tuple(part for part in parts if part.lines)
    return Notice(_subject(here), lead, told, here.publisher)


def _subject(here: Publication) -> str:
    new = vouched(here.edition, "certificate.id")
    if new and _old(here):
        return here.words("announce.subject_renewed", new=new)
    return here.words("announce.subject_new", title=here.title.replace("\u200b", ""))


def _old(here: Publication) -> str | None:
    """The certificate that this edition takes away; None where it stays, and where it is the first."""
    edition = here.edition
    ids = {row.certificate for manual in edition.manuals.values() for row in manual.history[1:2]}
    if edition.certificate.id in ids:
        return None
    found = (m.certificate_before(edition.certificate.id) for m in edition.manuals.values())
    return next(filter(None, found), None)


def _what(here: Publication) -> Iterator[str]:
    words, edition = here.words, here.edition
    new, old = vouched(edition, "certificate.id"), _old(here)
    known = {row.certificate for manual in edition.manuals.values() for row in manual.history[1:]}
    if new:
        kind = "renewed" if old else "kept" if new in known else "first"
        yield words(f"announce.{kind}", **({"old": old} if old else {}), new=new)
        yield words("announce.file", file=here.certificate_file)
    manuals = [manual for manual in here.manuals if not _is_open(here, manual.name)]
    if manuals:
        yield words("announce.manuals")
    for manual in manuals:
        values = {"version": manual.version, "date": manual.published}
        yield words("announce.manual", platform=manual.platform, **values)


def _when(here: Publication) -> Iterator[str]:
    for name, key in (("since", _SINCE), ("until", _UNTIL)):
        if day := vouched_text(here.edition, key, here.language):
            yield here.words(f"announce.{name}", day=day)


def _where(here: Publication, where: Addresses) -> Iterator[NoticePart]:
    """Where the manuals are, and the form: addresses that a reader can type."""
    title, words = here.words("announce.where"), here.words
    entry = _entry(here, where)
    form = here.edition.links.get(_FORM)
    if entry:
        yield NoticePart(title, (words("announce.pages"),), entry)
    if form and not _is_doubted(here, f"links.{_FORM}", f"links.{_FORM}.url"):
        yield NoticePart("", (words("announce.apply"),), form.url)


def _entry(here: Publication, where: Addresses) -> str | None:
    """The page with the manuals in the language; else the city's own page, where that is a fact."""
    entry, city = where.page(here.folder, INDEX), here.edition.links.get(_CITY)
    if entry.startswith("https://"):
        return entry
    return city.url if city and not _is_doubted(here, f"links.{_CITY}", f"links.{_CITY}.url") else None


def _is_open(here: Publication, manual: str) -> bool:
    """Whether nobody vouches for a manual's version or month."""
    return _is_doubted(here, *(f"manuals.{manual}.{name}" for name in ("version", "published")))


def _is_doubted(here: Publication, *keys: str) -> bool:
    return not set(keys).isdisjoint(here.edition.unconfirmed)
