"""Sections → chapters, steps, and rows of text beside a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from docutils import nodes

from ...errors import fail
from ..directives.box import WARNINGS, box
from ..directives.contents import contents
from ..directives.differs import differs
from ..directives.flow import flow
from ..directives.remedy import remedy
from ..directives.screen import screen, typst_foot, typst_legend, typst_picture
from ..places import place_of
from ..rows import lead
from .blocks import BlockWriter, noted, printable
from .calls import array, call, group, lines, literal


def document_text(tree: nodes.document, blocks: BlockWriter) -> bytes:
    """The manual's ``.typ``. Raises `TebikiError` for what print cannot show, at its place."""
    manual = next((child for child in tree.children if isinstance(child, nodes.section)), None)
    if manual is None:
        fail("pdf/node", place_of(tree), node="document")
    writer = SectionWriter(blocks)
    parts = writer.manual(manual)
    _check_targets(tree, writer.ids)
    return ('#import "/template/tebiki-manual.typ": *\n#' + lines("manual", *parts) + "\n").encode()


def _check_targets(tree: nodes.document, ids: set[str]) -> None:
    """Every printed link leads to something printed."""
    for node in tree.findall(nodes.reference):
        if "refid" in node and node["refid"] not in ids and _is_printed(node):
            fail("pdf/target", place_of(node), target=node["refid"])


def _is_printed(node: nodes.Node) -> bool:
    return printable(node) and (node.parent is None or _is_printed(node.parent))


class SectionWriter:
    """Writes a manual's sections; ``ids`` collects the places that a link may lead to."""

    def __init__(self, blocks: BlockWriter) -> None:
        self.blocks = blocks
        self.ids: set[str] = set()
        #: The lines of the contents: whether each is a chapter, else it is a step.
        self.chapters: list[bool] = []

    def manual(self, node: nodes.section) -> list[str]:
        """All parts of a manual; its own title stands on the cover."""
        children = [child for child in node.children if printable(child)]
        self.ids |= {i for found in node.findall(remedy) for i in found["ids"]}
        before, after = _split(children)
        lead = self.blocks.blocks(before)
        parts = self.mixed(after, 1)
        chapters = array(str(chapter).lower() for chapter in self.chapters)
        return [lines("contents", f"chapters: {chapters}", *lead), *parts]

    def mixed(self, children: Iterable[nodes.Node], depth: int) -> list[str]:
        """Blocks and sections in their order."""
        parts: list[str] = []
        run: list[nodes.Node] = []
        for child in children:
            if isinstance(child, nodes.section):
                parts += [*self.blocks.blocks(run), *self.section(child, depth)]
                run = []
            else:
                run.append(child)
        return [*parts, *self.blocks.blocks(run)]

    def section(self, node: nodes.section, depth: int) -> list[str]:
        """A chapter (depth 1), a step, or a section below."""
        if not printable(node):
            return []
        self.ids |= set(node["ids"])
        own = [child for child in node.children if printable(child) and not isinstance(child, nodes.section)]
        below = [child for child in node.children if isinstance(child, nodes.section)]
        if "step" in node:
            return [noted(node, self.step(node, own)), *self.mixed(below, depth + 1)]
        return [*self.headed(node, own, depth), *self.mixed(below, depth + 1)]

    def step(self, node: nodes.section, own: Sequence[nodes.Node]) -> str:
        """A step: kept on one page."""
        number = node["step"]
        self.chapters.append(False)
        name, title = literal(self.blocks.words("step", n=number)), self.blocks.title(node)
        return lines("step", str(number), name, literal(node["ids"][0]), title, *self.rows(own))

    def headed(self, node: nodes.section, own: Sequence[nodes.Node], depth: int) -> list[str]:
        """A heading and what stands under it; a picture keeps them together."""
        heading = noted(node, self.heading(node, own, depth))
        if not any(map(_is_beside, own)):
            return [heading, *self.blocks.blocks(own)]
        if depth == 1:
            return [heading, lines("pictured", "[]", *self.rows(own))]
        return [lines("pictured", heading, *self.rows(own))]

    def heading(self, node: nodes.section, own: Sequence[nodes.Node], depth: int) -> str:
        """The call for a heading of its depth."""
        place, title = literal(node["ids"][0]), self.blocks.title(node)
        if depth == 1:
            beside = any(isinstance(child, flow) for child in own)
            if not beside:
                self.chapters.append(True)
            return call("h1-beside" if beside else "h1", place, title)
        return call("h2", place, title) if depth == 2 else call("h3", place, str(depth), title)

    def rows(self, own: Sequence[nodes.Node]) -> list[str]:
        """Text, picture, legend and boxes: one row a picture; without one, plain blocks."""
        parts = _rows(own)
        plain = self.blocks.blocks(parts[0]) if parts else []
        return [*plain, *(self.row(part) for part in parts[1:])]

    def row(self, part: Sequence[nodes.Node]) -> str:
        """One row, read in this order: what stands before the picture, the picture, what follows."""
        at = next(i for i, child in enumerate(part) if _is_beside(child))
        shown = part[at]
        assert isinstance(shown, screen)
        picture = call("screen", *typst_picture(self.blocks, shown), typst_foot(self.blocks, shown))
        legend = typst_legend(self.blocks, shown)
        lead = group(self.blocks.blocks(part[:at]))
        pieces = _pieces(part[at + 1 :])
        rest = [group(self.blocks.blocks(piece)) for piece in pieces]
        warned = f"warned: {count}" if (count := _warned(pieces)) else ""
        shape = literal(shown["shape"])
        return lines("row", shape, lead, noted(shown, picture), group(legend), warned, *rest)


def _split(children: Sequence[nodes.Node]) -> tuple[Sequence[nodes.Node], Sequence[nodes.Node]]:
    """What stands before the contents, and after; the contents come first where no place is marked."""
    at = next((i for i, child in enumerate(children) if isinstance(child, contents)), None)
    return ((), children) if at is None else (children[:at], children[at + 1 :])


def _is_beside(node: nodes.Node) -> bool:
    """Whether a node is a picture that stands beside text."""
    return isinstance(node, screen) and node["kind"] == "screen"


def _pieces(rest: Sequence[nodes.Node]) -> list[list[nodes.Node]]:
    """What follows a picture, between whose parts a page may end: each box is one, text between boxes is."""
    runs = groupby(rest, lambda node: isinstance(node, (box, differs)))
    return [piece for boxes, run in runs for piece in ([[node] for node in run] if boxes else [list(run)])]


def _warned(pieces: Sequence[Sequence[nodes.Node]]) -> int:
    """How many of the pieces after a picture reach to the last that stops a wrong act."""
    return max((at for at, piece in enumerate(pieces, 1) if any(map(_is_warning, piece))), default=0)


def _is_warning(node: nodes.Node) -> bool:
    return any(found["kind"] in WARNINGS for found in node.findall(box))


def _rows(own: Sequence[nodes.Node]) -> list[list[nodes.Node]]:
    """Blocks over the whole width, then for each picture its row.

    Paragraphs and codes right before a picture are its own; boxes that open a section
    stand over the whole width.
    """
    at = [i for i, child in enumerate(own) if _is_beside(child)]
    if not at:
        return [list(own)]
    starts = [lead(own, i) for i in at]
    ends = [*starts[1:], len(own)]
    return [list(own[: starts[0]]), *(list(own[a:b]) for a, b in zip(starts, ends, strict=True))]
