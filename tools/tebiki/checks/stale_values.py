"""What earlier editions printed and this one does not: nothing of it may stay in an output."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..content.edition import Edition
from ..content.facts import file_name
from ..content.output_names import version_stem
from ..content.ruby import plain
from ..content.settings import Settings, in_language
from ..content.words import Words
from ..errors import Place, Problem

#: Shorter values say nothing by themselves: 「3日」 stands in many a sentence that is right.
_SHORTEST: Final = 4
_READING: Final = re.compile(r"<rt>.*?</rt>|<rp>.*?</rp>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Stale:
    """A value of an earlier edition: its year, its key, and how to find it in a plain text."""

    year: int
    key: str
    text: str
    pattern: re.Pattern[str]


def stale_values(
    earlier: Iterable[Edition], edition: Edition, settings: Settings, words: Iterable[Words]
) -> tuple[Stale, ...]:
    """Every value of ``earlier`` that this edition has no more, as each language prints it.

    A value that a current one holds within itself cannot be told from it and is left out;
    so are short ones, names of systems and of browsers: any sentence may hold them.
    """
    languages = tuple(words)
    current = {_plain(text) for _, text in _values(edition, settings, languages)}
    found: dict[str, Stale] = {}
    for other in earlier:
        for key, text in _values(other, settings, languages):
            bare = _plain(text)
            pattern = _pattern(bare)
            told = len(bare) >= _SHORTEST and not any(pattern.search(one) for one in current)
            if told and bare not in found:
                found[bare] = Stale(other.year, key, bare, pattern)
    return tuple(found.values())


def _values(edition: Edition, settings: Settings, languages: Iterable[Words]) -> Iterator[tuple[str, str]]:
    certificate, contact = edition.certificate, edition.contact
    alone = {
        "certificate.id": file_name(edition, settings),
        "certificate.stored_name": certificate.stored_name or None,
        "certificate.subject": certificate.subject,
        "certificate.common_name": _numbered(certificate.common_name),
        "contact.phone": contact.phone,
        "contact.mail": contact.mail,
    }
    alone |= {f"links.{name}": link.url for name, link in edition.links.items()}
    alone |= {f"links.{name}.target": link.target for name, link in edition.links.items()}
    yield from ((key, text) for key, text in alone.items() if text)
    told = {f"extra.{name}": texts for name, texts in edition.extra.items()}
    told |= {"contact.hours": contact.hours, "mail_wait": edition.mail_wait, "publisher": edition.publisher}
    for words in languages:
        yield from ((key, in_language(texts, words.language)) for key, texts in told.items() if texts)
        for name, manual in edition.manuals.items():
            at = f"manuals.{name}"
            yield f"{at}.version", words.version(manual.version)
            yield f"{at}.version", words.version(manual.version, manual.correction)
            yield f"{at}.published", words.month(manual.published)
            yield f"{at}.published", words.issued(manual.published, manual.corrected)
            yield f"{at}.version", version_stem(settings, name, manual.number)


def _numbered(name: str | None) -> str | None:
    """A name with a number in it; one without may be a word that any sentence holds."""
    return name if name and re.search(r"\d", name) else None


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKC", plain(text)).replace("\u200b", "").replace("\u00ad", "")
    return " ".join(bare.split())


def _pattern(text: str) -> re.Pattern[str]:
    """The value as a whole: Ver.4 is not in Ver.45, and a PDF's text breaks its lines anywhere."""
    start = r"(?<![0-9A-Za-z])" if text[:1].isascii() and text[:1].isalnum() else ""
    end = r"(?![0-9A-Za-z])" if text[-1:].isascii() and text[-1:].isalnum() else ""
    broken = r"\s*".join(re.escape(letter) for letter in text if not letter.isspace())
    return re.compile(start + broken + end)


def check_stale(
    text: str, place: Place, stale: Iterable[Stale], named: Mapping[str, int], *, markup: bool = False
) -> Iterator[Problem]:
    """Problems of one output's text. ``named``: what it may say of earlier editions, and how often.

    ``markup``: the text is HTML; it is looked at as it stands and as a reader sees it.
    """
    texts = [_plain(html.unescape(text))]
    if markup:
        texts.append(_plain(html.unescape(_TAG.sub("", _READING.sub("", text)))))
    for one in stale:
        found = max(len(one.pattern.findall(each)) for each in texts)
        if found and found > _times(one, named):
            values = {"text": one.text, "key": one.key, "year": one.year}
            yield Problem("output/stale", place, values)


def _times(one: Stale, named: Mapping[str, int]) -> int:
    return sum(times * len(one.pattern.findall(_plain(text))) for text, times in named.items())
