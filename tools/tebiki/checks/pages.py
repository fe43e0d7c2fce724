"""The finished pages, read back: links, places, pictures, codes, and nothing that runs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from ..content.edition import url_mistake
from ..content.output_names import INDEX, page_file
from ..errors import Place, Problem
from ..output.page_tree import DEEPEST, VOID, PageTree, read_page
from ..output.plain_markup import Token, cut_plain
from ..output.site_files import FILE_KINDS, SiteFiles
from ..render.qr import codes_of
from .page_places import PagePlaces

#: How many codes are remembered, by their bytes: a server checks the same ones with each save.
_REMEMBERED: Final = 256
#: How many pages are, by their text and name: what is read ahead is asked for when the whole is looked at.
_PAGES: Final = 128

#: What runs, asks for something, or leads all links elsewhere: our pages have none of it.
FORBIDDEN = frozenset(
    {"script", "iframe", "frame", "object", "embed", "applet", "style", "base", "form", "input", "textarea"}
)


@lru_cache(_PAGES)
def read_site_page(text: str, name: str) -> PagePlaces:
    """What a page of the site holds; ``name`` is its path within it.

    All of it stands in start tags: a page of plain markup needs no tree. Raises `TooDeepError` for another.
    """
    named: list[tuple[int, str]] = []
    links: list[tuple[int, str]] = []
    forbidden: list[tuple[int, str]] = []
    tokens = cut_plain(text)
    page = read_page(text) if tokens is None or _may_be_deep(tokens) else None
    for line, tag, attrs in _start_tags(tokens, page):
        if attrs:
            if "id" in attrs:
                named.append((line, attrs["id"]))
            links += [(line, link) for link in _links_of(attrs)]
        forbidden += [(line, what) for what in _forbidden_of(tag, attrs)]
    forbidden += page.hidden if page else ()
    ids = frozenset(place for _, place in named)
    return PagePlaces(name, ids, tuple(named), tuple(links), tuple(forbidden))


def _may_be_deep(tokens: Sequence[Token]) -> bool:
    """Whether more tags may be open than any page has; the tree knows."""
    depth = deepest = 0
    for _, tag, attrs, _ in tokens:
        if attrs is not None:
            depth += tag not in VOID
            deepest = max(deepest, depth)
        elif tag:
            depth -= 1
    return deepest > DEEPEST


def _start_tags(
    tokens: Sequence[Token] | None, page: PageTree | None
) -> Iterator[tuple[int, str, Mapping[str, str]]]:
    """Line, name and attributes of each start tag, in order."""
    if page:
        yield from ((here.line, here.tag, here.attrs) for here in page.root.iter())
        return
    for line, tag, attrs, _ in tokens or ():
        if attrs is not None:
            yield line, tag, attrs


def _links_of(attrs: Mapping[str, str]) -> Sequence[str]:
    """Where an element leads or what it shows; what it says to machines alone is none of it."""
    if ("href" not in attrs and "src" not in attrs) or attrs.get("rel") in ("canonical", "alternate"):
        return ()
    return [attrs[name] for name in ("href", "src") if name in attrs]


def _forbidden_of(tag: str, attrs: Mapping[str, str]) -> Sequence[str]:
    """Whatever a strict CSP would stop, and what leads elsewhere by itself."""
    found = [f"<{tag}>"] if tag in FORBIDDEN else []
    if attrs:
        if "style" in attrs:
            found = [f"<{tag} style>"]
        if tag == "meta" and attrs.get("http-equiv", "").lower() == "refresh":
            found.append("<meta refresh>")
        found += [name for name in attrs if name.startswith("on")]
    return found


def check_pages(
    texts: Mapping[str, str | PagePlaces],
    files: Iterable[str],
    hosts: tuple[str, ...],
    base: str = "/",
    *,
    above: int = 0,
) -> Iterator[Problem]:
    """Problems of a site's pages and of where they lead. ``files``: all names.

    ``texts``: of the pages; of one that was read before, what was read. ``base``: the path of the site's
    address, which links from the page for a wrong address begin with. ``above``: how many folders it will
    lie below the root of another site; links to that one are looked at there. Raises `TooDeepError`: pages
    that nest too deep are told before (`tebiki.checks.outputs`) and are none of ``texts``.
    """
    pages = {name: read_site_page(it, name) if isinstance(it, str) else it for name, it in texts.items()}
    there = frozenset(files)
    for name, page in pages.items():
        for line, what in page.forbidden:
            yield Problem("output/forbidden", Place(name, line), {"what": what})
        seen: set[str] = set()
        for line, found in page.places:
            if found in seen:
                yield Problem("output/twice", Place(name, line), {"id": found})
            seen.add(found)
        for line, link in page.links:
            if above and link.startswith("../" * (name.count("/") + above)):
                continue
            yield from _link(there, pages, (page, line, _from_root(link, page, base)), hosts)


def check_kind(name: str) -> Iterator[Problem]:
    """A file is of a kind that goes on the site."""
    if PurePosixPath(name).suffix not in FILE_KINDS:
        yield Problem("output/not-listed", Place(name))


def _link(
    files: AbstractSet[str],
    pages: Mapping[str, PagePlaces],
    at: tuple[PagePlaces, int, str],
    hosts: tuple[str, ...],
) -> Iterator[Problem]:
    page, line, link = at
    place = Place(page.name, line)
    try:
        parts = urlsplit(link)
    except ValueError:  # ``http://[x``: it leads nowhere, neither within the site nor outside
        yield Problem("output/link", place, {"link": link})
        return
    if parts.scheme or parts.netloc:
        if parts.scheme not in ("mailto", "tel") and (code := url_mistake(link, hosts)):
            yield Problem(code, place, {"url": link, "hosts": ", ".join(hosts)})
        return
    # As a browser does it, by the names alone: what lies outside has no name among the site's files.
    path = posixpath.join(posixpath.dirname(page.name), unquote(parts.path)) if parts.path else page.name
    name = posixpath.normpath(path + page_file(INDEX) if path.endswith("/") else path)
    if name not in files:
        yield Problem("output/link", place, {"link": link})
    elif parts.fragment and name in pages and parts.fragment not in pages[name].ids:
        yield Problem("output/fragment", place, {"link": link})


def _from_root(link: str, page: PagePlaces, base: str) -> str:
    """A link that starts at the site's path, as one that starts at the page."""
    if not link.startswith(base) or link.startswith("//"):
        return link
    return "../" * page.name.count("/") + link.removeprefix(base)


def check_qr_picture(name: str, data: bytes, url: str | None) -> Iterator[Problem]:
    """Scan a code's picture and compare it with the address that it must hold; None: it must not be."""
    found = list(_codes(data))
    if found != [url]:
        yield Problem("output/qr-picture", Place(name), {"url": url or "-", "found": ", ".join(found) or "-"})


@lru_cache(_REMEMBERED)
def _codes(data: bytes) -> tuple[str, ...]:
    return tuple(codes_of(data))


def read_ahead(site: Path, folders: Iterable[str]) -> None:
    """Scan the codes of what is finished already, while other folders are made; nobody scans them twice."""
    for folder in folders:
        for file in SiteFiles.walk(site, folder).files:
            if file.suffix == ".png" and file.path.name.startswith("qr-"):
                _codes(file.path.read_bytes())
