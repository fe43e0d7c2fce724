"""Where a node was written; needs docutils and nothing of a city's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from docutils import nodes

from ..errors import Place


def place_of(node: nodes.Node) -> Place:
    """Where a node was written: the nearest ancestor that knows."""
    here: nodes.Node | None = node
    while here is not None and here.line is None:
        here = here.parent
    source = (here.source if here is not None else None) or node.source or "?"
    return Place(_shown(source, Path.cwd()), here.line if here is not None else None)


@lru_cache(1024)
def _shown(source: str, folder: Path) -> str:
    """A file as `Place.of` names it from the working ``folder``: each block of a page asks for the same."""
    del folder  # part of the key alone
    return Place.of(Path(source)).file
