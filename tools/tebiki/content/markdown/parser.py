"""The one Markdown parser: build, catalogues, their guard and the checks of sources read by it.

MyST makes one of its own for each build; `use_rules` gives that the same rules, and a test holds the
two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_core import StateCore, normalize
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from ..composed_text import compose
from .constructs import extensions, switched_off
from .emphasis import use_emphasis

#: Blocks that a box ends without an empty line.
_BLOCKS: Final = ("paragraph", "reference", "blockquote", "list", "footnote_def")


#: A text that begins as no block does, and holds no sign by which Markdown or MyST knows anything: neither
#: ends of lines nor blanks that are unusual or at an end.
_PLAIN: Final = re.compile(
    r"[^\s0-9#>=~`:|%(+*\-.)\\_\[\]!<&{}$^@\"'][^\\`*_\[\]!<>&{}~^$|\x00-\x1f\x7f-\xa0\u2028\u2029]*"
)


def is_plain(text: str) -> bool:
    """Whether ``text``, composed, is a paragraph of these letters and nothing else.

    True for sure: whoever is told so need not parse it. False says nothing.
    """
    return bool(_PLAIN.fullmatch(text)) and not text[-1].isspace()


@cache
def parser() -> MarkdownIt:
    """markdown-it with the rules that MyST has under our settings, and ours."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    for name in sorted(extensions()):
        markdown.use(_EXTENSIONS[name])
    return use_rules(markdown.disable([*switched_off()]))


def use_rules(markdown: MarkdownIt) -> MarkdownIt:
    """``markdown`` with the rules that are ours and not MyST's: emphasis, and letters composed."""
    markdown.core.ruler.at("normalize", _compose)
    return markdown.use(use_emphasis)


def _compose(state: StateCore) -> None:
    normalize(state)
    state.src = compose(state.src)


def _colon_fence(markdown: MarkdownIt) -> None:
    fence = make_fence_rule(markers=(":",), token_type="colon_fence")  # noqa: S106 -- a kind of token
    markdown.block.ruler.before("fence", "colon_fence", fence, {"alt": [*_BLOCKS]})


#: What the table of constructs may name, by MyST's names.
_EXTENSIONS: Final[dict[str, Callable[[MarkdownIt], None]]] = {
    "colon_fence": _colon_fence,
    "deflist": deflist_plugin,
}
