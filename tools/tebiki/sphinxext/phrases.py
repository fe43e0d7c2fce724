"""Marks in a finished tree where lines of Japanese may break; both writers read the marks.

A paragraph is judged as a whole, as it is read: facts, labels and links are filled in, readings are left
out, line ends of the source are gone. Cut into its pieces it would be judged wrongly at each edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any, Final

from docutils import nodes

from ..characters import BREAK
from ..content.phrases import is_long
from ..content.reading_text import break_places
from .node_kinds import index_of, phrase_break
from .roles.fact import fact
from .roles.nobreak import nobreak
from .roles.ruby import ruby
from .state import findings, publication
from .transform import Transform

#: Classes of references to steps and remedies: 「手順2」 is one word.
_REFERENCES: Final = frozenset({"step-ref", "remedy-ref"})


class Phrases(Transform):
    """Mark the phrases of a page in Japanese."""

    #: After MyST has resolved its links (879): nothing puts text in any more.
    default_priority = 890

    def apply(self, **_: Any) -> None:
        """Mark them; translators are given the messages as they are."""
        here = publication(self.config)
        if here.has_phrases and not findings(self.env).extracting:
            mark_phrases(self.document, here.terms)


def mark_phrases(tree: nodes.Node, terms: tuple[str, ...]) -> None:
    """Put a `phrase_break` wherever a line may break, and take the breaks out that somebody has written.

    ``terms``: words that no line breaks within.
    """
    blocks = dict[nodes.Node, list[nodes.Text]]()
    for leaf in tree.findall(nodes.Text):
        blocks.setdefault(_block_of(leaf), []).append(leaf)
    for block, leaves in blocks.items():
        if not isinstance(block, nodes.FixedTextElement):
            _mark(block, leaves, terms)


def _block_of(leaf: nodes.Text) -> nodes.Element:
    """What a leaf stands in that is no part of a line."""
    above: nodes.Element = leaf.parent
    while isinstance(above, nodes.Inline):
        above = above.parent
    return above


def _mark(block: nodes.Node, leaves: list[nodes.Text], terms: tuple[str, ...]) -> None:
    """Mark one block. Its leaves are replaced by their pieces."""
    places = break_places("".join(leaves), terms) - _closed_places(leaves)
    starts = [0, *accumulate(map(len, leaves))]
    for leaf, (start, end) in zip(leaves, pairwise(starts), strict=True):
        if leaf and start in places:
            _insert_before(leaf, block)
        inner = [place - start for place in sorted(places) if start < place < end]
        if inner or BREAK in leaf:
            at = index_of(leaf)
            leaf.parent[at : at + 1] = [*_pieces(leaf, inner)]


def _closed_places(leaves: list[nodes.Text]) -> set[int]:
    """Places within what stays whole: names, addresses, other languages, words with a reading."""
    spans = dict[nodes.Element, list[int]]()
    at = 0
    for leaf in leaves:
        for above in inlines_around(leaf):
            if is_closed(above):
                spans.setdefault(above, [at, at])[1] = at + len(leaf)
        at += len(leaf)
    return {place for start, end in spans.values() for place in range(start + 1, end)}


def inlines_around(leaf: nodes.Node) -> Iterator[nodes.Element]:
    """The inline nodes that a leaf stands in, from within."""
    above: nodes.Element = leaf.parent
    while isinstance(above, nodes.Inline):
        yield above
        above = above.parent


def is_closed(node: nodes.Element) -> bool:
    """Whether no phrase ends within a node: it has other chances to break, or is to stay whole.

    What is to stay whole has chances all the same where it is wider than a narrow column.
    """
    text = node.astext()
    if isinstance(node, fact) and node["kind"] in ("code", "mail"):
        return True
    if isinstance(node, nodes.reference) and text == node.get("refuri"):
        return True
    if isinstance(node, ruby | nodes.literal) or not node.get("lang", "ja").startswith("ja"):
        return True
    whole = isinstance(node, nobreak) or (isinstance(node, fact) and node["kind"] == "phrase")
    return (whole or not _REFERENCES.isdisjoint(node["classes"])) and not is_long(text)


def _insert_before(leaf: nodes.Text, block: nodes.Node) -> None:
    """Put a mark before a leaf, as far outside as nothing but the leaf begins there."""
    here: nodes.Node = leaf
    while here.parent is not block and not any(map(_text_of, here.parent[: index_of(here)])):
        here = here.parent
    here.parent.insert(index_of(here), phrase_break())


def _text_of(node: nodes.Node) -> str:
    return str(node.astext())


def _pieces(leaf: nodes.Text, inner: list[int]) -> Iterator[nodes.Node]:
    """A leaf cut at places of its text, with marks between the pieces."""
    bounds = [0, *inner, len(leaf)]
    for start, end in pairwise(bounds):
        if start:
            yield phrase_break()
        yield nodes.Text(leaf[start:end].replace(BREAK, ""))
