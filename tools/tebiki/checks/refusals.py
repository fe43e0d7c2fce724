"""What no output may have, whatever conf.py says: each check of an output with its codes.

What a check looks for is written elsewhere; here it becomes one, found by being here and run by
`tebiki.checks.runner` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath
from typing import Final, Protocol
from urllib.parse import urlsplit

from ..content.output_names import manual_of_pdf
from ..content.private_keys import is_secret
from ..content.stage import ARCHIVE_DEPTH
from ..errors import Place, Problem
from .knowledge import OFTEN, history_of
from .pages import check_kind, check_pages, check_qr_picture
from .printed_codes import check_codes
from .refused_text import EMPTY, check_name, check_text
from .rule import check
from .stale_values import check_stale
from .subjects.site import Site, SiteFile, SitePdfTexts, SiteWords

_ADDRESSES: Final = ("edition/host", "edition/https", "edition/url")


class TextLook(Protocol):
    """Looks at a text and names the place that it is given."""

    def __call__(self, text: str, place: Place, /) -> Iterable[Problem]:
        """What is wrong with it."""


@check("output/name")
def name(file: SiteFile) -> Iterator[Problem]:
    """A file's name is ASCII in small letters, without blanks."""
    yield from check_name(PurePosixPath(file.name).name, file.place())


@check("output/not-listed")
def kind(file: SiteFile) -> Iterator[Problem]:
    """A file is of a kind that goes on the site."""
    yield from _placed(file.site, check_kind(file.name))


@check("secret/output")
def secret(file: SiteFile) -> Iterator[Problem]:
    """No file is a private key or holds one."""
    if is_secret(PurePosixPath(file.name).name, file.data):
        yield Problem("secret/output", file.place())


@check("output/foreign-id", "output/template", "output/reading")
def ids(output: SiteFile | SitePdfTexts | SiteWords) -> Iterator[Problem]:
    """No id of another edition's certificate, no template that was not filled; nor in a file's name."""
    if isinstance(output, SiteWords) and not output.drawn:
        return  # another year's facts may fill a translation
    city = output.site.city
    earlier = EMPTY if isinstance(output, SiteWords) else _ids_of(output.site, output.name)
    yield from _within(
        output,
        lambda text, place: check_text(_read(output, text), place, city.edition, city.settings, earlier),
    )
    if isinstance(output, SiteFile):
        bare = PurePosixPath(output.name).name
        yield from check_text(bare, output.place(), city.edition, city.settings)


def _read(output: SiteFile | SitePdfTexts | SiteWords, text: str) -> str:
    """Text as a reader of a page meets it: ``YMB&#45;2029`` is an id, too."""
    return unescape(text) if isinstance(output, SiteFile) and output.name.endswith(".html") else text


@check("output/stale")
def stale(output: SiteFile | SitePdfTexts | SiteWords) -> Iterator[Problem]:
    """Nothing that earlier editions printed and this one does not; nor in a file's name."""
    values, markup = output.site.city.stale, isinstance(output, SiteFile)
    if not values:
        return
    earlier = EMPTY if isinstance(output, SiteWords) else _earlier_of(output.site, output.name)
    yield from _within(output, lambda text, place: check_stale(text, place, values, earlier, markup=markup))
    if isinstance(output, SiteFile):
        yield from check_stale(PurePosixPath(output.name).name, output.place(), values, EMPTY)


def _within(output: SiteFile | SitePdfTexts | SiteWords, look: TextLook) -> Iterator[Problem]:
    """What is wrong with an output's text, at the lines or pages where these show it, else at the whole."""
    if isinstance(output, SiteWords):
        yield from look(output.text, output.place)
    elif isinstance(output, SitePdfTexts):
        yield from _in_pdf(output, look)
    else:
        yield from _in_lines(output, look)


def _in_lines(file: SiteFile, look: TextLook) -> Iterator[Problem]:
    if file.text and (whole := list(look(file.text, file.place()))):
        lines = ((file.place(number), line) for number, line in enumerate(file.text.split("\n"), 1))
        yield from _at_parts(whole, lines, look)


def _in_pdf(pdf: SitePdfTexts, look: TextLook) -> Iterator[Problem]:
    beside = "\n".join(text for _, text in pdf.content.beside)
    whole = list(look(pdf.content.text, pdf.place()))
    if whole or any(True for _ in look(beside, pdf.place())):
        parts = dict.fromkeys((number, text.replace("\n", " ")) for number, text in pdf.parts)
        yield from _at_parts(whole, ((pdf.place(number), text) for number, text in parts), look)


def _at_parts(
    whole: Iterable[Problem], parts: Iterable[tuple[Place, str]], look: TextLook
) -> Iterator[Problem]:
    """The same problems, each at the parts that show it; as it is where none does."""
    found = [problem for place, text in parts for problem in look(text, place)]
    shown = {_what(problem) for problem in found}
    yield from found
    yield from (problem for problem in whole if _what(problem) not in shown)


def _what(problem: Problem) -> tuple[str, str]:
    return problem.code, repr(sorted(problem.values.items(), key=str))


@check("output/qr-pdf", "output/qr-link", "output/qr-extra")
def printed_codes(pdf: SitePdfTexts) -> Iterator[Problem]:
    """Each QR code of a PDF holds an address of the edition, with its link beside it, and none is missing."""
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


@check("output/summary-long")
def one_page(pdf: SitePdfTexts) -> Iterator[Problem]:
    """A page for the wall is one."""
    if pdf.summary and (pages := len(pdf.content.texts)) != 1:
        manual = manual_of(pdf.site, pdf.name) or PurePosixPath(pdf.name).stem
        values = {"manual": manual, "pages": pages}
        yield Problem("output/summary-long", pdf.place(), values)


@check("output/forbidden", "output/twice", "output/link", "output/fragment", *_ADDRESSES)
def links(site: Site) -> Iterator[Problem]:
    """Links, places and what runs, across all pages."""
    city = site.city
    base = urlsplit(city.settings.site).path if city.settings.site else "/"
    texts = {name: page.places or page.text for name, page in site.pages.items()}
    above = ARCHIVE_DEPTH if site.stage == "archive" else 0
    yield from _placed(site, check_pages(texts, site.names, city.edition.hosts, base, above=above))


@check("output/qr-picture")
def qr_pictures(site: Site) -> Iterator[Problem]:
    """Each picture of a QR code holds the address that it is named after."""
    for name, data in site.codes.items():
        known, within = site.knowledge(name)
        url = _url_of(site, name) if known is None else known.codes.get(within)
        yield from _placed(site, check_qr_picture(name, data, url))


def _url_of(site: Site, name: str) -> str | None:
    """The edition's address that a picture is named after: ``qr-form.png`` holds that of ``links.form``."""
    link = site.city.edition.links.get(PurePosixPath(name).stem.removeprefix("qr-"))
    return link.url if link else None


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
