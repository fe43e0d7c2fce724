"""A finished site looked at: every existing check of outputs, and the subjects that rules get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from ..check.document import NoPdfError
from ..check.pdf import check_codes
from ..check.site import check_site
from ..check.subjects import City, Site, SitePage, SitePdf, SitePicture
from ..check.text import check_name, check_text
from ..check.tree import TooDeepError
from ..errors import Place, Problem
from ..model.output_names import manual_of_pdf
from ..parse.png import header_of
from ..parse.secret import is_secret
from .ahead import Ahead

#: Bytes of a page and of any file, beyond which nothing is read: ours have 90 kB and 0.7 MB.
LARGEST_PAGE: Final = 2_000_000
LARGEST: Final = 50_000_000
#: Ids of earlier editions that facts may have put into a page: how often is known by the build alone.
_OFTEN: Final = 1_000
_TEXTS: Final = (".html", ".css", ".svg", ".txt", ".xml")


@dataclass(slots=True)
class Outputs:
    """What was read of a site. ``only``: the files asked for; None for all."""

    site: Site
    only: frozenset[Path] | None = None
    problems: list[Problem] = field(default_factory=list)
    subjects: list[Any] = field(default_factory=list)

    @classmethod
    def begin(cls, folder: Path, city: City, files: frozenset[Path] | None = None) -> Outputs:
        """Look at all of the site in ``folder`` but its PDFs, which `documents` does when they are read."""
        files_of = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
        names = tuple(path.relative_to(folder).as_posix() for path in files_of)
        found = cls(Site(folder, names, city), files)
        found.problems += [
            Problem("site/symlink", found.site.place(path.relative_to(folder).as_posix()), {})
            for path in sorted(folder.rglob("*"))
            if path.is_symlink()
        ]
        for name in names:
            found._file(name)
        if files is None and not any(problem.code in _UNREAD for problem in found.problems):
            found._whole()
        return found

    @property
    def looked(self) -> Mapping[str, int]:
        """How much was looked at."""
        site = self.site
        return {"site-pages": len(site.pages), "pdfs": len(site.pdfs), "pictures": len(site.pictures)}

    def _wants(self, name: str) -> bool:
        return self.only is None or (self.site.folder / name).resolve() in self.only

    def _file(self, name: str) -> None:
        path, site = self.site.folder / name, self.site
        size = path.stat().st_size
        if size > LARGEST:
            self.problems.append(Problem("site/large", site.place(name), {"size": size, "most": LARGEST}))
            return
        data = path.read_bytes()
        if self._wants(name):
            self.problems.extend(check_name(path.name, site.place(name)))
            if is_secret(path.name, data):
                self.problems.append(Problem("secret/output", site.place(name)))
        if path.suffix == ".html":
            self._page(name, data)
        elif path.suffix == ".png":
            site.pictures[name] = SitePicture(name, path, header_of(data), len(data), site)
            self._add(name, site.pictures[name])
        if path.suffix in _TEXTS and self._wants(name):
            place, text = site.place(name), data.decode("utf-8", "replace")
            if any(True for _ in self._ids(text, place)):
                for number, line in enumerate(text.split("\n"), 1):
                    self.problems.extend(self._ids(line, replace(place, line=number)))

    def _ids(self, text: str, place: Place) -> Iterator[Problem]:
        """Ids of other editions, and templates that were not filled."""
        city = self.site.city
        earlier = dict.fromkeys(city.certificates, _OFTEN)
        return check_text(text, place, city.edition, city.settings, earlier)

    def _page(self, name: str, data: bytes) -> None:
        place = self.site.place(name)
        if len(data) > LARGEST_PAGE:
            self.problems.append(Problem("site/page-large", place, {"size": len(data), "most": LARGEST_PAGE}))
            return
        try:
            page = SitePage(name, data.decode("utf-8"), self.site)
            page.root  # noqa: B018 -- read here, where it may fail
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.problems.append(Problem("site/page-encoding", replace(place, line=line), {}))
            return
        except TooDeepError as error:
            self.problems.append(Problem("site/page-deep", replace(place, line=error.line), {}))
            return
        self.site.pages[name] = page
        self._add(name, page)

    def _add(self, name: str, subject: Any) -> None:
        if self._wants(name):
            self.subjects.append(subject)

    def documents(self, ahead: Ahead) -> None:
        """The PDFs, once all pages are there to be compared with."""
        for name in self.site.names:
            if not name.lower().endswith(".pdf") or not self._wants(name):
                continue
            try:
                document = ahead.document(self.site.folder / name)
            except NoPdfError as error:
                self.problems.append(Problem("site/no-pdf", self.site.place(name), {"why": str(error)}))
                continue
            pdf = SitePdf(name, document, self.site, self._page_of(name))
            self.site.pdfs[name] = pdf
            self.subjects.append(pdf)
            for number, text in dict.fromkeys([*enumerate(document.content.texts, 1), *pdf.beside()]):
                self.problems.extend(self._ids(text.replace("\n", " "), pdf.place(number)))
            self.problems.extend(check_codes(document.content, codes_of(pdf), pdf.place()))

    def _page_of(self, name: str) -> SitePage | None:
        """The page that has the same manual in the same language."""
        city, beside = self.site.city, Path(name).parent
        manual = manual_of_pdf(name, city.settings, city.edition.manuals)
        page = None if manual is None else self.site.pages.get((beside / f"{manual}.html").as_posix())
        return page if page is not None and page.manual else None

    def _whole(self) -> None:
        """Links, places and codes, across all pages."""
        city, folder = self.site.city, self.site.folder
        base = urlsplit(city.settings.site).path if city.settings.site else "/"
        for problem in check_site(folder, city.edition.hosts, dict(pictures_of(self.site)), base):
            place = problem.place
            where = place and self.site.place(place.file, place.line, place.key)
            self.problems.append(replace(problem, place=where))
        self.subjects.append(self.site)


_UNREAD: Final = frozenset({"site/page-large", "site/page-deep", "site/page-encoding"})


def pictures_of(site: Site) -> Iterator[tuple[str, str]]:
    """Pictures of QR codes by the edition's addresses: ``qr-form.png`` holds that of ``links.form``."""
    for name in site.names:
        path = Path(name)
        link = site.city.edition.links.get(path.stem.removeprefix("qr-"))
        if path.stem.startswith("qr-") and link is not None:
            yield name, link.url


def codes_of(pdf: SitePdf) -> list[str]:
    """The addresses that a PDF must hold as codes: those that its page shows, and the page's own.

    A page for the wall may have fewer; a PDF without a page those of the edition that it has.
    """
    found = {text for page in pdf.document.content.codes for text in page}
    links = pdf.city.edition.links
    if pdf.page is None:
        return sorted(found & {link.url for link in links.values()})
    images = (Path(image.attrs.get("src", "")).stem for image in pdf.page.root.iter("img"))
    names = [stem.removeprefix("qr-") for stem in images if stem.startswith("qr-")]
    wanted = [links[name].url for name in names if name in links]
    own = pdf.page.address
    return [
        *(url for url in dict.fromkeys(wanted) if not pdf.summary or url in found),
        *([own] if own and own in found else []),
    ]
