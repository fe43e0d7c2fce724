"""The bodies of all pages, and the pictures that they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..content.output_names import page_path
from ..content.publication import Publication
from ..content.ruby import plain
from ..content.settings import Cms
from ..content.words import Words
from ..errors import Place, fail
from ..output.page_tree import Element
from .addresses import Addresses
from .body import Body
from .finished import Finished
from .html import element, html
from .inline import Picture

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Made:
    """The body of a page: its title, which the CMS has a field for, its HTML, its pictures.

    ``name``: its file within the folder ``cms``, ``ja/android.html``. ``places``: of each picture the
    heading that it stands under. ``page``: what staff call it.
    """

    name: str
    title: str
    html: str = field(repr=False)
    pictures: tuple[Picture, ...] = field(repr=False)
    places: tuple[str, ...] = ()
    page: str = ""


def addresses(
    finished: Finished, options: Cms, up: str = "../", named: Mapping[str, str] | None = None
) -> Addresses:
    """Where the parts of this handover will stand. ``named``: what the CMS has named itself."""
    folders = {here.language: here.folder for here in finished.publications}
    stable = {f"{folders[pdf.language]}/{pdf.path.name}": pdf.stable for pdf in finished.pdfs()}
    return Addresses(options, stable, up, named or {}, finished.settings.site)


def bodies(finished: Finished, options: Cms, named: Mapping[str, str] | None = None) -> Iterator[Made]:
    """The bodies, language by language. Raises `TebikiError` (``handover/page``, ``handover/link``)."""
    where = addresses(finished, options, named=named)
    for here in finished.publications:
        for page, root in finished.pages(here):
            yield _made(here, page, root, Body(options, here.words, where, (here.folder, page)))


def names_of(finished: Finished, options: Cms) -> frozenset[str]:
    """Names of all pages, pictures and PDFs that are handed over, as the table of addresses has them."""
    made = tuple(bodies(finished, options))
    pictures = {picture.name for body in made for picture in body.pictures}
    return frozenset({body.name for body in made} | pictures | {pdf.stable for pdf in finished.pdfs()})


def _made(here: Publication, page: str, root: Element, body: Body) -> Made:
    name = page_path(here.language, page)
    main = next(root.iter("main"), None)
    heading = next(main.iter("h1"), None) if main else None
    if main is None or heading is None:
        fail("handover/page", Place(name))
    blocks = body.of(main)
    lang = next((e.attrs.get("lang") for e in root.iter("html")), None)
    if lang != "ja":
        # The page of the CMS around it is in Japanese.
        blocks = [element("div", blocks, lang=lang)]
    platform = plain(here.manual(page).platform) if page in here.edition.manuals else heading.text
    pictures, places = tuple(body.inline.pictures), tuple(_places(blocks, here.words))
    return Made(name, heading.text, html(blocks), pictures, places, platform)


def _places(blocks: Iterable[Element], words: Words) -> Iterator[str]:
    """Of each picture, in order, the step or the last heading before it; empty where there is none."""
    last, number = "", re.compile(re.escape(plain(words("step", n="\0"))).replace("\0", r"\d+"))
    for block in blocks:
        for each in block.iter(*_HEADINGS, "img"):
            if each.tag != "img":
                step = number.match(each.text)
                last = step[0] if step else each.text
            else:
                yield last
