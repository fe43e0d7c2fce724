"""A content as far as it can be read: what is wrong with one part hides nothing of the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ..checks.city import City
from ..checks.stale_values import stale_values
from ..content.glossary import Glossary
from ..content.project import Project, attempt
from ..content.publication import Publication
from ..errors import Problem

T = TypeVar("T")


@dataclass(slots=True)
class ReadableContent:
    """What of ``project`` can be read. ``city`` is None where the edition or the engine's words cannot be.

    ``problems``: what was wrong with what could not be read.
    """

    project: Project
    city: City | None = None
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, project: Project) -> ReadableContent:
        """Read all parts. Raises `TebikiError` for conf.py alone."""
        found, settings = cls(project), project.settings
        facts = found.attempt(lambda: project.edition)
        glossary = found.attempt(lambda: project.glossary)
        labels = found.attempt(lambda: project.labels) or {}
        languages = found.attempt(lambda: project.words)
        required = found.attempt(lambda: project.required)
        if facts is not None and languages is not None:
            before = found.attempt(lambda: project.earlier) or ()
            stale = stale_values(before, facts, settings, languages.values())
            more = stale, required, labels
            found.city = City(project.root, settings, facts, languages, glossary or Glossary(), *more)
        return found

    def attempt(self, read: Callable[[], T]) -> T | None:
        """What ``read`` gives; None, and its problems kept, where it refuses."""
        return attempt(read, self.problems)


def publication_of(city: City, language: str) -> Publication:
    """The edition in one of the site's languages, without its translation."""
    words = city.languages
    return Publication(city.settings, city.edition, words[language], city.labels, tuple(words.values()))
