"""``docs/accessibility.toml``: what people have told of each success criterion."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from ..errors import Problem, TebikiError
from ..model.accessibility import Accessibility
from .formats import ACCESSIBILITY
from .tomlfile import load, place_of

FILE: Final = "accessibility.toml"


def load_accessibility(docs: Path, known: Collection[str]) -> Accessibility | None:
    """The file, or None where there is none. ``known``: the criteria that there are.

    Raises `TebikiError` for what the model refuses and for a criterion that does not exist.
    """
    path = docs / FILE
    if not path.exists():
        return None
    told = load(Accessibility, path, ACCESSIBILITY)
    if strange := [number for number in told.criteria if number not in known]:
        raise TebikiError(
            Problem("toml/no-criterion", place_of(path, ["criteria", number]), {"number": number})
            for number in strange
        )
    return told
