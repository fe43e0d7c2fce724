"""Which screens the pages show, and which declared ones nobody shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import Place, Problem
from .screen_files import list_screens, load_spec, split_name
from .screens import ScreenFile, slots
from .sources import sources
from .text_files import read_text
from .toml_files import place_of

_DIRECTIVE = re.compile(r"\s*(?::{3,}|`{3,})\{screen\}\s+(\S+)")


def shown_screens(docs: Path) -> Mapping[str, tuple[Place, ...]]:
    """Screens by the name that a page gives (``android/password``), each with where it is shown."""
    found: dict[str, tuple[Place, ...]] = {}
    for path in sources(docs):
        for number, line in enumerate(read_text(path).split("\n"), 1):
            if directive := _DIRECTIVE.match(line):
                found[directive[1]] = (*found.get(directive[1], ()), Place.of(path, number))
    return found


def mistakes(docs: Path, root: Path) -> Iterator[Problem]:
    """What does not fit between the pages in ``docs`` and the screens below ``root``.

    Yields ``screens/undeclared_shown`` (a page shows a screen that has no TOML file),
    ``screens/unshown`` (a TOML file or a variant that no page shows) and ``screens/stray``
    (a picture that belongs to no screen).
    """
    declared, shown = list_screens(root), shown_screens(docs)
    for name, places in shown.items():
        if split_name(name)[0] not in declared:
            file = Place.of(root / f"{split_name(name)[0]}.toml").file
            yield Problem("screens/undeclared_shown", places[0], {"name": name, "file": file})
    pictures: set[Path] = set()
    for name in declared:
        path, spec = load_spec(root, name)
        pictures |= {slot.file(path) for slot in slots(spec)}
        yield from _unshown(path, name, spec, frozenset(shown))
    for picture in sorted(root.rglob("*.png")):
        if picture not in pictures:
            yield Problem("screens/stray", Place.of(picture), {"name": picture.name})


def _unshown(path: Path, name: str, spec: ScreenFile, shown: frozenset[str]) -> Iterator[Problem]:
    if name not in {split_name(other)[0] for other in shown}:
        yield Problem("screens/unshown", Place.of(path), {"name": name})
        return
    stand_in = {variant.fallback for key, variant in spec.variants.items() if f"{name}/{key}" in shown}
    for key in spec.variants:
        if f"{name}/{key}" not in shown and key not in stand_in:
            yield Problem("screens/unshown", place_of(path, ["variants", key]), {"name": f"{name}/{key}"})
