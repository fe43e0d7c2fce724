"""A notice of one page that the engine writes of facts alone: plain data for its text, its page and its PDF.

All texts may hold readings. What nobody knows, or nobody vouches for, leaves its sentence out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .edition import Edition
from .ruby import plain
from .settings import Texts, in_language, is_foreign
from .words import Words


@dataclass(frozen=True, slots=True)
class NoticePart:
    """A heading with sentences; ``address`` stands below them, with a QR code on paper.

    ``forbidden``: an address below them that nobody shall open: nowhere is it a link.
    """

    title: str
    lines: tuple[str, ...]
    address: str | None = None
    forbidden: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one language. ``urgent``: what must not be done; else what there is to know."""

    subject: str
    lead: tuple[str, ...]
    parts: tuple[NoticePart, ...]
    publisher: str
    day: str | None = None
    urgent: bool = False

    def as_text(self) -> str:
        """The notice as the text of a mail: the subject first, addresses on lines of their own."""
        lines = [self.subject, "", *self.lead]
        for part in self.parts:
            head = f"■ {part.title}" if part.title else ""
            lines += ["", *filter(None, (head, *part.lines, part.address, _unlinked(part.forbidden)))]
        return plain("\n".join((*lines, "", self.publisher))).replace("\u200b", "") + "\n"


def _unlinked(url: str | None) -> str | None:
    """An address as people write one that no mail program shall make a link of: ``forms[.]example/x``."""
    return url and url.removeprefix("https://").replace(".", "[.]")


def vouched(edition: Edition, key: str) -> object:
    """The value of a fact that somebody vouches for; None for all others."""
    try:
        return None if key in edition.unconfirmed else edition.fact_at(key)
    except KeyError:
        return None


def vouched_text(edition: Edition, key: str, language: str) -> str | None:
    """The same in a language of its own; a Japanese day does not stand in an English sentence."""
    value = vouched(edition, key)
    if isinstance(value, str):
        return value
    if not isinstance(value, dict) or is_foreign(texts := _texts(value), language):
        return None
    return in_language(texts, language)


def _texts(value: dict[str, str]) -> Texts:
    return value


def contact_part(edition: Edition, words: Words, title: str) -> NoticePart:
    """Whom to ask: the publisher, and what is known of telephone, mail and hours."""
    found = [in_language(edition.publisher, words.language)]
    found += contact_lines(edition, words)
    return NoticePart(title, tuple(found))


def contact_lines(edition: Edition, words: Words) -> Iterator[str]:
    """Telephone, mail and hours, each if known."""
    for name in ("phone", "mail", "hours"):
        if text := vouched_text(edition, f"contact.{name}", words.language):
            yield words(f"announce.{name}", **{name: text})
