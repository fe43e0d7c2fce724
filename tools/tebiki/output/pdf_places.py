"""Where in a finished PDF the places begin that a link can lead to: sections by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf


def section_pages(path: Path) -> Mapping[str, int]:
    """The page (from 1) of each named place; empty for a file without names, or that cannot be read."""
    try:
        with pikepdf.open(path) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
            return {} if names is None else dict(_places(names, numbers))
    except (pikepdf.PdfError, OSError):
        return {}


def page_count(path: Path) -> int:
    """How many pages a PDF has. Raises `pikepdf.PdfError` for what is none."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _places(node: pikepdf.Object, numbers: Mapping[Any, int]) -> Iterator[tuple[str, int]]:
    """The leaves of a tree of names: pairs of a name and where it leads."""
    pairs = [*node.get("/Names", pikepdf.Array())]
    for name, place in zip(pairs[::2], pairs[1::2], strict=False):
        target = place.get("/D") if isinstance(place, pikepdf.Dictionary) else place
        if isinstance(target, pikepdf.Array) and len(target) and target[0].objgen in numbers:
            yield str(name), numbers[target[0].objgen]
    for kid in node.get("/Kids", pikepdf.Array()):
        yield from _places(kid, numbers)
