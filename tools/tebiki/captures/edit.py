"""A capture in an editor: what it begins with, and changes saved as ``tebiki screens add`` saves them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..content.catalogs.language_folder import SOURCE
from ..content.legends import Legend, legend_of
from ..content.project import Project
from ..content.screen_files import load_photo, load_spec, shape_of, split_name
from ..content.screens import Box, Capture, Inputs, Picture, Screen, ScreenFile, Shape, Slot, slots
from ..content.toml_files import place_of
from ..errors import Place, Problem, TebikiError, fail
from .add import Added, Wish, add_picture, target_of

if TYPE_CHECKING:
    from ..render.capture import Source


@dataclass(frozen=True, slots=True)
class EditedCapture:
    """What an editor begins with.

    ``path``: the screen's TOML file; ``spec``: what it says, None where only a page knows the screen;
    ``picture`` and ``capture``: None while a drawing stands there. ``marks``: how many the page needs, None
    where nothing says so. ``shape``: None where only the system that is typed will tell it. ``drawing``:
    whether one can be put back.
    """

    name: str
    slot: Slot
    path: Path
    spec: ScreenFile | None
    picture: Path | None
    capture: Capture | None
    marks: int | None
    legend: Legend | None
    shape: Shape | None
    drawing: bool

    @property
    def first(self) -> int:
        """The number of its first mark where the manual shows it."""
        return self.legend.first if self.legend else 1

    @property
    def others(self) -> tuple[Slot, ...]:
        """What else of this screen has a capture: other languages, other versions of the system."""
        return tuple(slot for slot in slots(self.spec) if slot != self.slot) if self.spec else ()


def open_capture(project: Project, name: str, language: str | None = None) -> EditedCapture:
    """What is known of a screen's capture for all languages, or for one.

    ``name`` may have a variant (``android/password/android-9``). Raises `TebikiError`: those of
    `target_of` and of the files that it reads.
    """
    base, slot = target_of(project, name, None, language)
    path = project.screenshots / f"{base}.toml"
    spec = load_spec(project.screenshots, base)[1] if path.is_file() else None
    legend = legend_of(project, name)
    capture, drawing = slot.capture(spec) if spec else None, path.with_suffix(".typ").is_file()
    return EditedCapture(
        name=name,
        slot=slot,
        path=path,
        spec=spec,
        picture=slot.file(path) if capture else None,
        capture=capture,
        marks=_wanted(spec, slot, legend),
        legend=legend,
        shape=shape_of(path, spec, None) if drawing or (spec and spec.shape) else None,
        drawing=drawing and slot.variant is None,
    )


def draw_capture(project: Project, opened: EditedCapture) -> Picture | None:
    """The capture as its manual shows it, its numbers too; None while a drawing stands there.

    Raises `TebikiError` where a build would refuse it.
    """
    if opened.spec is None or opened.capture is None:
        return None
    from ..render.screen import draw  # noqa: PLC0415 -- an editor that only shows a form needs neither Pillow nor Typst

    base = split_name(opened.name)[0]
    photo = load_photo(base, opened.path, opened.spec, opened.slot)
    shape = shape_of(opened.path, opened.spec, photo.capture)
    language = opened.slot.language or SOURCE
    screen = Screen(opened.name, language, opened.path, opened.spec, photo, shape)
    return draw(screen, Inputs(language, {}, {}), project.cache, opened.first)


def _wanted(spec: ScreenFile | None, slot: Slot, legend: Legend | None) -> int | None:
    if spec and slot.variant is None and spec.marks:
        return len(spec.marks)
    return len(legend.items) if legend else None


def add_upload(project: Project, wish: Wish, data: bytes) -> Added:
    """Add a picture that a browser sent, as `add` does with a file.

    Raises `TebikiError` as `add` does; an upload may be a WebP, too, and its name tells nothing.
    """
    from ..render.capture import read_upload  # noqa: PLC0415 -- as above

    return add_picture(project, wish, lambda: read_upload(data, wish.file))


def edit_capture(project: Project, wish: Wish) -> Added:
    """Cut, cover, turn or mark again the capture that is there: added once more, from its own file.

    What it covered stays covered. Gives what ``tebiki screens add NAME screenshots/NAME.png --replace``
    gives. Raises `TebikiError` as `add` does, ``screens/not_captured`` and ``screens/changed``.
    """
    opened = open_capture(project, wish.name, wish.language)
    if opened.picture is None or opened.capture is None:
        fail("screens/not_captured", Place.of(opened.path))
    source = _stored(opened, opened.picture, opened.capture)
    covered = tuple(turned_box(box, wish.turn, source.image.size) for box in opened.capture.redact)
    again = replace(wish, file=opened.picture, redact=(*covered, *wish.redact), replace=True)
    return add_picture(project, again, lambda: source)


def _stored(opened: EditedCapture, picture: Path, capture: Capture) -> Source:
    """The pixels that the file describes; others nobody has looked at."""
    from ..render.capture import Source, read_stored  # noqa: PLC0415 -- as above

    if not picture.is_file():
        place = place_of(opened.path, opened.slot.keys)
        fail("screens/gone", place, file=Place.of(picture).file, table=opened.slot.table)
    data = picture.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != capture.sha256:
        place = place_of(opened.path, [*opened.slot.keys, "sha256"])
        fail("screens/changed", place, file=Place.of(picture).file, found=found)
    return Source(read_stored(data, picture), None, None)


def turned_box(box: Box, quarters: int, size: tuple[int, int]) -> Box:
    """Where a box of a picture of that size lies when it has been turned clockwise by quarters."""
    (left, top, width, height), (wide, high) = box, size
    for _ in range(quarters % 4):
        left, top, width, height = high - top - height, left, height, width
        wide, high = high, wide
    return (left, top, width, height)


def check_marks_given(opened: EditedCapture, count: int) -> None:
    """An editor leaves no mark to be placed later. Raises ``screens/marks_needed``."""
    if opened.marks is not None and count != opened.marks:
        values = {"wanted": opened.marks, "found": count}
        raise TebikiError([Problem("screens/marks_needed", Place.of(opened.path), values)])
