"""A text and its place: what subjects of every medium yield, so that a rule about words is written once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from ...content.ruby import RUBY_LANGUAGE, plain
from ...errors import Place

#: What is put in for a role: it counts one and says nothing.
VALUE: Final = "＊"
#: A link of a page: what it says, where it leads.
MARKDOWN_LINK: Final = re.compile(r"(?<!!)\[([^\]\n]{1,80})\]\(([^)\n]*)\)")
_ROLE: Final = re.compile(r"\{[\w:]+\}`([^`]*)`")
_LINK: Final = re.compile(r"\[((?:[^\[\]])*)\]\([^)]*\)")


class PlacedText(NamedTuple):
    """A line, a paragraph, an alt. ``where`` is asked for findings only: it may read the file again.

    ``written``: as it stands in the file. ``words``: as readers get it, roles and character references
    resolved. ``lang``: its language as the medium names it, a Sphinx code or a BCP 47 tag; empty where it
    has none or several. ``language``: the Sphinx code; None where the city does not have the language.
    ``quoted``: words of somebody else, letter by letter, which no rule of style is about.
    """

    written: str
    words: str
    where: Callable[[], Place]
    lang: str = ""
    language: str | None = None
    quoted: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.where()


def without_roles(text: str) -> str:
    """Text with one sign for each role, so that its words are left."""
    return _ROLE.sub(VALUE, text)


def words_of(markdown: str, language: str) -> str:
    """A text of the sources as it is read: no markup, no readings, one sign for each role."""
    text = _LINK.sub(r"\1", without_roles(markdown)).replace("**", "")
    return plain(text) if language == RUBY_LANGUAGE else text
