"""A fact before and after, each language by its name."""

from __future__ import annotations

from collections.abc import Iterable

from ..editions.changes.found_changes import FactChange
from .place_words import PlaceWords


def fact_sides(names: PlaceWords, change: FactChange, only: str = "") -> tuple[str, str]:
    """What the file said and says, a line a language; ``only`` that one, where the fact has it."""
    spoken = {key: key.rpartition(".")[2] for key in change.leaves}
    if not set(spoken.values()) <= set(names.visit.project.languages):
        return change.before, change.after
    shown = [key for key, code in spoken.items() if only not in spoken.values() or code == only]
    before, after = (
        _lines(names, ((spoken[key], change.leaves[key][side] or "") for key in shown)) for side in (0, 1)
    )
    return before, after


def _lines(names: PlaceWords, texts: Iterable[tuple[str, str]]) -> str:
    """Texts with the names of their languages; Japanese needs none."""
    said = (text if code == "ja" else f"{names.language(code)}: {text}" for code, text in texts if text)
    return "\n".join(said)
