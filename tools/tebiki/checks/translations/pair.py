"""A message and its translation, read once for all checks."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ...content.catalogs.tokens import Tokens
from ...content.languages import LanguageData, load_language
from ...content.ruby import plain

#: A problem without its place: code, values.
Found = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A msgid, its msgstr and the tokens of both."""

    msgid: str
    msgstr: str
    language: str
    source: Tokens
    target: Tokens

    @property
    def data(self) -> LanguageData:
        """What is known of the translation's language."""
        return load_language(self.language)

    @property
    def texts(self) -> tuple[str, str]:
        """What readers see of both, without readings, full-width forms made plain."""
        here = self.target.visible
        here = plain(here) if self.data.readings else here
        return unicodedata.normalize("NFKC", self.source.visible), unicodedata.normalize("NFKC", here)
