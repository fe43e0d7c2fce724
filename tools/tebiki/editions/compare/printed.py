"""What only the PDF of a manual says: its cover, the work in a few boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from .blocks import Block, Page, Token
from .words import tokens

#: The cover and the page of contents: what follows is the page's own text.
_PAGES: Final = 2
#: 「2 / 13」, and what stands before a heading and after it in the contents.
_FOOT: Final = re.compile(r"\d+\s*/\s*\d+")
_ENTRY: Final = re.compile(r"^(?:\S{1,6}?\d+\s+)?(.*?)\s*\d+$")


def with_print(page: Page, pdf: Path, places: Mapping[str, int]) -> Page:
    """The page with what only its PDF says, as one block of its first section, a line a line.

    ``places``: the page of print of each section.
    """
    if not page.sections or not pdf.is_file():
        return page
    from ...output.pdf_codes import read_pdf  # noqa: PLC0415 -- whoever reads records alone needs no PDFium

    first, *others = page.sections
    chapter = next((section for section in others if section.id in places), None)
    texts = read_pdf(pdf, scan="none").texts
    if chapter is not None:
        texts = front_moved(texts, places[chapter.id], chapter.name)
    lines = list(only_printed(page, texts))
    if not lines:
        return page
    found = Block("print", tuple(token for line in lines for token in (Token("\n"), *tokens(line)))[1:])
    return replace(page, sections=(replace(first, blocks=(*first.blocks, found)), *others))


def front_moved(texts: tuple[str, ...], number: int, heading: str) -> tuple[str, ...]:
    """The pages with all that stands before a heading on a page moved to the first ones.

    The contents may leave no room below them: what follows then stands on the page of the first chapter.
    """
    if number <= _PAGES or number > len(texts):
        return texts
    lines = list(_lines(texts[number - 1]))
    at = next((i for i, line in enumerate(lines) if _joined(line) == _joined(heading)), 0)
    front = "\n".join([*texts[_PAGES - 1 : number - 1], *lines[:at]])
    return (*texts[: _PAGES - 1], front, "\n".join(lines[at:]), *texts[number:])


def with_pages(page: Page, places: Mapping[str, int]) -> Page:
    """The page with the page of print of each section: its own place's, else that of the section before."""
    sections, last = [], 1 if places else None
    for section in page.sections:
        last = places.get(section.id, last)
        sections.append(replace(section, printed=last))
    return replace(page, sections=tuple(sections))


def only_printed(page: Page, texts: tuple[str, ...]) -> Iterator[str]:
    """Lines of the first pages that the web page has not; neither headers nor the contents.

    ``texts``: the PDF's text, an entry a page.
    """
    web = _joined("".join(token.text for section in page.sections for token in section.words()))
    everywhere = set.intersection(*(set(_lines(text)) for text in texts[1:])) if texts[1:] else set()
    for text in texts[:_PAGES]:
        for line in _lines(text):
            entry = _ENTRY.match(line)
            known = _joined(line) in web or (entry is not None and _joined(entry[1]) in web and entry[1])
            if not known and line not in everywhere and not _FOOT.search(line):
                yield line


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if shown := " ".join(line.split()):
            yield shown


def _joined(text: str) -> str:
    return "".join(text.split())
