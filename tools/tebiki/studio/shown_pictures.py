"""Pictures of screens for rooms that show them: each at an address, with its size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..captures.drawn_pictures import draw_pictures
from ..content.screens import Picture
from ..errors import Problem
from .kept_gallery import project_of
from .visit import Visit


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in CSS px, at an address that the browser fetches by itself."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShownPictures:
    """Pictures by the names that pages give. ``left``: not drawn yet; ``wrong``: why one cannot be."""

    pictures: Mapping[str, ShownPicture]
    wrong: Mapping[str, tuple[Problem, ...]]
    left: tuple[str, ...]


def show_pictures(
    visit: Visit, manual: str, names: Iterable[str], goes_on: Callable[[], bool] = lambda: True
) -> ShownPictures:
    """The pictures of a manual as it shows them; see `draw_pictures`."""
    drawn = draw_pictures(project_of(visit), manual, names, goes_on)
    shown = {name: _shown(visit, picture) for name, picture in drawn.pictures.items()}
    return ShownPictures(shown, drawn.wrong, drawn.left)


def _shown(visit: Visit, picture: Picture) -> ShownPicture:
    """Half as wide as its pixels: pictures have 144 ppi."""
    address = visit.file_address("pictures", picture.path.name)
    return ShownPicture(address, picture.width // 2, picture.height // 2)
