"""A finished PDF as what was read of it: plain data, which can be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..content.pdf_info import PdfContent
from .pdf_page import Run, Tag
from .text_block import StrayRun
from .text_layer import MisreadWord


class NoPdfError(Exception):
    """The file is no PDF, a damaged one, or one with a password."""


@dataclass(slots=True)
class ReadPage:
    """A page of a PDF, read back; what is said of it in `Document`, in the same order.

    ``misread``: elements of its tag tree that say other words than stand there; ``says_instead``: whether
    it is to be read as those find it, too, that do not use ``/ActualText``.
    """

    text: str
    codes: tuple[str, ...]
    links: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    fonts: dict[str, bool] = field(default_factory=dict)
    lost: int = 0
    stray: list[StrayRun] = field(default_factory=list)
    misread: list[MisreadWord] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    says_instead: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF, read back. ``claims``: what its metadata says that it keeps to, as ``ua/part`` → ``1``.

    ``lost``: pages with a link within the document that leads nowhere; ``fonts``: name → whether embedded,
    page by page;
    ``attached``: how many files it holds; ``described``: the texts of its XMP metadata; ``actions``: what
    it would do by itself or at a click, with the page (None: as a whole); ``titled``: whether its title,
    not its file's name, is shown in the window; ``locked``: whether it is encrypted; ``stray``: text that
    is set where no reader sees it whole; ``misread``: words that readers find otherwise which do not use
    ``/ActualText``.
    """

    content: PdfContent
    claims: dict[str, str]
    tagged: bool
    lang: str
    tags: tuple[Tag, ...]
    runs: tuple[Run, ...]
    bookmarks: tuple[tuple[int, str], ...]
    page_fonts: tuple[dict[str, bool], ...]
    lost: tuple[int, ...]
    attached: int
    size: int
    described: tuple[str, ...] = ()
    actions: tuple[tuple[int | None, str], ...] = ()
    titled: bool = True
    locked: bool = False
    stray: tuple[StrayRun, ...] = ()
    misread: tuple[MisreadWord, ...] = ()

    @property
    def fonts(self) -> dict[str, bool]:
        """Name of each font → whether it is embedded wherever it is used."""
        found: dict[str, bool] = {}
        for page in self.page_fonts:
            found |= {name: found.get(name, True) and embedded for name, embedded in page.items()}
        return found

    def pages(self) -> dict[int, ReadPage]:
        """What was read of each page (from 1), but for those with faults: they are looked at again."""
        content, faulty = self.content, {*self.lost, *(page for page, _ in self.actions)}
        faulty |= {word.page for word in self.misread}
        found = {
            number: ReadPage(text, codes, fonts=fonts)
            for number, (text, codes, fonts) in enumerate(
                zip(content.texts, content.codes, self.page_fonts, strict=True), 1
            )
            if number not in faulty
        }
        for number, link in zip(content.where, content.links, strict=True):
            if number in found:
                found[number].links.append(link)
        rows: tuple[tuple[str, Iterable[Tag | Run | StrayRun]], ...]
        rows = (("tags", self.tags), ("runs", self.runs), ("stray", self.stray))
        for name, each in rows:
            for row in each:
                if row.page in found:
                    getattr(found[row.page], name).append(row)
        return found
