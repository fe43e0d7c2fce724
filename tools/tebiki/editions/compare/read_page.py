"""A built page, or all of a site, read into sections and blocks in reading order.

Left out is what the builder makes of other things: the list of steps (of their headings), links to the
page's own PDFs (their size changes with any word), captions of pictures, banners.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ...content.output_names import link_of_code
from ...content.png import header_of
from ...errors import Place, fail
from ...output.page_tree import Element, read_tree
from .blocks import Block, Kind, Link, Page, Picture, Section, Token
from .words import tokens

_HEADING: Final = re.compile(r"h([1-6])")
_SKIPPED: Final = frozenset({"figcaption", "nav", "header", "footer", "rp", "rt", "script", "style"})
_MADE: Final = frozenset({"glance", "banner", "np", "no", "n"})
_BLOCKS: Final = frozenset(
    {"p", "ul", "ol", "dl", "div", "table", "figure", "details", "section", "blockquote", "pre", "img"}
)


def read_page(path: Path) -> Page:
    """A page of a site. Raises `TebikiError` (``compare/page``) for a file that is none of ours."""
    main = read_tree(path.read_text(encoding="utf-8", errors="replace")).first("main")
    if main is None:
        fail("compare/page-file", Place.of(path))
    reader = _Reader(path.parent)
    reader.inside(main, ())
    return Page(path.stem, tuple(reader.sections()))


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        #: Id, level, title, number, chapter, blocks of each section met so far.
        self._found: list[tuple[str, int, tuple[Token, ...], int | None, str, list[Block]]] = []
        self._ids: list[str] = []

    def sections(self) -> Iterator[Section]:
        for identifier, level, title, number, chapter, blocks in self._found:
            yield Section(identifier, level, title, number, chapter, tuple(blocks))

    def inside(self, element: Element, label: tuple[Token, ...]) -> None:
        """What an element holds: blocks, and runs of words between them."""
        run: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element) and (child.tag in _BLOCKS or _HEADING.fullmatch(child.tag)):
                self.words(run, label, "paragraph")
                run = []
                self.block(child, label)
            else:
                run.append(child)
        self.words(run, label, "paragraph")

    def block(self, element: Element, label: tuple[Token, ...]) -> None:
        """One block element."""
        if element.classes & _MADE or element.tag in _SKIPPED:
            return
        if heading := _HEADING.fullmatch(element.tag):
            self.heading(element, int(heading[1]))
        elif write := getattr(self, f"_{element.tag}", None):
            write(element, label)
        else:
            self.inside(element, label)

    def heading(self, element: Element, level: int) -> None:
        """Begin a section; its own blocks end with the next heading of any level."""
        number = next((_number(each) for each in element.elements if "n" in each.classes), None)
        identifier = element.attrs.get("id") or (self._ids[-1] if self._ids else "")
        chapter = identifier if level <= 2 else self._found[-1][4] if self._found else identifier
        self._found.append((identifier, level, words_of(element.children), number, chapter, []))

    def add(self, block: Block) -> None:
        if not self._found:
            self._found.append(("", 1, (), None, "", []))
        self._found[-1][5].append(block)

    def words(self, children: Iterable[Element | str], label: tuple[Token, ...], kind: Kind) -> None:
        """A block of words, unless there are none. A link to a PDF of the page's own is none."""
        children = list(children)
        found = words_of(children)
        if found:
            self.add(Block(kind, found, label, tuple(links_of(children))))

    def _section(self, element: Element, label: tuple[Token, ...]) -> None:
        self._ids.append(element.attrs.get("id", ""))
        self.inside(element, label)
        self._ids.pop()

    def _p(self, element: Element, label: tuple[Token, ...]) -> None:
        if element.classes & {"btns", "links"}:
            for link in element.elements:
                if not link.attrs.get("href", "").endswith(".pdf"):
                    self.words([link], label, "link")
            return
        self.words(element.children, label, "edition" if "edition" in element.classes else "paragraph")

    def _div(self, element: Element, label: tuple[Token, ...]) -> None:
        title = next((child for child in element.elements if "bt" in child.classes), None)
        if title is not None:
            label = (*label, *([Token("・")] if label else []), *words_of(title.children))
            element = Element(
                "div", 0, {}, children=[child for child in element.children if child is not title]
            )
        self.inside(element, label)

    def _details(self, element: Element, label: tuple[Token, ...]) -> None:
        summary = element.first("summary")
        rest = [child for child in element.children if child is not summary]
        title = words_of(summary.children) if summary is not None else ()
        self.inside(Element("div", 0, {}, children=rest), (*label, *([Token("・")] if label else []), *title))

    def _ul(self, element: Element, label: tuple[Token, ...]) -> None:
        self.items(element, label, "item")

    def _ol(self, element: Element, label: tuple[Token, ...]) -> None:
        self.items(element, label, "legend" if "legend" in element.classes else "item")

    def items(self, element: Element, label: tuple[Token, ...], kind: Kind) -> None:
        """Each item's own words as one block, then the blocks within it."""
        for item in element.elements:
            own = [c for c in item.children if isinstance(c, str) or c.tag not in _BLOCKS]
            self.words(own, label, kind)
            for inner in item.elements:
                if inner.tag == "p":
                    self.words(inner.children, label, kind)
                elif inner.tag in _BLOCKS:
                    self.block(inner, label)

    def _dl(self, element: Element, label: tuple[Token, ...]) -> None:
        term: tuple[Token, ...] = label
        for part in element.iter():
            if part.tag == "dt":
                term = (*label, *([Token("・")] if label else []), *words_of(part.children))
            elif part.tag == "dd":
                self.inside(part, term)

    def _table(self, element: Element, label: tuple[Token, ...]) -> None:
        caption = element.first("caption")
        if caption is not None:
            self.words(caption.children, label, "paragraph")
            label = (*label, *([Token("・")] if label else []), *words_of(caption.children))
        for row in element.iter():
            if row.tag == "tr":
                self.row(row, label)

    def row(self, row: Element, label: tuple[Token, ...]) -> None:
        """A row as one block, a line a cell."""
        cells = [words_of(cell.children) for cell in row.elements]
        joined = [token for cell in cells for token in (Token("\n"), *cell)][1:]
        links = [link for cell in row.elements for link in links_of([cell])]
        self.add(Block("row", tuple(joined), label, tuple(links)))
        for picture in (found for found in row.iter() if found.tag == "img"):
            self._img(picture, label)

    def _figure(self, element: Element, label: tuple[Token, ...]) -> None:
        for picture in (found for found in element.iter() if found.tag == "img"):
            self._img(picture, label)

    def _img(self, element: Element, label: tuple[Token, ...]) -> None:
        name = element.attrs.get("src", "")
        path = self.folder / name
        ours = re.fullmatch(r"[\w./-]+\.png", name) and ".." not in name and path.is_file()
        header = header_of(path.read_bytes()) if ours else None
        if header is None:
            fail("compare/picture", Place.of(self.folder), name=name)
        is_code = link_of_code(Path(name).name) is not None
        code = _read_code(path) if is_code else None
        picture = Picture(name, path, tokens(element.attrs.get("alt", "")), header.width, header.height, code)
        self.add(Block("qr" if is_code else "picture", (), label, (), picture))


def words_of(children: Iterable[Element | str]) -> tuple[Token, ...]:
    """The words in a run of text and inline tags; a reference with a number is one of them."""
    parts: list[Token | str] = list(_parts(children))
    found: list[Token] = []
    text = ""
    for part in [*parts, Token("")]:
        if isinstance(part, str):
            text += part
            continue
        found += tokens(re.sub(r"\s+", " ", text))
        text = ""
        if part.text:
            found.append(part)
    while found and found[0].text.isspace():
        del found[0]
    while found and found[-1].text.isspace():
        del found[-1]
    return tuple(found)


def _parts(children: Iterable[Element | str]) -> Iterator[Token | str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child.classes & _MADE or child.tag in _SKIPPED:
            continue
        elif child.tag == "a" and "nb" in child.classes and child.attrs.get("href", "").startswith("#"):
            yield Token(_text(child), child.attrs["href"][1:])
        else:
            yield from _parts(child.children)


def _text(element: Element) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in element.children)


def links_of(children: Iterable[Element | str]) -> Iterator[Link]:
    """The links in a run, but references whose text is one token already."""
    for child in children:
        for link in child.iter() if isinstance(child, Element) else ():
            if link.tag == "a" and not ("nb" in link.classes and link.attrs.get("href", "#")[:1] == "#"):
                yield Link("".join(t.text for t in words_of(link.children)), link.attrs.get("href", ""))


def _number(element: Element) -> int | None:
    found = re.search(r"\d+", _text(element))
    return int(found[0]) if found else None


def read_site(folder: Path, order: Sequence[str]) -> Mapping[str, Page]:
    """The pages in a language's folder by name; the manuals in ``order``, then the others.

    Raises `TebikiError` (``compare/site``) where there are none.
    """
    found = {path.stem: path for path in sorted(folder.glob("*.html"))}
    if not found:
        fail("compare/site", Place.of(folder))
    names = [name for name in order if name in found]
    return {name: read_page(found[name]) for name in [*names, *(n for n in found if n not in names)]}


def _read_code(path: Path) -> str:
    """The text of a QR code's picture; "" where a scanner finds none."""
    from ...render.qr import read_qr  # noqa: PLC0415 -- a page without codes needs no scanner

    return next(iter(read_qr(path)), "")
