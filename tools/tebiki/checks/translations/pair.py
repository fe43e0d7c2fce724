"""A message and its translation, read once for all checks."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

from ...content.catalogs.tokens import Tokens, tokens_of
from ...content.composed_text import compose
from ...content.ruby import RUBY_LANGUAGE, plain
from .notations import plain_numerals

#: A problem without its place: code, values.
Found = tuple[str, Mapping[str, str]]


@dataclass(frozen=True)
class Pair:
    """A msgid, its msgstr and the tokens of both."""

    msgid: str
    msgstr: str
    language: str
    source: Tokens
    target: Tokens

    @classmethod
    def read(cls, msgid: str, msgstr: str, language: str) -> Self:
        """Both texts, their letters and marks composed: ế is ế, however a keyboard has typed it."""
        msgid, msgstr = compose(msgid), compose(msgstr)
        return cls(msgid, msgstr, language, tokens_of(msgid), tokens_of(msgstr))

    @cached_property
    def bare(self) -> str:
        """What readers see of the translation, without readings."""
        shown = self.target.visible
        return plain(shown) if self.language == RUBY_LANGUAGE else shown

    @cached_property
    def texts(self) -> tuple[str, str]:
        """What readers see of both, without readings, full-width forms and numerals like Ⅳ made plain."""
        return _plain(self.source.visible), _plain(self.bare)


@lru_cache(4096)
def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", plain_numerals(text))
