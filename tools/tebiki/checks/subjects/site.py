"""Subjects of a finished site: files, pages, PDFs, pictures, drawn words.

Each holds its place and what it is to be compared with (`City`), so that a rule needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...content.output_names import folder, is_summary
from ...content.pdf_info import PdfContent
from ...content.png import Header
from ...content.stage import Stage
from ...errors import Place
from ...output.page_text import Block, blocks
from ...output.page_tree import Element, TooDeepError, read_tree
from ..city import City
from ..knowledge import Knowledge
from ..page_and_pdf import pieces_of, said_by
from ..page_places import PagePlaces
from .text import PlacedText

if TYPE_CHECKING:  # PDFium and Pillow: a check of sources needs neither
    from ...output.document import Document

#: Characters of a style sheet or a drawing that are looked at: ours have 12 kB.
_MOST: Final = 2_000_000


@dataclass(frozen=True)
class Site:
    """A finished site's folder. ``names``: its files in order, as in ``ja/android.html``.

    ``known``: what the build of each language knows, by the language's folder; a folder that is
    not there is held to what its edition and its pages say. ``shown``: how places name the folder;
    empty where they begin within it. ``formats``: what was made of each manual.
    """

    folder: Path
    names: tuple[str, ...]
    city: City
    known: Mapping[str, Knowledge] = field(default_factory=dict, repr=False)
    shown: str = ""
    stage: Stage = "current"
    formats: frozenset[str] = frozenset({"html", "pdf"})
    #: Texts of translations by language, shown by a page or not.
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    pages: dict[str, SitePage] = field(default_factory=dict, repr=False)
    pdfs: dict[str, SitePdf] = field(default_factory=dict, repr=False)
    pictures: dict[str, SitePicture] = field(default_factory=dict, repr=False)
    #: Style sheets, lists, drawings: all that is text and no page.
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    #: Pictures of QR codes, as they lie there.
    codes: dict[str, bytes] = field(default_factory=dict, repr=False)

    def place(self, name: str, line: int | None = None, key: str | None = None) -> Place:
        """A file of it."""
        return Place(f"{self.shown}/{name}" if self.shown else name, line, key)

    def written_texts(self) -> Iterator[PlacedText]:
        """The lines of all that is text and no page."""
        for name, text in self.texts.items():
            for number, line in enumerate(text[:_MOST].split("\n"), 1):
                yield PlacedText(line, line, partial(self.place, name, number))

    def knowledge(self, name: str) -> tuple[Knowledge | None, str]:
        """What the build knows of the folder that a file lies in, and the file's name there."""
        here, _, within = name.partition("/")
        return self.known.get(here), within

    def earlier(self, name: str) -> Mapping[str, int] | None:
        """How often a file may say what of earlier editions; None where no build is there to say it."""
        known, within = self.knowledge(name)
        if known is not None:
            return known.earlier.get(within, {})
        return {} if self.known and self.language(name) is None else None

    def language(self, name: str) -> str | None:
        """The Sphinx code of the language in whose folder a file lies."""
        here = name.partition("/")[0]
        return next((code for code in self.city.languages if folder(code) == here), None)


@dataclass(frozen=True)
class SiteFile:
    """Any file of a site. ``text``: of a kind that is text."""

    name: str
    data: bytes = field(repr=False)
    text: str | None = field(repr=False)
    site: Site = field(repr=False)

    def place(self, line: int | None = None) -> Place:
        """It, or a line of it."""
        return self.site.place(self.name, line)


@dataclass(frozen=True)
class SiteWords:
    """Words that the site took in without showing them as text: drawn ones, translations."""

    text: str = field(repr=False)
    place: Place
    site: Site = field(repr=False)
    drawn: bool = False


@dataclass(frozen=True)
class SitePage:
    """A page of a site. ``places``: what its language's build read in the same bytes, if that is known."""

    name: str
    text: str = field(repr=False)
    site: Site = field(repr=False)
    places: PagePlaces | None = field(default=None, repr=False)

    @cached_property
    def tree(self) -> Element | TooDeepError:
        """Its elements, or what says where it nests too deep to be read."""
        try:
            return read_tree(self.text)
        except TooDeepError as error:
            return error

    @property
    def root(self) -> Element:
        """Its elements; only of a page that `tree` could read."""
        if isinstance(self.tree, TooDeepError):
            raise self.tree
        return self.tree

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its texts in pieces."""
        return tuple(blocks(self.root))

    @cached_property
    def shown(self) -> tuple[PlacedText, ...]:
        """The same with their places: what is seen or spoken, each in one language."""
        return tuple(self._shown())

    def shown_texts(self) -> Iterator[PlacedText]:
        """`shown`, as every subject gives it."""
        return iter(self.shown)

    def _shown(self) -> Iterator[PlacedText]:
        for block in self.blocks:
            where, language = partial(self.place, block.line), self.city.code_of(block.lang)
            yield PlacedText(block.text, block.text, where, block.lang, language, block.quoted)

    @cached_property
    def written(self) -> tuple[PlacedText, ...]:
        """Its lines as they stand, attributes and comments too; ``words``: as a browser reads them."""
        return tuple(self._written())

    def written_texts(self) -> Iterator[PlacedText]:
        """`written`, as every subject gives it."""
        return iter(self.written)

    def _written(self) -> Iterator[PlacedText]:
        for number, line in enumerate(self.text.split("\n"), 1):
            words = unescape(line) if "&" in line else line
            yield PlacedText(line, words, partial(self.place, number))

    def link_texts(self) -> Iterator[PlacedText]:
        """What its links say; a picture's alt counts."""
        for link in self.links():
            where, language = partial(self.place, link.line), self.city.code_of(link.lang)
            yield PlacedText(link.said, link.said, where, link.lang, language)

    @cached_property
    def pieces(self) -> tuple[tuple[Element, str], ...]:
        """What it says in whole pieces as print says it, too, each with its text without blanks."""
        return pieces_of(self.root)

    @cached_property
    def lang(self) -> str:
        """The tag of its language; empty where it has none."""
        return next((element.lang for element in self.root.iter("html")), "")

    @property
    def city(self) -> City:
        """What it is held to."""
        return self.site.city

    @property
    def manual(self) -> str | None:
        """The manual that it is; None for any other page."""
        stem = Path(self.name).stem
        return stem if stem in self.city.edition.manuals and "/" in self.name else None

    @property
    def address(self) -> str | None:
        """Where it will stand; None while nobody knows the site's address. Its PDFs lead there."""
        site = self.city.settings.site
        return site and f"{site}{self.name}"

    def place(self, line: int | None = None) -> Place:
        """A line of it."""
        return self.site.place(self.name, line)

    def links(self) -> Iterator[Element]:
        """Its ``a`` elements that lead somewhere."""
        return (link for link in self.root.iter("a") if "href" in link.attrs)


class _OfPdf:
    """What both subjects of a PDF know of it: ``name`` within ``site``, and where something stands in it."""

    name: str
    site: Site

    @property
    def summary(self) -> bool:
        """Whether it is the page for the wall."""
        return is_summary(self.name)

    def place(self, page: int | None = None) -> Place:
        """It, or a page of it, from 1."""
        return self.site.place(self.name, key=None if page is None else f"p. {page}")


@dataclass(frozen=True)
class SitePdfTexts(_OfPdf):
    """What a PDF of a site says: its texts, links, codes and metadata; ``page`` as of `SitePdf`."""

    name: str
    content: PdfContent = field(repr=False)
    site: Site = field(repr=False)
    page: SitePage | None = field(default=None, repr=False)

    @property
    def parts(self) -> Iterator[tuple[int | None, str]]:
        """Its texts page by page, then what it says besides."""
        yield from enumerate(self.content.texts, 1)
        yield from self.content.beside


@dataclass(frozen=True)
class SitePdf(_OfPdf):
    """A PDF of a site; ``page``: the page of the same manual and language, where there is one."""

    name: str
    document: Document = field(repr=False)
    site: Site = field(repr=False)
    page: SitePage | None = field(default=None, repr=False)

    @property
    def city(self) -> City:
        """What it is held to."""
        return self.site.city

    @cached_property
    def said(self) -> str:
        """All that its tag tree says, in its order, without blanks."""
        return said_by(self.document)

    @cached_property
    def shown(self) -> tuple[PlacedText, ...]:
        """What its tags say, whole, and what it says besides: metadata, bookmarks, alts."""
        said = ((tag.page, tag.text) for tag in self.document.tags if tag.leaf)
        return tuple(self._texts([*said, *self.document.content.beside]))

    def shown_texts(self) -> Iterator[PlacedText]:
        """`shown`, as every subject gives it."""
        return iter(self.shown)

    @cached_property
    def written(self) -> tuple[PlacedText, ...]:
        """Its pages as they are set, heads and feet too, and what it says besides."""
        content = self.document.content
        return tuple(self._texts([*enumerate(content.texts, 1), *content.beside]))

    def written_texts(self) -> Iterator[PlacedText]:
        """`written`, as every subject gives it."""
        return iter(self.written)

    def link_goals(self) -> Iterator[PlacedText]:
        """The addresses that its links lead to."""
        yield from self._texts([(None, goal) for goal in self.document.content.links])

    def _texts(self, found: Sequence[tuple[int | None, str]]) -> Iterator[PlacedText]:
        for page, text in dict.fromkeys(found):
            yield PlacedText(text, text, partial(self.place, page))


@dataclass(frozen=True)
class SitePicture:
    """A PNG of a site; ``header`` is None where it is none."""

    name: str
    path: Path
    header: Header | None
    size: int
    site: Site = field(repr=False)

    def place(self) -> Place:
        """Its file."""
        return self.site.place(self.name)
