"""A paragraph cut into phrases, as print needs them: each goes into a box, which no line breaks within.

Brackets before a phrase and signs after it stay outside: at the edge of a box they would lose their own
space. No line breaks between them and the box (UAX 14).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from docutils import nodes

from ..node_kinds import phrase_break
from .text import NARROWEST, ems, printed

Inlines = list[nodes.Node]

_OPENING: Final = re.compile(r"[ \t\u3000「『（〈《【〔［｛]+")
_CLOSING: Final = re.compile(r"[ \t\u3000」』）〉》】〕］｝、。，．！？]+$")
#: What is one thing for who listens: it is written once, with all phrases in it.
_ONE: Final = (nodes.reference, nodes.emphasis)
#: So many signs the last line of a paragraph has at least.
_SHORTEST: Final = 3
#: Ems of a remedy's page, which a link to it says: 「（12ページ）」.
_PAGE: Final = 6.2


@dataclass(frozen=True, slots=True)
class Phrase:
    """Inline nodes of one phrase: brackets ``before`` it, what stays on one line, signs ``after`` it."""

    before: Inlines
    kept: Inlines
    after: Inlines


def has_breaks(node: nodes.Node) -> bool:
    """Whether a line may break within a node at an edge of a phrase: never in a step's or a remedy's name."""
    is_name = isinstance(node, nodes.reference) and bool({"step", "remedy"} & set(node.attributes))
    return not is_name and next(node.findall(phrase_break), None) is not None


def has_phrases(children: Iterable[nodes.Node]) -> bool:
    """Whether the text of inline nodes is cut into phrases at all."""
    return any(map(has_breaks, children))


def phrases(children: Iterable[nodes.Node], *, first: bool = True, last: bool = True) -> list[Phrase]:
    """The phrases of inline nodes. Elements that reach over several are cut, but links and stress.

    Brackets before the ``first`` phrase and signs after the ``last`` may be left in it.
    """
    runs = _with_long_end([run for run in _runs(children) if run])
    end = len(runs) - 1
    return [_phrase(run, first or at > 0, last or at < end) for at, run in enumerate(runs)]


def _with_long_end(runs: list[Inlines]) -> list[Inlines]:
    """The same, a last phrase of one or two signs with the one before it: it would be a line of its own."""
    end = [node for run in runs[-2:] for node in run]
    is_short = len(runs) > 1 and len("".join(node.astext() for node in runs[-1]).rstrip()) < _SHORTEST
    return [*runs[:-2], end] if is_short and width_of(end) <= NARROWEST and not has_phrases(end) else runs


def _runs(children: Iterable[nodes.Node]) -> list[Inlines]:
    runs: list[Inlines] = [[]]
    for child in children:
        if isinstance(child, phrase_break):
            runs.append([])
        elif isinstance(child, nodes.Element) and not isinstance(child, _ONE) and has_breaks(child):
            first, *others = (_part(child, run) for run in _runs(child.children))
            runs[-1].append(first)
            runs += [[other] for other in others]
        else:
            runs[-1].append(child)
    return runs


def _part(node: nodes.Element, children: Sequence[nodes.Node]) -> nodes.Element:
    """A copy of a node with some of its children, which still know where they stand in the tree."""
    part: nodes.Element = node.copy()
    part.parent, part.children = node.parent, list(children)
    return part


def _piece(leaf: nodes.Text, text: str) -> nodes.Text:
    piece = nodes.Text(text)
    piece.parent = leaf.parent
    return piece


def _phrase(run: Inlines, is_open: bool, is_closed: bool) -> Phrase:  # noqa: FBT001 -- of this module alone
    before, rest = _cut(run, is_end=False) if is_open else ([], run)
    after, kept = _cut(rest, is_end=True) if is_closed else ([], rest)
    return Phrase(before, kept, after)


def _cut(run: Inlines, *, is_end: bool) -> tuple[Inlines, Inlines]:
    """The signs at one end of a phrase, and the rest of it."""
    signs: Inlines = []
    while run:
        edge = run[-1] if is_end else run[0]
        found, left = _signs_of(edge, is_end=is_end)
        if not found:
            break
        others = run[:-1] if is_end else run[1:]
        signs = [*found, *signs] if is_end else [*signs, *found]
        run = [*others, *left] if is_end else [*left, *others]
        if left:
            break
    return signs, run


def _signs_of(node: nodes.Node, *, is_end: bool) -> tuple[Inlines, Inlines]:
    """The signs at one end of a node, in a node of their own, and what is left of it."""
    if isinstance(node, nodes.Text):
        return _signs_of_text(node, is_end=is_end)
    if not isinstance(node, nodes.Element) or is_whole(node):
        return [], [node]
    signs, left = _cut(list(node.children), is_end=is_end)
    if not signs:
        return [], [node]
    return [_part(node, signs)], [_part(node, left)] if left else []


def _signs_of_text(leaf: nodes.Text, *, is_end: bool) -> tuple[Inlines, Inlines]:
    text = printed(leaf)
    found = (_CLOSING.search if is_end else _OPENING.match)(text)
    if found is None:
        return [], [leaf] if text else []
    left = text[: found.start()] if is_end else text[found.end() :]
    return [_piece(leaf, found[0])], [_piece(leaf, left)] if left else []


def is_whole(node: nodes.Node) -> bool:
    """Whether a node is kept together by itself, with all signs in it."""
    return isinstance(node, (*_ONE, nodes.literal)) or getattr(node, "is_whole", False)


def has_links(children: Iterable[nodes.Node]) -> bool:
    """Whether inline nodes are links, or hold some."""
    return any(next(child.findall(nodes.reference), None) is not None for child in children)


def needs_box(kept: Inlines) -> bool:
    """Whether a line could break within nodes that must stay together."""
    text = "".join(node.astext() for node in kept)
    is_single = len(kept) == 1 and getattr(kept[0], "is_whole", False)
    return len(text) > 1 and not text.isascii() and not is_single


def width_of(children: Iterable[nodes.Node]) -> float:
    """The width of inline nodes on one line in ems, about; a reading may be wider than its word."""
    return sum(map(_width, children))


def _width(node: nodes.Node) -> float:
    if not isinstance(node, nodes.Element):
        return ems(node.astext())
    if "reading" in node:
        return max(ems(node.astext()), ems(node["reading"]) / 2)
    return width_of(node.children) + (_PAGE if "remedy" in node else 0)
