"""The facts of an edition by name, as one manual in one language prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .edition import Edition, Manual
from .settings import Settings, in_language
from .words import Words

#: How a fact is set: see `tebiki.adapt.nodes.fact`.
Kind = Literal["code", "phrase", "platform", "text"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A named value. ``text`` is None while nobody knows it: then nothing is printed."""

    name: str
    kind: Kind
    text: str | None


def file_name(edition: Edition, settings: Settings) -> str:
    """The certificate's file: its id and the suffix that the city's files have."""
    return edition.certificate.id + settings.certificate_suffix


def facts_of(edition: Edition, settings: Settings, words: Words, manual: str | None) -> Mapping[str, Fact]:
    """Every fact that a text may name, in the language of ``words``.

    Facts of a manual (``version``, ``published``, ``platform``, …) are there only for a
    page that belongs to one.
    """
    facts = [*_shared(edition, settings, words)]
    if manual is not None:
        facts += _of_manual(edition.manuals[manual], words)
    return {fact.name: fact for fact in facts}


def _shared(edition: Edition, settings: Settings, words: Words) -> Iterator[Fact]:
    certificate, contact, language = edition.certificate, edition.contact, words.language
    yield Fact("certificate.id", "code", certificate.id)
    yield Fact("certificate.file", "code", file_name(edition, settings))
    yield Fact("certificate.stored_name", "code", certificate.stored_name)
    yield Fact("certificate.subject", "code", certificate.subject)
    yield Fact("title", "text", in_language(settings.title, language))
    yield Fact("publisher", "text", in_language(edition.publisher, language))
    yield Fact("contact.phone", "phrase", contact.phone)
    yield Fact("contact.mail", "phrase", contact.mail)
    yield Fact("contact.hours", "text", _told(contact.hours, language))
    yield Fact("mail_wait", "text", _told(edition.mail_wait, language))
    for name, texts in edition.extra.items():
        yield Fact(name, "text", in_language(texts, language))


def _told(texts: dict[str, str] | None, language: str) -> str | None:
    return in_language(texts, language) if texts is not None else None


def _of_manual(manual: Manual, words: Words) -> Iterator[Fact]:
    yield Fact("version", "phrase", words("version", n=manual.version))
    yield Fact("published", "phrase", words.month(manual.published))
    yield Fact("platform", "platform", manual.platform)
    yield Fact("os", "text", manual.os)
    yield Fact("browser", "text", manual.browser)
    yield Fact("tested", "text", words("list.separator").join(manual.tested) or None)
