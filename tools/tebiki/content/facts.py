"""The facts of an edition by name, as one manual in one language prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from .edition import Edition, Manual
from .settings import Settings, in_language, is_foreign
from .words import Words

#: How a fact is set: see `tebiki.sphinxext.roles.fact.fact`.
Kind = Literal["code", "mail", "phrase", "platform", "text"]
#: The certificate before this edition's; a manual's history knows it.
PREVIOUS: Final = "previous.certificate"
#: The certificate of a row of the history.
HISTORY: Final = "history.certificate"
#: Facts that follow from another one, and the key that people write that one at.
DERIVED: Final[Mapping[str, str]] = {
    "certificate.common_name": "certificate.subject",
    "certificate.typed_name": "certificate.stored_name",
    "certificate.name_on_device": "certificate.stored_name",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A named value. ``text`` is None while nobody knows it: then nothing is printed."""

    name: str
    kind: Kind
    text: str | None
    #: Whether the text is Japanese for want of one in the language.
    foreign: bool = False


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
        before = edition.manuals[manual].certificate_before(edition.certificate.id)
        facts.append(Fact(PREVIOUS, "code", before))
    return {fact.name: fact for fact in facts}


def _shared(edition: Edition, settings: Settings, words: Words) -> Iterator[Fact]:
    certificate, contact, language = edition.certificate, edition.contact, words.language
    yield Fact("certificate.id", "code", certificate.id)
    yield Fact("certificate.file", "code", file_name(edition, settings))
    yield Fact("certificate.stored_name", "code", certificate.stored_name or None)
    yield Fact("certificate.typed_name", "code", certificate.typed_name)
    yield Fact("certificate.name_on_device", "code", certificate.name_on_device)
    yield Fact("certificate.subject", "code", certificate.subject)
    yield Fact("certificate.common_name", "code", certificate.common_name)
    for name, day in (("not_before", certificate.not_before), ("not_after", certificate.not_after)):
        yield Fact(f"certificate.{name}", "phrase", words.day(day) if day else None)
    yield Fact("title", "text", in_language(settings.title, language))
    yield Fact("publisher", "text", in_language(edition.publisher, language))
    yield Fact("contact.phone", "phrase", contact.phone)
    yield Fact("contact.mail", "mail", contact.mail)
    yield _told("contact.hours", contact.hours, language)
    yield _told("mail_wait", edition.mail_wait, language)
    for name, texts in edition.extra.items():
        yield _told(name, texts, language)


def _told(name: str, texts: dict[str, str] | None, language: str) -> Fact:
    if texts is None:
        return Fact(name, "text", None)
    return Fact(name, "text", in_language(texts, language), is_foreign(texts, language))


def _of_manual(manual: Manual, words: Words) -> Iterator[Fact]:
    language = words.language
    yield Fact("version", "phrase", words.version(manual.version, manual.correction))
    yield Fact("published", "phrase", words.issued(manual.published, manual.corrected))
    yield Fact("platform", "platform", in_language(manual.platform, language))
    yield Fact("os", "text", in_language(manual.os, language))
    yield Fact("browser", "text", in_language(manual.browser, language))
    yield Fact("tested", "text", words("list.separator").join(manual.tested) or None)
