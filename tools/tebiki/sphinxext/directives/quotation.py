"""``:::{quotation} guideline_5``: words of somebody else, letter by letter, as the year's file has them.

They are data: nothing in them is read as Markdown, as a reading or as a fact, translators do not get
them, and every language prints them in Japanese. Print and page show nothing while nobody has filled
them in.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from docutils import nodes

from ...content.edition import Quotation
from ...content.toml_files import place_of
from ..components import Component
from ..html.base import PageWriter
from ..html.markup import quoted_html, tag, words_html
from ..state import findings
from ..typst.blocks import BlockWriter
from ..typst.calls import lines, literal
from ..typst.text import refuse_missing
from .base import Directive


class quotation(nodes.General, nodes.Element):
    """A quotation with its source. It has no text of its own, so that no transform changes a letter.

    Attributes: ``name``, ``quoted`` (`Quotation`), ``file`` (of the edition, for places).
    """

    @property
    def quoted(self) -> Quotation:
        """What is quoted."""
        quoted: Quotation = self["quoted"]
        return quoted


class QuotationBox(Directive):
    """One of the edition's quotations, or nothing."""

    required_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        """The quotation, or nothing while nobody has filled it in."""
        name, edition = self.arguments[0], self.publication.edition
        if name not in edition.quotations:
            allowed = ", ".join(sorted(edition.quotations)) or "-"
            return self.wrong("source/quotation", name=name, allowed=allowed, year=edition.year)
        findings(self.env).facts.add(f"quotations.{name}")
        quoted = edition.quotations[name]
        if quoted is None:
            return []
        file = Path(self.env.srcdir) / "editions" / f"{edition.year}.toml"
        node = quotation("", name=name, quoted=quoted, file=str(file))
        self.set_source_info(node)
        return [node]


def quotation_html(page: PageWriter, node: quotation) -> None:
    """A box that says that it is a quotation; neither people nor browsers are to translate it."""
    here = page.publication
    own = {"lang": "ja", "translate": "no"}
    page.out(tag("div", cls="box quotation"), "\n")
    page.out(tag("p", cls="bt"), words_html(page.words("box.quotation"), here), "</p>\n")
    page.out(tag("blockquote", **own), "\n")
    page.out(*(f"<p>{quoted_html(text, here)}</p>\n" for text in node.quoted.paragraphs))
    before, after = page.words("quotation.source", source="\n").split("\n")
    source = tag("cite", **own) + quoted_html(node.quoted.source, here) + "</cite>"
    page.out(
        "</blockquote>\n<p>", words_html(before, here), source, words_html(after, here), "</p>\n</div>\n"
    )


def quotation_typst(blocks: BlockWriter, node: quotation) -> str:
    """The box. Raises `TebikiError` (``pdf/glyph``) for a character that no font has."""
    for key, text in (("text", node.quoted.text), ("source", node.quoted.source)):
        refuse_missing(text, partial(place_of, Path(node["file"]), ["quotations", node["name"], key]))
    before, after = blocks.words("quotation.source", source="\n").split("\n")
    said = map(literal, (blocks.words("box.quotation"), before, node.quoted.source, after))
    return lines("quotation", *said, *map(literal, node.quoted.paragraphs))


COMPONENT = Component(
    directives={"quotation": QuotationBox},
    nodes=(quotation,),
    html={quotation: quotation_html},
    typst={quotation: quotation_typst},
)
