"""Facts of the edition: confirmed by whom, printed without a record of that, or not known yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...content.edition import Edition
from ...content.papers import Cell, Line, Part, Run, Table, cell, line
from ...content.publication import Publication
from ...content.ruby import plain
from ..compare.blocks import Section
from .basis import Basis
from .words import fact_name, note, said, value_line, who_when

#: Facts about the certificate, which the paper tells in a part of its own.
_CERTIFICATE: Final = "certificate."
#: Tables of the edition's file in which an empty value means that nobody knows it yet.
_ASKED: Final = frozenset({"mail_wait", "contact", "extra", "quotations"})
#: Millimetres: number, fact, value, source, who and when, where it is printed.
_CONFIRMED: Final = (7, 31, 51, 22, 29, 32)
_UNRECORDED: Final = (7, 40, 52, 39, 34)
_UNKNOWN: Final = (7, 61, 44, 60)
#: Rows that people write into.
_ROOM: Final = 11


def confirmed_part(basis: Basis, number: int) -> Part | None:
    """What somebody has looked at: who, when, by which source."""
    rows = tuple(_confirmed(basis))
    if not rows:
        return None
    head = ("", *(said(key) for key in ("fact", "value", "source", "who-when", "printed")))
    content = (line(said("confirmed-do")), Table(_CONFIRMED, head, rows, look="list"))
    return Part("check-confirmed", said("confirmed", n=number), content, line(said("count", n=len(rows))))


def confirmed_keys(basis: Basis) -> list[str]:
    """Facts that somebody has looked at, but for the certificate's."""
    return [key for key in basis.here.edition.confirmed if not key.startswith(_CERTIFICATE)]


def _confirmed(basis: Basis) -> Iterator[tuple[Cell, ...]]:
    for number, key in enumerate(confirmed_keys(basis), 1):
        seen = basis.here.edition.confirmed[key]
        value = value_of(basis.here, key)
        yield (
            cell(str(number)),
            cell(fact_name(basis.here, key)),
            _value_cell(value),
            (note(seen.source or said("no-source")),),
            who_when(basis.here, seen.by, seen.on),
            (note(_where(basis, key, value)),),
        )


def unrecorded_keys(basis: Basis) -> list[str]:
    """Facts with a value of which no record says that anybody has looked at them."""
    edition = basis.here.edition
    known = [key for key in fact_keys(edition) if value_of(basis.here, key) is not None]
    return [key for key in known if key not in edition.confirmed]


def unrecorded_part(basis: Basis, number: int) -> Part | None:
    """Values that are printed on nobody's word; those that keep it from being released have the sign."""
    keys = unrecorded_keys(basis)
    if not keys:
        return None
    rows = tuple(_unrecorded(basis, at, key) for at, key in enumerate(keys, 1))
    head = ("", *(said(key) for key in ("fact", "value", "printed", "source-who")))
    content = (line(said("unrecorded-do")), Table(_UNRECORDED, head, rows, look="list", least=_ROOM))
    return Part("check-facts", said("unrecorded", n=number), content, line(said("count", n=len(rows))))


def _unrecorded(basis: Basis, number: int, key: str) -> tuple[Cell, ...]:
    value = value_of(basis.here, key)
    name: Cell = cell(fact_name(basis.here, key))
    if key in stopping_keys(basis):
        name = (*name, Line((Run(said("stops"), tone="alarm"),)))
    return cell(str(number)), name, _value_cell(value), (note(_where(basis, key, value)),), ()


def stopping_keys(basis: Basis) -> list[str]:
    """Facts that the edition's file calls unconfirmed and that have a value: a release asks for them."""
    return [key for key in basis.looks.unconfirmed if key not in basis.looks.without_value]


def unknown_part(basis: Basis, number: int) -> Part | None:
    """Facts without a value, with room to write them down."""
    keys = unknown_keys(basis)
    if not keys:
        return None
    head = ("", said("fact"), said("would-stand"), said("value-who"))
    rows = tuple(
        (cell(str(at)), cell(fact_name(basis.here, key)), (note(_would_stand(basis, key)),), ())
        for at, key in enumerate(keys, 1)
    )
    content = (line(said("unknown-do")), Table(_UNKNOWN, head, rows, look="list", least=_ROOM))
    return Part("check-unknown", said("unknown", n=number), content, line(said("count", n=len(rows))))


def unknown_keys(basis: Basis) -> list[str]:
    """Facts without a value, but the certificate's: those to be confirmed, and those left empty."""
    edition = basis.here.edition
    called = [key for key in basis.looks.without_value if not key.startswith(_CERTIFICATE)]
    asked = [key for key in fact_keys(edition) if key.split(".")[0] in _ASKED and edition.is_empty(key)]
    return list(dict.fromkeys([*called, *asked]))


def _would_stand(basis: Basis, key: str) -> str:
    """Of which manual a fact without a value is; where its text would stand nobody can read off the draft."""
    first, _, rest = key.partition(".")
    manual = rest.partition(".")[0]
    if first == "manuals" and manual in basis.here.edition.manuals:
        return said("manual", platform=plain(basis.here.manual(manual).platform))
    return said("all-manuals")


def fact_keys(edition: Edition) -> list[str]:
    """The key of every fact that people look at but the certificate's, in the order of the edition's file."""
    keys: list[str] = []
    for name in edition.links:
        keys += [f"links.{name}", f"links.{name}.target"]
    keys += ["mail_wait", "contact.phone", "contact.mail", "contact.hours"]
    keys += [f"extra.{name}" for name in edition.extra]
    keys += [f"quotations.{name}" for name in edition.quotations]
    of_manual = ("version", "published", "os", "browser", "tested")
    return [*keys, *(f"manuals.{name}.{key}" for name in edition.manuals for key in of_manual)]


def value_of(here: Publication, key: str) -> str | None:
    """What is printed, or else known, of the fact at a key; None without a value."""
    edition = here.edition
    first, _, rest = key.partition(".")
    if first == "links":
        return _link(edition, rest)
    if first == "quotations":
        quotation = edition.quotations.get(rest)
        return None if quotation is None else f"{quotation.text}\n{quotation.source}"
    manual, _, name = rest.partition(".")
    if first == "manuals" and manual in edition.manuals:
        fact = here.facts(manual).get(name)
    else:
        fact = here.facts().get(rest if first == "extra" else key)
    return plain(fact.text) if fact is not None and fact.text is not None else None


def _link(edition: Edition, name: str) -> str | None:
    link = edition.links.get(name.removesuffix(".target"))
    if link is None:
        return None
    return link.target if name.endswith(".target") else link.url


def _value_cell(value: str | None) -> Cell:
    if value is None:
        return (note(said("no-value")),)
    return tuple(value_line(one) for one in value.split("\n"))


def _where(basis: Basis, key: str, value: str | None) -> str:
    """In which sections of which pages a value stands, or what it leads to."""
    if value is None:
        return said("nowhere")
    own = key.split(".")[1] if key.startswith("manuals.") else None
    text = value.split("\n")[0]
    found = [
        (page, section)
        for page, section in basis.sections()
        if (own is None or page.name == own) and _holds(section, text)
    ]
    return basis.places(found) if found else said("nowhere")


def _holds(section: Section, text: str) -> bool:
    words = "".join(token.text for token in section.words())
    targets = [link.target for block in section.blocks for link in block.links]
    return any(text in place for place in (words, *targets))
