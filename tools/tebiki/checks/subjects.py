"""What rules look at: texts, catalogues and screens of the sources; pages, PDFs and pictures of a site.

Each holds its place and what it is to be compared with (`City`), so that a rule needs nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..content.catalogs.catalog import Catalog
from ..content.output_names import folder, is_summary
from ..content.passages import Passage
from ..content.pdf_info import PdfContent
from ..content.png import Header
from ..content.required import NAME as REQUIRED
from ..content.required import Order, Required, Row
from ..content.screens import Capture, ScreenFile, Slot
from ..content.settings import Cms
from ..content.stage import Stage
from ..errors import Place
from ..output.page_text import Block, blocks
from ..output.page_tree import Element, read_tree
from .city import City
from .knowledge import Knowledge
from .required_text import Marked, marked

if TYPE_CHECKING:  # PDFium and Pillow: a check of sources needs neither
    from ..output.pdf_document import Document


@dataclass(frozen=True)
class SourceText:
    """A source file as text. ``language``: of its prose; None where it holds several or none."""

    path: Path
    text: str
    city: City
    language: str | None = None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines without their ends."""
        return tuple(self.text.split("\n"))

    def place(self, line: int) -> Place:
        """A line of it, from 1."""
        return Place.of(self.path, line)


@dataclass(frozen=True)
class Prose:
    """A text of the sources that readers get to read: a line of a page, a translation, a fact.

    ``text`` is as it is written, with roles; ``language`` a Sphinx code. ``where`` is asked for
    findings only: it may read the file again. ``alt``: it describes a picture.
    """

    text: str
    language: str
    where: Callable[[], Place]
    city: City
    alt: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.where()


@dataclass(frozen=True)
class CatalogFile:
    """A catalogue that could be read."""

    catalog: Catalog
    city: City


@dataclass(frozen=True)
class DeclaredScreen:
    """A declared screen, ``android/password``; ``path``: its TOML file."""

    name: str
    path: Path
    spec: ScreenFile
    city: City


@dataclass(frozen=True)
class CaptureFile:
    """A real capture as it lies there; ``data``: the PNG's bytes."""

    screen: DeclaredScreen
    slot: Slot
    capture: Capture
    path: Path
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class EditionFacts:
    """The current edition as a whole."""

    city: City

    def place(self, *key: str | int) -> Place:
        """Where a fact stands in the edition's file."""
        from ..content.toml_files import place_of  # noqa: PLC0415 -- reads the file; only findings need it

        return place_of(self.city.file, list(key))


@dataclass(frozen=True)
class RequiredTable:
    """What the manuals must say, as a whole."""

    required: Required
    city: City

    def place(self, *key: str | int) -> Place:
        """Where something stands in the table's file."""
        from ..content.toml_files import place_of  # noqa: PLC0415 -- reads the file; only findings need it

        return place_of(self.city.root / "docs" / REQUIRED, list(key))


@dataclass(frozen=True)
class RequiredManual:
    """A manual's source beside what it must carry; ``passages``: the source in reading order."""

    name: str
    required: Required
    passages: tuple[Passage, ...] = field(repr=False)
    city: City

    @property
    def order(self) -> Order:
        """What stands before what in it."""
        return self.required.manuals[self.name]

    @cached_property
    def marked(self) -> Mapping[str, Marked]:
        """By row, what stands below its marks."""
        return marked(self.passages)

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The rows that it must carry; no retired ones."""
        return dict(self.required.of(self.name))

    @property
    def page(self) -> Place:
        """The manual's page."""
        return Place.of(self.city.root / "docs" / f"{self.name}.md")


@dataclass(frozen=True)
class RequiredTexts:
    """All manuals beside what they must carry: a sentence that they share is spoken of once."""

    manuals: tuple[RequiredManual, ...]


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
    """A page of a site."""

    name: str
    text: str = field(repr=False)
    site: Site = field(repr=False)

    @cached_property
    def root(self) -> Element:
        """Its tree; the runner reads it first and tells where that fails."""
        return read_tree(self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its texts in pieces."""
        return tuple(blocks(self.root))

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


@dataclass(frozen=True)
class SitePdfTexts:
    """What a PDF of a site says: its texts, links, codes and metadata; ``page`` as of `SitePdf`."""

    name: str
    content: PdfContent = field(repr=False)
    site: Site = field(repr=False)
    page: SitePage | None = field(default=None, repr=False)

    @property
    def summary(self) -> bool:
        """Whether it is the page for the wall."""
        return is_summary(self.name)

    @property
    def parts(self) -> Iterator[tuple[int | None, str]]:
        """Its texts page by page, then what it says besides."""
        yield from enumerate(self.content.texts, 1)
        yield from self.content.beside

    def place(self, page: int | None = None) -> Place:
        """It, or a page of it, from 1."""
        return self.site.place(self.name, key=None if page is None else f"p. {page}")


@dataclass(frozen=True)
class SitePdf:
    """A PDF of a site; ``page``: the page of the same manual and language, where there is one."""

    name: str
    document: Document = field(repr=False)
    site: Site = field(repr=False)
    page: SitePage | None = field(default=None, repr=False)

    @property
    def city(self) -> City:
        """What it is held to."""
        return self.site.city

    @property
    def summary(self) -> bool:
        """Whether it is the page for the wall."""
        return is_summary(self.name)

    def beside(self) -> Iterator[tuple[int | None, str]]:
        """What it says besides its text: metadata, bookmarks, alts; each with its page, if on one."""
        yield from self.document.content.beside

    def place(self, page: int | None = None) -> Place:
        """It, or a page of it, from 1."""
        return self.site.place(self.name, key=None if page is None else f"p. {page}")


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


@dataclass(frozen=True)
class CmsBody:
    """What is handed to a CMS of one page: HTML without a frame. ``name``: its file in the handover."""

    name: str
    text: str = field(repr=False)
    options: Cms

    @cached_property
    def root(self) -> Element:
        """Its tree."""
        return read_tree(self.text)

    def place(self, line: int | None = None) -> Place:
        """A line of it."""
        return Place(self.name, line)
