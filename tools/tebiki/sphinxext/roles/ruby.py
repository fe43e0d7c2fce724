"""Readings, written ``｜漢字《かんじ》`` in texts, labels and words alike."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ...content.ruby import RUBY, parts, plain
from ..components import Component
from ..html.base import PageWriter
from ..html.markup import ruby_html
from ..node_kinds import Described
from ..transform import Transform
from ..typst.calls import call, literal
from ..typst.inline import InlineWriter
from ..typst.text import block_of


class ruby(nodes.inline):
    """A word with its reading above it. Its text is the word; attribute ``reading``: kana."""

    #: Its own box in print.
    is_whole = True


class Rubies(Transform):
    """Give each reading its node; an alt, which is read aloud, does without."""

    default_priority = 846

    def apply(self, **_: Any) -> None:
        """Give each its node."""
        for text in [node for node in self.document.findall(nodes.Text) if RUBY.search(node)]:
            pieces = [
                nodes.Text(piece) if reading is None else ruby("", piece, reading=reading)
                for piece, reading in parts(text)
            ]
            text.parent.replace(text, pieces)
        for node in self.document.findall(Described):
            node["alt"] = plain(node["alt"])


def write_html(page: PageWriter, node: ruby) -> None:
    """A word with its reading."""
    page.out(ruby_html(node.astext(), node["reading"]))


def ruby_typst(writer: InlineWriter, node: ruby) -> str:
    """A word with its reading."""
    del writer
    beside = "beside: true" if _is_beside_another(node) else ""
    return call("ruby", literal(node.astext()), literal(node["reading"]), beside)


def _is_beside_another(node: ruby) -> bool:
    """Whether another word with a reading follows or goes before, whatever both stand in."""
    words = [text.parent for text in block_of(node).findall(nodes.Text) if text]
    at = next(at for at, word in enumerate(words) if word is node)
    around = words[max(at - 1, 0) : at + 2]
    return sum(isinstance(word, ruby) for word in around) > 1


COMPONENT = Component(nodes=(ruby,), html={ruby: write_html}, typst={ruby: ruby_typst}, transforms=(Rubies,))
