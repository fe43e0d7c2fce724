"""The rule about letters whose marks are stored apart."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.composed_text import files_apart
from ...errors import Place, Problem
from ..rule import rule
from ..subjects.sources import EditionFacts


@rule(
    "text/apart",
    bad="か\u3099",
    good="が",
    severity="warning",
)
def apart(facts: EditionFacts) -> Iterator[Problem]:
    """Letters and their marks are stored in one piece; told once for the whole project."""
    if found := files_apart(facts.city.root):
        yield Problem("text/apart", Place.of(found[0]), {"count": len(found)})
