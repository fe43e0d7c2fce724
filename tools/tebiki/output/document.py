"""A finished PDF as what was read of it: plain data, which can be kept."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.pdf_info import PdfContent
from .pdf_page import Run, Tag
from .text_block import StrayRun
from .text_layer import MisreadWord


class NoPdfError(Exception):
    """The file is no PDF, a damaged one, or one with a password."""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF, read back. ``claims``: what its metadata says that it keeps to, as ``ua/part`` → ``1``.

    ``lost``: pages with a link within the document that leads nowhere; ``fonts``: name → whether embedded;
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
    fonts: dict[str, bool]
    lost: tuple[int, ...]
    attached: int
    size: int
    described: tuple[str, ...] = ()
    actions: tuple[tuple[int | None, str], ...] = ()
    titled: bool = True
    locked: bool = False
    stray: tuple[StrayRun, ...] = ()
    misread: tuple[MisreadWord, ...] = ()
