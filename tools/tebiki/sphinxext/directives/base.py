"""What directives share: their place, reports, titles that are translated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ...content.publication import Publication
from ...errors import Place
from ..state import publication, report

E = TypeVar("E", bound=nodes.Element)
Options = dict[str, Callable[[str], Any]]


class Directive(SphinxDirective):
    """A directive that reports instead of stopping, and sets translatable titles."""

    has_content = True

    @property
    def publication(self) -> Publication:
        """The edition in the page's language."""
        return publication(self.config)

    def place(self) -> Place:
        """Where the directive stands."""
        source, line = self.get_source_info()
        return Place.of(Path(source), line)

    def wrong(self, code: str, /, **values: object) -> list[nodes.Node]:
        """Report; nothing stands in the directive's place, and the build will not get through."""
        report(self.env, code, self.place(), **values)
        return []

    def title(self, default: str) -> nodes.title:
        """The directive's argument as a translatable title, else the engine's own words."""
        if not self.arguments:
            return nodes.title("", default, translatable=False)  # the engine has it in every language
        text = self.arguments[0]
        children, messages = self.parse_inline(text, lineno=self.lineno)
        title = nodes.title(text, "", *children)
        title.source, title.line = self.get_source_info()
        title += messages
        return title

    def fill(self, node: E) -> E:
        """Parse the content into ``node``, which gets the directive's place."""
        self.set_source_info(node)
        node.extend(self.parse_content_to_nodes(allow_section_headings=False))
        return node


def title_of(node: nodes.Element) -> nodes.title:
    """The text of a paragraph or a term as a title, at its place."""
    title = nodes.title(node.rawsource, "", *node.children)
    title.source, title.line = node.source, node.line
    return title


def alt_mistake(alt: str, name: str) -> str | None:
    """The code of what is wrong with an alt: missing, or a file's name."""
    if not alt:
        return "source/alt-missing"
    stem = name.rpartition("/")[2].lower()
    if alt.lower() in {name, stem} or alt.lower().endswith((".png", ".jpg", ".jpeg", ".typ", ".svg")):
        return "source/alt-name"
    return None
