"""A content as far as it can be read: what is wrong with one part hides nothing of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ..checks.city import City
from ..checks.stale_values import stale_values
from ..content.edition import Edition, earlier_editions, load_edition
from ..content.glossary import Glossary, load_glossary
from ..content.labels import Label, load_labels
from ..content.publication import Publication
from ..content.required import load_required
from ..content.settings import Config, load_config
from ..content.words import load_words
from ..errors import Problem, TebikiError

T = TypeVar("T")


@dataclass(slots=True)
class Project:
    """The content at ``root``. ``city`` is None where conf.py or the edition cannot be read.

    ``problems``: what was wrong with what could not be read.
    """

    root: Path
    config: Config
    labels: Mapping[str, Label]
    city: City | None = None
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, root: Path, edition: str | None = None) -> Project:
        """Read it. ``edition``: another than the current one. Raises `TebikiError` for conf.py alone."""
        found = cls(root, load_config(root), {})
        docs, settings, year = root / "docs", found.config.settings, edition or found.config.edition
        facts: Edition | None = found.attempt(lambda: load_edition(docs / "editions", year, settings))
        glossary = found.attempt(lambda: load_glossary(docs))
        found.labels = found.attempt(lambda: load_labels(docs / "labels")) or {}
        languages = found.attempt(lambda: {code: load_words(code) for code in settings.languages})
        required = found.attempt(lambda: load_required(docs))
        if facts is not None and languages is not None:
            before = found.attempt(lambda: earlier_editions(docs / "editions", year)) or ()
            stale = stale_values(before, facts, settings, languages.values())
            more = stale, required, found.labels
            found.city = City(root, settings, facts, languages, glossary or Glossary(), *more)
        return found

    def attempt(self, read: Callable[[], T]) -> T | None:
        """What ``read`` gives; None, and its problems kept, where it refuses."""
        try:
            return read()
        except TebikiError as error:
            self.problems.extend(error.problems)
            return None

    def publication(self, language: str) -> Publication:
        """The edition in one of the site's languages, without its translation; only with a ``city``."""
        assert self.city is not None
        words = self.city.languages
        return Publication(
            self.city.settings, self.city.edition, words[language], self.labels, tuple(words.values())
        )
