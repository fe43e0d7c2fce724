"""Pages about the check, in the look of the manuals: Japanese, the theme's style sheet, no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Final

from ...content.edition import Edition
from ...content.languages import load_language
from ...content.settings import Settings
from ...messages import say
from ...sphinxext.html.style import favicon, stylesheet
from .judge import Verdict
from .observations import Seen
from .pdfs import SeenPdf

STANDARD: Final = "JIS X 8341-3:2016"
#: Files beside a page.
STYLE, ICON = "tebiki.css", "favicon.svg"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reported on: the city's settings, the edition, the pages, the verdicts, the PDFs.

    ``published``: whether the pages were looked at where they are published, by their addresses.
    """

    settings: Settings
    edition: Edition
    seen: Sequence[Seen]
    verdicts: Sequence[Verdict]
    pdfs: Sequence[SeenPdf] = ()
    published: bool = False

    @property
    def standard(self) -> list[Verdict]:
        """Those of the standard's criteria, which are WCAG 2.0's."""
        return [verdict for verdict in self.verdicts if verdict.criterion.since == "2.0"]

    @property
    def later(self) -> list[Verdict]:
        """Those of WCAG 2.1 and 2.2 only."""
        return [verdict for verdict in self.verdicts if verdict.criterion.since != "2.0"]

    @property
    def pages(self) -> list[str]:
        """The pages, as paths within the site."""
        return [page.page for page in self.seen]


def ja(name: str, **values: object) -> str:
    """Words of a report, escaped."""
    return escape(say(f"browser/{name}", "ja", **values))


def html(subject: Subject, title: str, main: Iterable[str], *, public: bool = False) -> bytes:
    """A whole page; ``title`` and ``main`` are HTML already. ``public``: search engines may know it."""
    city, system = (escape(texts["ja"]) for texts in (subject.settings.city, subject.settings.system))
    publisher = escape(subject.edition.publisher["ja"])
    lines = (
        '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">',
        f"<title>{title}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="tebiki">',
        *([] if public else ['<meta name="robots" content="noindex">']),
        f'<link rel="icon" href="{ICON}" type="image/svg+xml">\n<link rel="stylesheet" href="{STYLE}">',
        f'</head>\n<body>\n<a class="skip" href="#main">{ja("report-skip")}</a>',
        f'<header><div class="w">\n<p class="site"><span>{city}</span> <b>{system}</b></p>\n</div></header>',
        f'<main id="main" class="w">\n<h1>{title}</h1>',
        *main,
        f'</main>\n<footer><div class="w">\n<p>{publisher}</p>\n</div></footer>',
        "</body>\n</html>\n",
    )
    return "\n".join(lines).encode()


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table whose first column heads its rows; all of it HTML already."""
    yield f"<table>\n<caption>{caption}</caption>\n<thead><tr>"
    yield from (f'<th scope="col">{head}</th>' for head in heads)
    yield "</tr></thead>\n<tbody>"
    for first, *others in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody>\n</table>"


def day(of: date) -> str:
    """``2026年3月2日``."""
    return f"{of.year}年{of.month}月{of.day}日"


def whole(text: str) -> str:
    """Text that no line breaks within, as long as there is room."""
    return f'<span class="nb">{text}</span>'


def box(kind: str, title: str, *texts: str) -> Iterator[str]:
    """A box of the theme: ``info``, ``caution``, ``stop``, ``done``."""
    yield f'<div class="box {kind}">\n<p class="bt">{title}</p>'
    yield from (f"<p>{text}</p>" for text in texts)
    yield "</div>"


def beside(folder: Path, settings: Settings) -> list[tuple[Path, bytes]]:
    """The style sheet and the icon, for `write_together`."""
    return [
        (folder / STYLE, stylesheet(settings.colours, map(load_language, settings.languages)).encode()),
        (folder / ICON, favicon(settings.colours).encode()),
    ]
