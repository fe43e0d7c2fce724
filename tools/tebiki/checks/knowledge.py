"""What the build of a language knows of its files, and what can be known without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..content.pdf_info import PdfContent
from ..content.settings import in_language
from .city import City
from .page_places import PagePlaces

#: How often what a history prints may stand where nobody has counted it.
OFTEN: Final = 1_000


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a language's build knows. All names are those of files within the language's folder."""

    #: Picture of a QR code → the address that it must hold.
    codes: Mapping[str, str] = field(default_factory=dict)
    #: PDF → the addresses that its QR codes must hold.
    printed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Page or PDF → what facts have it say of earlier editions → how often.
    earlier: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    #: Picture → the words that it took in.
    drawn: Mapping[str, str] = field(default_factory=dict)
    #: PDF → what was read in it; believed of a file with the hash in ``looked`` only.
    contents: Mapping[str, PdfContent] = field(default_factory=dict)
    #: Page → what was read in it; believed as ``contents`` are.
    pages: Mapping[str, PagePlaces] = field(default_factory=dict)
    #: File → its hash when the rules were applied to the whole folder.
    looked: Mapping[str, str] = field(default_factory=dict)


def history_of(city: City, manual: str, code: str) -> Mapping[str, int]:
    """What a manual's history prints of earlier editions, in a language; how often is not known."""
    return dict.fromkeys(_printed(city, manual, code), OFTEN)


def _printed(city: City, manual: str, code: str) -> Iterator[str]:
    words = city.languages[code]
    for row in city.edition.manuals[manual].history:
        yield words.version(row.version, row.correction)
        yield words.issued(row.published, row.corrected)
        yield in_language(row.changes, code)
        if row.certificate:
            yield row.certificate
