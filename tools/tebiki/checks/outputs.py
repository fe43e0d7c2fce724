"""A finished site, walked once and each of its files read once: the subjects that checks and rules get.

Of a PDF PDFium reads the file again, often in another process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..content.output_names import manual_of_pdf, page_path
from ..content.pdf_info import PdfContent
from ..content.png import header_of
from ..errors import Place, Problem
from ..output.page_tree import TooDeepError
from ..output.site_files import TEXT_SUFFIXES, SiteFiles
from .city import City
from .page_places import PagePlaces
from .subjects.site import Site, SiteFile, SitePage, SitePdf, SitePdfTexts, SitePicture, SiteWords

if TYPE_CHECKING:  # PDFium and pikepdf: what workers have read, nobody reads again
    from ..output.document import Document

#: Bytes of a page and of any file, beyond which nothing is read: ours have 90 kB and 0.7 MB.
LARGEST_PAGE: Final = 2_000_000
LARGEST: Final = 50_000_000


def _nothing() -> None:
    """What is left to do before the PDFs."""


def _read_document(path: Path) -> Document:
    from ..output.pdf_document import read_document  # noqa: PLC0415 -- see above

    return read_document(path)


@dataclass(slots=True)
class Outputs:
    """What was read of a site. ``only``: the files asked for; None for all.

    ``read``: gives a PDF's document, or raises `NoPdfError`. ``settled``: names of files that rules need
    not be applied to again. ``problems``: of files that are not what
    they should be.
    """

    site: Site
    only: Collection[Path] | None = None
    read: Callable[[Path], Document] = _read_document
    settled: Collection[str] = ()
    problems: list[Problem] = field(default_factory=list)
    #: Hash of each file in a folder that rules were applied to.
    _digests: dict[str, str] = field(default_factory=dict)
    _same: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, files: SiteFiles, city: City, *, only: Collection[Path] | None = None, **about: Any
    ) -> Outputs:
        """The outputs in a site's ``files``; links are none. ``about``: what else is known of the `Site`."""
        found = cls(Site(files.folder, tuple(files.names()), city, **about), only)
        places = map(found.site.place, sorted(files.links))
        found.problems += [Problem("site/symlink", place, {}) for place in places]
        return found

    @property
    def counted(self) -> Mapping[str, int]:
        """How much was looked at."""
        site = self.site
        return {"site-pages": len(site.pages), "pdfs": len(site.pdfs), "pictures": len(site.pictures)}

    def looked(self, subject: Any) -> bool:
        """Whether the rules were applied to the same bytes already."""
        if isinstance(subject, Site | SiteWords):
            return False
        return subject.name in self.settled or subject.name.partition("/")[0] in self._same

    def subjects(self, meanwhile: Callable[[], None] = _nothing) -> Iterator[Any]:
        """Everything that is looked at: files, pages, pictures, then PDFs, words, the site as a whole.

        ``meanwhile`` is called before the PDFs, which another process may still be reading.
        """
        for name in self.site.names:
            yield from self._file(name)
        self._compare()
        self._grow()
        yield from (page for page in self.site.pages.values() if self._wants(page.name))
        yield from (picture for picture in self.site.pictures.values() if self._wants(picture.name))
        meanwhile()
        for name in self.site.names:
            if name.lower().endswith(".pdf") and self._wants(name) and name not in self.settled:
                yield from self._pdf(name)
        if self.only is None:
            yield from self._words()
            yield self.site

    def _wants(self, name: str) -> bool:
        return self.only is None or (self.site.folder / name).resolve() in self.only

    def _file(self, name: str) -> Iterator[SiteFile]:
        path, site = self.site.folder / name, self.site
        size = path.stat().st_size
        if size > LARGEST:
            self.problems.append(Problem("site/large", site.place(name), {"size": size, "most": LARGEST}))
            return
        data = path.read_bytes()
        if site.known and (known := site.knowledge(name)[0]) and known.looked:
            self._digests[name] = hashlib.sha256(data).hexdigest()
        text = data.decode("utf-8", "replace") if path.suffix in TEXT_SUFFIXES else None
        self._keep(path, name, data, text)
        if self._wants(name):
            yield SiteFile(name, data, text, site)

    def _keep(self, path: Path, name: str, data: bytes, text: str | None) -> None:
        """Keep what is looked at when everything has been read."""
        if path.suffix == ".html":
            self._page(name, data)
        elif path.suffix == ".png":
            self.site.pictures[name] = SitePicture(name, path, header_of(data), len(data), self.site)
            if path.name.startswith("qr-"):
                self.site.codes[name] = data
        elif text is not None:
            self.site.texts[name] = text

    def _page(self, name: str, data: bytes) -> None:
        place = self.site.place(name)
        if len(data) > LARGEST_PAGE:
            self.problems.append(Problem("site/page-large", place, {"size": len(data), "most": LARGEST_PAGE}))
            return
        try:
            self.site.pages[name] = SitePage(name, data.decode("utf-8"), self.site, self._places(name))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.problems.append(Problem("site/page-encoding", replace(place, line=line), {}))

    def _places(self, name: str) -> PagePlaces | None:
        known, within = self.site.knowledge(name)
        same = known is not None and self._digests.get(name, "-") == known.looked.get(within)
        return known.pages.get(within) if known and same else None

    def _compare(self) -> None:
        """Find the folders whose every file is as it was when the rules were applied to it."""
        for here, known in self.site.known.items():
            names = (name for name in self.site.names if name.startswith(f"{here}/"))
            own = {name.removeprefix(f"{here}/"): self._digests.get(name) for name in names}
            if known.looked and own == known.looked:
                self._same.add(here)

    def _grow(self) -> None:
        """Read the pages as trees, where rules will ask for them; those that nest too deep are told."""
        for name, page in list(self.site.pages.items()):
            if not self.looked(page) and isinstance(page.tree, TooDeepError):
                self.problems.append(Problem("site/page-deep", self.site.place(name, page.tree.line), {}))
                del self.site.pages[name]

    def _pdf(self, name: str) -> Iterator[SitePdfTexts | SitePdf]:
        site, (known, within), page = self.site, self.site.knowledge(name), self._page_of(name)
        if known and name.partition("/")[0] in self._same and within in known.contents:
            yield SitePdfTexts(name, known.contents[within], site, page)
            return
        from ..output.document import NoPdfError  # noqa: PLC0415 -- see above

        try:
            document = self.read(site.folder / name)
        except NoPdfError as error:
            self.problems.append(Problem("site/no-pdf", site.place(name), {"why": str(error)}))
            return
        site.pdfs[name] = SitePdf(name, document, site, page)
        yield SitePdfTexts(name, document.content, site, page)
        yield site.pdfs[name]

    def _page_of(self, name: str) -> SitePage | None:
        """The page that has the same manual in the same language."""
        city, beside = self.site.city, name.rpartition("/")[0]
        manual = manual_of_pdf(name, city.settings, city.edition.manuals)
        page = None if manual is None else self.site.pages.get(page_path(beside, manual))
        return page if page and page.manual else None

    def _words(self) -> Iterator[SiteWords]:
        """What drawings took in, and translations, which a page shows or another year's will."""
        for folder, known in self.site.known.items():
            for file, text in known.drawn.items():
                yield SiteWords(text, self.site.place(f"{folder}/{file}"), self.site, drawn=True)
        for language, texts in self.site.translations.items():
            # Between two of them stands what no value holds.
            yield SiteWords("\0".join(texts), Place(f"docs/locales/{language}"), self.site)

    @property
    def contents(self) -> dict[str, PdfContent]:
        """What was read of the PDFs, by name."""
        return {name: pdf.document.content for name, pdf in self.site.pdfs.items()}
