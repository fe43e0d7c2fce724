"""Pictures as a manual shows them, marks and all, taken from the cache or drawn into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..content.catalogs.language_folder import SOURCE
from ..content.legends import first_marks
from ..content.project import Project
from ..content.screens import Picture
from ..errors import Problem, TebikiError


@dataclass(frozen=True, slots=True)
class DrawnPictures:
    """Pictures by the names that pages give. ``wrong``: why one cannot be shown; ``left``: not drawn yet."""

    pictures: Mapping[str, Picture]
    wrong: Mapping[str, tuple[Problem, ...]]
    left: tuple[str, ...]


def draw_pictures(
    project: Project, manual: str, names: Iterable[str], goes_on: Callable[[], bool] = lambda: True
) -> DrawnPictures:
    """The pictures of a manual in Japanese; ``goes_on`` is asked before one is drawn, else it is left.

    Marks count on within a section, as the manual numbers them. What is wrong with one hides no other.
    Raises `TebikiError` where all are wrong: facts, labels, the manual's own text.
    """
    from ..render.screen import draw, find_drawn  # noqa: PLC0415 -- rooms without pictures need neither Pillow nor Typst

    source, inputs = project.walk_source, project.publication(SOURCE).inputs(manual)
    first = first_marks(project, manual)
    found: dict[str, Picture] = {}
    wrong: dict[str, tuple[Problem, ...]] = {}
    left: list[str] = []
    for name in dict.fromkeys(names):
        try:
            screen = source.screen(name)
            picture = find_drawn(screen, inputs, project.cache, first.get(name, 1))
            if picture is None and goes_on():
                picture = draw(screen, inputs, project.cache, first.get(name, 1))
            if picture is None:
                left.append(name)
            else:
                found[name] = picture
        except TebikiError as error:
            wrong[name] = error.problems
    return DrawnPictures(found, wrong, tuple(left))
