"""The tokens of a message are those that MyST would see."""

from __future__ import annotations

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from tebiki.content.catalogs.tokens import OBJECT, tokens_of
from tebiki.content.markdown.parser import parser
from tebiki.sphinxext.extension import MYST


def test_the_rules_are_those_of_myst() -> None:
    options = {name.removeprefix("myst_"): value for name, value in MYST.items()}
    theirs = create_md_parser(MdParserConfig(**options), RendererHTML).get_active_rules()  # type: ignore[arg-type]
    theirs["core"].remove("wordcount")  # counts, and leaves the tokens alone
    assert parser().get_active_rules() == theirs


def test_tokens() -> None:
    found = tokens_of('**太字** {fact}`a.b` [手順{step}`2`](#x "t") {nobreak}`1 2`、{ui}`c`*d*`e`')
    assert found.blocks == ("paragraph",)
    assert found.roles == {("fact", "a.b"): 1, ("step", "2"): 1, ("ui", "c"): 1}
    assert found.links == {'#x "t"': 1}
    assert found.code == {"e": 1}
    assert (found.strong, found.emphasis, found.empty, found.strange) == (1, 1, 0, ())
    assert found.visible == f"太字 {OBJECT} 手順{OBJECT} 1 2、{OBJECT}d{OBJECT}"


def test_what_is_strange() -> None:
    found = tokens_of("<https://a.b> [](#x) ****\n[^1]")
    assert set(found.strange) == {"autolink", "footnote_ref"}
    assert found.empty == 1
    assert tokens_of("- a").blocks == ("bullet_list",)
    assert tokens_of("a\n\nb").blocks == ("paragraph", "paragraph")
