"""The city and its edition, as checks and rules compare texts and files with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..content.edition import Edition
from ..content.glossary import Glossary
from ..content.labels import Label
from ..content.required import Required
from ..content.settings import Settings
from ..content.words import Words
from .stale_values import Stale


@dataclass(frozen=True, eq=False)
class City:
    """The city's settings and the facts of the edition that everything is held to.

    ``languages``: words of each language of the site, by Sphinx code; ``words``: by BCP 47 tag.
    ``stale``: what earlier editions printed and this one does not.
    """

    root: Path
    settings: Settings
    edition: Edition
    languages: Mapping[str, Words]
    glossary: Glossary = field(default_factory=Glossary)
    stale: tuple[Stale, ...] = ()
    #: What the manuals must say; None where no table is there, or none that can be read. A build has none:
    #: no output depends on it, and a look that is recorded must not ask for another build.
    required: Required | None = None
    #: Words on screens; none where they cannot be read.
    labels: Mapping[str, Label] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """The same by the tag that pages bear."""
        return {words.tag: words for words in self.languages.values()}

    @cached_property
    def certificates(self) -> frozenset[str]:
        """Ids that may be named: this edition's and those of its manuals' histories."""
        rows = [row for manual in self.edition.manuals.values() for row in manual.history]
        return frozenset({self.edition.certificate.id, *(row.certificate for row in rows if row.certificate)})

    @property
    def file(self) -> Path:
        """The file of the edition."""
        return self.root / "docs" / "editions" / f"{self.edition.year}.toml"

    def code_of(self, tag: str) -> str | None:
        """The Sphinx code of a page's language; None for one that the site has not."""
        words = self.words.get(tag)
        return words.language if words else None
