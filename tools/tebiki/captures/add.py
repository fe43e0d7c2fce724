"""A capture takes its place: read, covered, cut, written without anything else, described."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..content.formats import SCREEN
from ..content.project import Project
from ..content.screen_files import (
    LONGEST_SIDE,
    list_screens,
    load_spec,
    shape_of,
    small_text,
    split_name,
    within,
)
from ..content.screens import MOST_MARKS, Box, Capture, CaptureMark, ScreenFile, Shape, Slot, Verification
from ..content.shown_screens import shown_screens
from ..content.upgrade import upgraded_text
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, UsageError, fail
from .check import preview_path, write_preview
from .toml_table import new_file, with_capture, with_verified

if TYPE_CHECKING:
    from ..render.capture import Pixels, Source

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9-]*")
_BOX: Final = re.compile(r"\s*\d{1,6}\s*(,\s*\d{1,6}\s*){3}")
_PIXELS: Final = re.compile(r"[1-9]\d{0,3}")
_VARIANT: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked to add.

    Boxes are in pixels of the upright picture as it was captured, after ``turn`` quarters clockwise.
    """

    name: str
    file: Path
    device: str | None = None
    os: str | None = None
    on: date | None = None
    by: str | None = None
    text_height: int | None = None
    language: str | None = None
    variant: str | None = None
    turn: int = 0
    crop: Box | None = None
    redact: tuple[Box, ...] = ()
    marks: tuple[Box, ...] = ()
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What was written. ``unplaced`` counts marks that still need a place."""

    picture: Path
    description: Path
    preview: Path
    slot: Slot
    capture: Capture
    size: tuple[int, int]
    unplaced: int


def add(project: Project, wish: Wish) -> Added:
    """Put a capture in the place of a drawing or of an older capture.

    Raises `TebikiError` (``screens/…``) for what is wrong with the picture or with what the
    project knows, `UsageError` for what the command lacks; then nothing was written.
    """
    from ..render.capture import read_source  # noqa: PLC0415 -- pictures of others than captures need no Pillow

    return add_picture(project, wish, lambda: read_source(wish.file))


def add_picture(project: Project, wish: Wish, read: Callable[[], Source]) -> Added:
    """`add` for pixels that ``read`` gives, wherever they come from; ``wish.file`` only names them."""
    from ..render.capture import png_of  # noqa: PLC0415 -- as in `add`

    name, slot = target_of(project, wish.name, wish.variant, wish.language)
    path = project.screenshots / f"{name}.toml"
    spec = load_spec(project.screenshots, name)[1] if path.exists() else None
    picture = slot.file(path)
    if not wish.replace and (picture.exists() or (spec is not None and slot.capture(spec))):
        fail("screens/exists", Place.of(picture), table=slot.table)
    source = read()
    image, capture = _prepared(wish, source)
    data = png_of(image)
    capture = capture.model_copy(update={"sha256": hashlib.sha256(data).hexdigest()})
    _check(wish, spec if slot.variant is None else None, capture)
    _check_size(wish, shape_of(path, spec, capture), capture, image.size)
    unplaced = [] if capture.marks else _names_of_marks(spec)
    text = _described(path, wish, slot, capture, unplaced)
    preview = preview_path(project, name, slot, "grid")
    write_preview(preview, image, capture)
    write_together([(picture, data), (path, text.encode())])
    return Added(picture, path, preview, slot, capture, image.size, len(unplaced))


def target_of(project: Project, name: str, variant: str | None, language: str | None) -> tuple[str, Slot]:
    """The screen's name and the capture's slot; a name counts if a file or a page knows it.

    Raises `UsageError`: ``screens/unknown``, ``screens/variant_name``, ``build/language``.
    """
    base, own = split_name(name)
    variant = variant or own
    shown = {split_name(known)[0] for known in shown_screens(project.docs)}
    known = sorted({*list_screens(project.screenshots), *shown})
    if base not in known or not _NAME.fullmatch(base):
        values = {"name": base, "allowed": ", ".join(known)}
        raise UsageError([Problem("screens/unknown", Place("tebiki screens add"), values)])
    if variant is not None and not _VARIANT.fullmatch(variant):
        raise UsageError([Problem("screens/variant_name", Place("--variant"), {"name": variant})])
    spoken = sorted({*project.languages, *(code.partition("_")[0] for code in project.languages)})
    if language is not None and language not in spoken:
        values = {"name": language, "known": ", ".join(spoken)}
        raise UsageError([Problem("build/language", Place("--language"), values)])
    return base, Slot(language, variant)


def _prepared(wish: Wish, source: Source) -> tuple[Pixels, Capture]:
    """The pixels to keep and their description; what lies outside the crop is kept nowhere."""
    from ..render.capture import cover, cut, turn  # noqa: PLC0415 -- as in `add`

    device, on = _known(wish, source)
    upright = turn(source.image, wish.turn)
    crop = wish.crop or (0, 0, *upright.size)
    _check_boxes(wish, upright.size)
    image = cut(cover(upright, wish.redact), crop)
    capture = Capture(
        sha256="0" * 64,
        device=device,
        os=str(wish.os),
        on=on,
        text_height=wish.text_height,
        redact=tuple(_moved(box, crop) for box in wish.redact if _meets(box, crop)),
        marks=tuple(CaptureMark(box=_moved(box, crop)) for box in wish.marks),
    )
    return image, capture


def _known(wish: Wish, source: Source) -> tuple[str, date]:
    """Device and date, as said or as the file's metadata says. What is then missing is told at once."""
    device, on = wish.device or source.device, wish.on or source.on
    given = {"--device": device, "--os": wish.os, "--on": on}
    if wish.marks:
        given["--text-height"] = str(wish.text_height or "")
    missing = [option for option, value in given.items() if not value]
    if missing or device is None or on is None:
        values = {"options": " ".join(missing)}
        raise UsageError([Problem("screens/needs", Place("tebiki screens add"), values)])
    return device, on


def _check_boxes(wish: Wish, size: tuple[int, int]) -> None:
    if problems := list(_outside(wish, size)):
        raise TebikiError(problems)


def _outside(wish: Wish, size: tuple[int, int]) -> Iterator[Problem]:
    whole: Box = (0, 0, *size)
    visible = wish.crop or whole
    boxes = [("--crop", visible, whole)]
    boxes += [("--redact", box, whole) for box in wish.redact]
    boxes += [("--mark", box, visible) for box in wish.marks]
    for option, box, frame in boxes:
        if not within(box, frame):
            place = Place.of(wish.file, key=f"{option} {','.join(map(str, box))}")
            yield Problem("screens/outside", place, {"box": list(box), "frame": list(frame)})


def _meets(box: Box, frame: Box) -> bool:
    x, y, width, height = box
    left, top, wide, high = frame
    return x < left + wide and left < x + width and y < top + high and top < y + height


def _moved(box: Box, crop: Box) -> Box:
    """The part of ``box`` within ``crop``, in pixels of what is cut out."""
    left, top = max(box[0], crop[0]), max(box[1], crop[1])
    right = min(box[0] + box[2], crop[0] + crop[2])
    bottom = min(box[1] + box[3], crop[1] + crop[3])
    return (left - crop[0], top - crop[1], right - left, bottom - top)


def _check(wish: Wish, spec: ScreenFile | None, capture: Capture) -> None:
    """What a build would refuse is refused before anything is written."""
    count, wanted = len(capture.marks), len(spec.marks) if spec else 0
    if count > MOST_MARKS:
        fail("screens/too_many", Place.of(wish.file, key="--mark"), count=count, most=MOST_MARKS)
    if wanted and count not in (0, wanted):
        fail("screens/marks_given", Place.of(wish.file, key="--mark"), wanted=wanted, found=count)


def _check_size(wish: Wish, shape: Shape, capture: Capture, size: tuple[int, int]) -> None:
    """Marked text that pages or print would show too small."""
    if problem := small_text(shape, capture, size, Place.of(wish.file, key="--text-height")):
        raise TebikiError([_for_source(problem, wish)])


def _for_source(problem: Problem, wish: Wish) -> Problem:
    """The advised crop in pixels of the file that the person has before them."""
    crop = str(problem.values["crop"])
    if wish.crop is None or not crop:
        return problem
    x, y, width, height = map(int, crop.split(","))
    moved = f"{x + wish.crop[0]},{y + wish.crop[1]},{width},{height}"
    return Problem(problem.code, problem.place, {**problem.values, "crop": moved})


def _names_of_marks(spec: ScreenFile | None) -> Sequence[str]:
    return [mark.element for mark in spec.marks] if spec else []


def _described(path: Path, wish: Wish, slot: Slot, capture: Capture, unplaced: Sequence[str]) -> str:
    """The new text of the screen's TOML file, in today's format."""
    text = upgraded_text(path, SCREEN) if path.exists() else new_file(capture)
    table: str | None = with_capture(text, slot, capture, unplaced)
    if table is None:
        fail("screens/by_hand", Place.of(path, key=slot.table), table=slot.table)
    if wish.by is None:
        return table
    seen = Verification(by=wish.by, device=capture.device, os=capture.os, on=capture.on)
    verified = with_verified(table, seen)
    if verified is None:
        fail("screens/by_hand", Place.of(path, key="verified"), table="verified")
    return verified


def box_of(option: str, text: str) -> Box:
    """``left,top,width,height`` as four whole numbers. Raises `UsageError`."""
    plain = re.sub(r"\s*[,、]\s*", ",", unicodedata.normalize("NFKC", text).strip())
    numbers = [int(part) for part in plain.split(",")] if _BOX.fullmatch(plain) else []
    if len(numbers) != 4 or not (numbers[2] and numbers[3]):
        raise UsageError([Problem("screens/box", Place(option), {"value": text, "most": LONGEST_SIDE})])
    left, top, width, height = numbers
    return (left, top, width, height)


def pixels_of(option: str, text: str) -> int:
    """The height of a character, 1 to 9999 pixels. Raises `UsageError`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _PIXELS.fullmatch(plain):
        raise UsageError([Problem("screens/pixels", Place(option), {"value": text})])
    return int(plain)
