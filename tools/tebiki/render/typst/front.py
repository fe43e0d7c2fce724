"""What a manual's PDF says besides its text: cover, header, colours, the engine's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal

from .modules import halves, ink
from .typography import Typography

#: ``words("step", n=3)`` → 「手順3」.
Words = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Newest:
    """Where the newest edition is: an address with its QR code (rows of 0 and 1 with the quiet zone)."""

    caption: str
    url: str
    alt: str
    matrix: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. What is None is left out: a fact that nobody knows is not printed.

    ``title``: its lines, the first one is set larger. ``note`` stands under the platform's
    name, ``certificate_caption`` above the certificate's name and ``certificate_note``
    below it; ``period`` (令和7年度) stands framed beside it. ``term``: the fiscal year with its months.
    """

    masthead: str
    edition: str
    title: tuple[str, ...]
    platform: str
    device: Literal["phone", "computer"]
    date: str
    publisher: str
    note: str | None = None
    certificate: str | None = None
    certificate_caption: str | None = None
    certificate_note: str | None = None
    period: str | None = None
    term: str | None = None
    newest: Newest | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Above and below every other page: title, platform (bold), edition with its date, publisher.

    ``heading``: title and platform as one, on the page for the wall.
    """

    title: str
    platform: str
    heading: str
    edition: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Front:
    """All that the template needs besides the text.

    ``tag``: BCP 47 of the document; ``title`` and ``author``: its metadata; ``accent``:
    ``#RRGGBB``, dark enough for text on white.
    """

    tag: str
    title: str
    author: str
    accent: str
    cover: Cover
    header: Header
    #: Fonts and sizes of the language.
    typography: Typography
    keywords: tuple[str, ...] = ()
    #: What a reader must know of the whole: look, title, sentence.
    notes: tuple[tuple[str, str, str], ...] = ()
    #: That nobody has walked through the manual: before all else, and not on the page for the wall.
    walked: tuple[tuple[str, str, str], ...] = ()
    #: What marks every page of a draft, above all else on it; None on what is published.
    draft: str | None = None

    def json(self, words: Words) -> bytes:
        """As the template reads it, with the engine's words."""
        kind = self.typography
        table = asdict(self) | {"type": kind.table(), "words": _words(words, kind.gap)}
        del table["typography"]
        table["cover"] = {key.replace("_", "-"): value for key, value in asdict(self.cover).items()}
        if self.cover.newest is not None:
            table["cover"]["newest"] = _newest(self.cover.newest)
        text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True)
        return text.encode() + b"\n"


def _newest(newest: Newest) -> list[object]:
    return [newest.caption, newest.url, halves(newest.url), newest.alt, ink(newest.matrix)]


def _words(words: Words, gap: str) -> dict[str, object]:
    """The words that the template itself prints."""
    return {
        "contents": words("contents"),
        "continued": words("continued", step="\n").split("\n"),
        "step-gap": gap,
        "page-ref": words("page_ref", n="\n").split("\n"),
        "remedy-head": [words(f"remedies.{key}") for key in ("number", "symptom", "action")],
    }
