"""The pages of a built site in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ...errors import Place, fail
from .blocks import Page
from .read_page import read_page


def read_site(folder: Path, order: Sequence[str]) -> Mapping[str, Page]:
    """The pages in a language's folder by name; the manuals in ``order``, then the others.

    Raises `TebikiError` (``compare/site``) where there are none.
    """
    found = {path.stem: path for path in sorted(folder.glob("*.html"))}
    if not found:
        fail("compare/site", Place.of(folder))
    names = [name for name in order if name in found]
    return {name: read_page(found[name]) for name in [*names, *(n for n in found if n not in names)]}
