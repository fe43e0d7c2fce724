"""``docs/required.toml``: what the manuals must say."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..model.required import Required
from .tomlfile import load

#: Its name below ``docs``.
NAME: Final = "required.toml"


def load_required(docs: Path) -> Required | None:
    """The table; None where a content has none. Raises `TebikiError`: what the model refuses."""
    path = docs / NAME
    return load(Required, path) if path.is_file() else None
