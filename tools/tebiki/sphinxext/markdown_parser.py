"""Sphinx's parser for Markdown: MyST's, with the rules of `tebiki.content.markdown.parser` that are ours.

It is registered for ``.md`` in MyST's place. Pages, what they include, what stands in a directive and
each translated text are parsed by it.
"""

from __future__ import annotations

from docutils import nodes
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from ..content.markdown.parser import use_rules


def create_parser(config: MdParserConfig) -> MarkdownIt:
    """A parser that writes docutils' nodes. It counts no words: no page says how many it has."""
    return use_rules(create_md_parser(config, SphinxRenderer)).disable("wordcount")


class ManualParser(MystParser):
    """MyST's parser with our rules, and without settings at the top of a page: those are refused."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Add the nodes of ``inputstring`` to ``document``."""
        parser = create_parser(document.settings.env.myst_config)
        parser.options["document"] = document
        parser.render(inputstring)
