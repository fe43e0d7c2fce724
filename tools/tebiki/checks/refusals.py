"""What no output may have, whatever conf.py says: each check of an output with its codes, in one list.

A check is written elsewhere, added here, and run by `tebiki.checks.runner` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from ..content.output_names import manual_of_pdf
from ..content.private_keys import is_secret
from ..content.stage import ARCHIVE_DEPTH
from ..errors import Place, Problem
from ..output.pdf_codes import check_codes
from .knowledge import OFTEN, history_of
from .pages import check_kind, check_pages, check_qr_picture
from .refused_text import check_name, check_text
from .rule import Check
from .stale_values import check_stale
from .subjects import Site, SiteFile, SitePdfTexts, SiteWords

#: What is told of a file that cannot be read as what it should be (`tebiki.checks.outputs`).
READING: Final = (
    "site/symlink",
    "site/large",
    "site/page-large",
    "site/page-encoding",
    "site/page-deep",
    "site/no-pdf",
)


class Look(Protocol):
    """Looks at a text and names the place that it is given."""

    def __call__(self, text: str, place: Place, /) -> Iterable[Problem]:
        """What is wrong with it."""


def _name(file: SiteFile) -> Iterator[Problem]:
    yield from check_name(PurePosixPath(file.name).name, file.place())


def _kind(file: SiteFile) -> Iterator[Problem]:
    yield from _placed(file.site, check_kind(file.name))


def _secret(file: SiteFile) -> Iterator[Problem]:
    if is_secret(PurePosixPath(file.name).name, file.data):
        yield Problem("secret/output", file.place())


def _ids(file: SiteFile) -> Iterator[Problem]:
    """Ids of other editions, and templates that were not filled."""
    city, earlier = file.site.city, _ids_of(file.site, file.name)
    yield from _in_lines(
        file, lambda text, place: check_text(_read(file, text), place, city.edition, city.settings, earlier)
    )
    yield from check_text(PurePosixPath(file.name).name, file.place(), city.edition, city.settings)


def _read(file: SiteFile, text: str) -> str:
    """Text as a reader of a page meets it: ``YMB&#45;2029`` is an id, too."""
    return unescape(text) if file.name.endswith(".html") else text


def _stale(file: SiteFile) -> Iterator[Problem]:
    """What earlier editions printed."""
    stale, earlier = file.site.city.stale, _earlier_of(file.site, file.name)
    yield from _in_lines(file, lambda text, place: check_stale(text, place, stale, earlier, markup=True))
    yield from check_stale(PurePosixPath(file.name).name, file.place(), stale, {})


def _in_lines(file: SiteFile, look: Look) -> Iterator[Problem]:
    """What is wrong with a whole text, at its lines where these show it, else at the file."""
    if file.text and (whole := list(look(file.text, file.place()))):
        lines = ((file.place(number), line) for number, line in enumerate(file.text.split("\n"), 1))
        yield from _at_parts(whole, lines, look)


def _at_parts(whole: Iterable[Problem], parts: Iterable[tuple[Place, str]], look: Look) -> Iterator[Problem]:
    """The same problems, each at the parts that show it; as it is where none does."""
    found = [problem for place, text in parts for problem in look(text, place)]
    shown = {_what(problem) for problem in found}
    yield from found
    yield from (problem for problem in whole if _what(problem) not in shown)


def _what(problem: Problem) -> tuple[str, str]:
    return problem.code, repr(sorted(problem.values.items(), key=str))


def _ids_in_pdfs(pdf: SitePdfTexts) -> Iterator[Problem]:
    city, earlier = pdf.site.city, _ids_of(pdf.site, pdf.name)
    yield from _in_pdf(pdf, lambda text, place: check_text(text, place, city.edition, city.settings, earlier))


def _stale_in_pdfs(pdf: SitePdfTexts) -> Iterator[Problem]:
    stale, earlier = pdf.site.city.stale, _earlier_of(pdf.site, pdf.name)
    yield from _in_pdf(pdf, lambda text, place: check_stale(text, place, stale, earlier))


def _in_pdf(pdf: SitePdfTexts, look: Look) -> Iterator[Problem]:
    """What is wrong with a PDF's texts, at its pages where these show it."""
    beside = "\n".join(text for _, text in pdf.content.beside)
    whole = list(look(pdf.content.text, pdf.place()))
    if whole or any(True for _ in look(beside, pdf.place())):
        parts = dict.fromkeys((number, text.replace("\n", " ")) for number, text in pdf.parts)
        yield from _at_parts(whole, ((pdf.place(number), text) for number, text in parts), look)


def _codes_in_pdfs(pdf: SitePdfTexts) -> Iterator[Problem]:
    known, within = pdf.site.knowledge(pdf.name)
    wanted = codes_of(pdf) if known is None else known.printed.get(within, ())
    yield from check_codes(pdf.content, wanted, pdf.place())


def codes_of(pdf: SitePdfTexts) -> Sequence[str]:
    """The addresses that a PDF must hold as codes: those that its page shows, and the page's own.

    A page for the wall may have fewer; a PDF without a page those of the edition that it has.
    """
    found = {text for page in pdf.content.codes for text in page}
    links = pdf.site.city.edition.links
    if pdf.page is None:
        return sorted(found & {link.url for link in links.values()})
    images = (PurePosixPath(image.attrs.get("src", "")).stem for image in pdf.page.root.iter("img"))
    names = [stem.removeprefix("qr-") for stem in images if stem.startswith("qr-")]
    wanted = [links[name].url for name in names if name in links]
    own = pdf.page.address
    return [
        *(url for url in dict.fromkeys(wanted) if not pdf.summary or url in found),
        *([own] if own and own in found else []),
    ]


def _one_page(pdf: SitePdfTexts) -> Iterator[Problem]:
    """A page for the wall is one."""
    if pdf.summary and (pages := len(pdf.content.texts)) != 1:
        manual = manual_of(pdf.site, pdf.name) or PurePosixPath(pdf.name).stem
        values = {"manual": manual, "pages": pages}
        yield Problem("output/summary-long", pdf.place(), values)


def _links(site: Site) -> Iterator[Problem]:
    """Links, places and what runs, across all pages."""
    city = site.city
    base = urlsplit(city.settings.site).path if city.settings.site else "/"
    texts = {name: page.text for name, page in site.pages.items()}
    above = ARCHIVE_DEPTH if site.stage == "archive" else 0
    yield from _placed(site, check_pages(texts, site.names, city.edition.hosts, base, above=above))


def _qr_pictures(site: Site) -> Iterator[Problem]:
    for name, data in site.codes.items():
        known, within = site.knowledge(name)
        url = _url_of(site, name) if known is None else known.codes.get(within)
        yield from _placed(site, check_qr_picture(name, data, url))


def _url_of(site: Site, name: str) -> str | None:
    """The edition's address that a picture is named after: ``qr-form.png`` holds that of ``links.form``."""
    link = site.city.edition.links.get(PurePosixPath(name).stem.removeprefix("qr-"))
    return link.url if link else None


def _words(words: SiteWords) -> Iterator[Problem]:
    city = words.site.city
    if words.drawn:
        yield from check_text(words.text, words.place, city.edition, city.settings)
    yield from check_stale(words.text, words.place, city.stale, {})


def _placed(site: Site, found: Iterable[Problem]) -> Iterator[Problem]:
    """Problems whose places begin within the site's folder, as people name them."""
    for problem in found:
        place = problem.place
        yield replace(problem, place=place and site.place(place.file, place.line, place.key))


def _ids_of(site: Site, name: str) -> Mapping[str, int]:
    """How often a file may name which certificate of an earlier edition."""
    earlier = site.earlier(name)
    return dict.fromkeys(site.city.certificates, OFTEN) if earlier is None else earlier


def _earlier_of(site: Site, name: str) -> Mapping[str, int]:
    """How often a file may say what of earlier editions."""
    earlier, manual, code = site.earlier(name), manual_of(site, name), site.language(name)
    if earlier is not None or manual is None or code is None:
        return earlier or {}
    return {**_ids_of(site, name), **history_of(site.city, manual, code)}


def manual_of(site: Site, name: str) -> str | None:
    """The manual that a page or a PDF of the site is, by its name."""
    path = PurePosixPath(name)
    if path.suffix not in (".html", ".pdf") or site.language(name) is None:
        return None
    manuals = site.city.edition.manuals
    if path.suffix == ".pdf":
        return manual_of_pdf(name, site.city.settings, manuals)
    return path.stem if path.stem in manuals else None


_TEXT: Final = ("output/foreign-id", "output/template")
_STALE: Final = ("output/stale",)
_ADDRESSES: Final = ("edition/host", "edition/https", "edition/url")
#: What a build refuses whatever conf.py says.
CHECKS: Final[tuple[Check[Any], ...]] = (
    Check(("output/name",), _name),
    Check(("output/not-listed",), _kind),
    Check(("secret/output",), _secret),
    Check(_TEXT, _ids),
    Check(_STALE, _stale),
    Check(_TEXT, _ids_in_pdfs),
    Check(_STALE, _stale_in_pdfs),
    Check(("output/qr-pdf", "output/qr-link", "output/qr-extra"), _codes_in_pdfs),
    Check(("output/summary-long",), _one_page),
    Check(("output/forbidden", "output/twice", "output/link", "output/fragment", *_ADDRESSES), _links),
    Check(("output/qr-picture",), _qr_pictures),
    Check((*_TEXT, *_STALE), _words),
)
