"""The rule about files that an older engine has written."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.format_numbers import older_files
from ...errors import Place, Problem
from ..rule import rule
from ..subjects.sources import EditionFacts


@rule(
    "format/older",
    bad="year = 2025",
    good="format = 2\nyear = 2025",
    severity="warning",
)
def older(facts: EditionFacts) -> Iterator[Problem]:
    """Each file that carries a format number is of today's format; told once for the whole project."""
    if found := older_files(facts.city.root):
        yield Problem("format/older", Place.of(found[0]), {"count": len(found)})
