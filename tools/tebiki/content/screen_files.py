"""``screenshots/``: declared screens, each with the picture that its language shows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NoReturn

from ..errors import Place, Problem, TebikiError, fail
from .formats import SCREEN
from .legibility import Reading, crop_for, reading
from .png import header_of
from .screens import (
    MOST_MARKS,
    Box,
    Capture,
    Drawing,
    Photo,
    Screen,
    ScreenFile,
    Shape,
    Slot,
    captured_shape,
    drawn_shape,
    slots,
)
from .text_files import read_text
from .toml_files import place_of, toml_of, validate

#: A capture's sides in pixels; beyond, it is none of one screen.
LONGEST_SIDE = 10_000
#: And all its pixels: decoded they take four bytes each.
MOST_PIXELS = 40_000_000
#: What a variant's ``fallback`` calls the screen itself.
MAIN = "main"

#: How many screens' files are remembered, by path and text.
_REMEMBERED: Final = 512

Key = tuple[str | int, ...]
Size = tuple[int, int]


def list_screens(root: Path) -> tuple[str, ...]:
    """The names of all declared screens (``android/password``), sorted."""
    return tuple(sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.glob("*/*.toml")))


def split_name(name: str) -> tuple[str, str | None]:
    """A name as a page gives it: the screen and the variant (``android/password/android-9``)."""
    parts = name.split("/")
    return ("/".join(parts[:2]), "/".join(parts[2:])) if len(parts) > 2 else (name, None)


def load_spec(root: Path, name: str) -> tuple[Path, ScreenFile]:
    """The TOML file of the screen ``name`` (without a variant), and what it says.

    Raises `TebikiError`: ``screens/unknown`` and those of a TOML file.
    """
    path = root / f"{name}.toml"
    if not _is_declared(root, name):
        fail("screens/unknown", Place.of(path), name=name, allowed=", ".join(list_screens(root)))
    return path, _spec(path, read_text(path))


@lru_cache(_REMEMBERED)
def _spec(path: Path, text: str) -> ScreenFile:
    """What the file ``path`` says with that text. Each page that shows the screen asks twice."""
    return validate(ScreenFile, path, toml_of(text, path, SCREEN))


def _is_declared(root: Path, name: str) -> bool:
    """Whether `list_screens` has the name, letter for letter, on systems that know no case, too."""
    folder, _, own = name.partition("/")
    return _has(root, folder) and _has(root / folder, f"{own}.toml")


def _has(folder: Path, name: str) -> bool:
    try:
        return name in os.listdir(folder)  # noqa: PTH208 -- names alone, for each picture of a page
    except OSError:
        return False


def load_screen(root: Path, name: str, language: str) -> Screen:
    """The screen ``name`` below ``root`` as ``language`` shows it.

    A capture of the language goes before one for all languages, that before the fallback
    that the file names, and that before the drawing. ``android/password/android-9`` asks for
    a variant. Raises `TebikiError` (``screens/…``) for a screen or variant that is not there,
    a picture that is not the recorded one, boxes outside it, text too small to read, and
    those of a TOML file.
    """
    base, variant = split_name(name)
    path, spec = load_spec(root, base)
    slot, instead = choose(path, spec, language, variant)
    source = _drawing(path, spec, language) if slot is None else load_photo(base, path, spec, slot)
    shape = shape_of(path, spec, None if isinstance(source, Drawing) else source.capture)
    screen = Screen(name, language, path, spec, source, shape, instead)
    if screen.marks > MOST_MARKS:
        fail("screens/too_many", Place.of(path), count=screen.marks, most=MOST_MARKS)
    return screen


def shape_of(path: Path, spec: ScreenFile | None, capture: Capture | None) -> Shape:
    """The shape of the screen that the TOML file ``path`` describes, whatever its folder is called.

    What the file declares goes first, then what the drawing beside it shows, so that a capture in a
    drawing's place keeps its room, then the ``os`` of the capture in hand.
    """
    if spec is not None and spec.shape is not None:
        return spec.shape
    drawing = path.with_suffix(".typ")
    if capture is None or drawing.is_file():
        return drawn_shape(read_text(drawing))
    return captured_shape(capture)


def choose(
    path: Path, spec: ScreenFile, language: str, variant: str | None
) -> tuple[Slot | None, str | None]:
    """The capture that ``language`` shows (None: the drawing), and the fallback if it is one."""
    if variant is None:
        return _main(path, spec, language)
    if variant not in spec.variants:
        allowed = ", ".join(sorted(spec.variants)) or "-"
        fail("screens/variant", Place.of(path), name=variant, allowed=allowed)
    if slot := _own(path, spec, language, variant):
        return slot, None
    named = spec.variants[variant].fallback
    if named == MAIN:
        return _main(path, spec, language)[0], MAIN
    slot = None if named is None else _own(path, spec, language, named)
    if slot is None:
        _no_variant(path, variant, language)
    return slot, named


def _no_variant(path: Path, variant: str, language: str) -> NoReturn:
    place, file = place_of(path, ["variants", variant]), Place.of(Slot(None, variant).file(path)).file
    fail("screens/variant_empty", place, name=variant, language=language, file=file)


def _main(path: Path, spec: ScreenFile, language: str) -> tuple[Slot | None, str | None]:
    if slot := _own(path, spec, language, None):
        return slot, None
    if spec.fallback is None:
        return None, None
    slot = _there(path, spec, Slot(spec.fallback))
    if slot is None:
        file = Place.of(Slot(spec.fallback).file(path)).file
        fail("screens/fallback", place_of(path, ["fallback"]), language=spec.fallback, file=file)
    return slot, spec.fallback


def _own(path: Path, spec: ScreenFile, language: str, variant: str | None) -> Slot | None:
    """The capture made for this language; ``ja_simple`` also takes that of ``ja``."""
    for key in dict.fromkeys([language, language.partition("_")[0], None]):
        if slot := _there(path, spec, Slot(key, variant)):
            return slot
    return None


def _there(path: Path, spec: ScreenFile, slot: Slot) -> Slot | None:
    """The slot if it has a capture. A picture without its table, or a table without, is a mistake."""
    picture, described = slot.file(path), slot.capture(spec) is not None
    if picture.is_file() and not described:
        fail("screens/undeclared", Place.of(path), file=Place.of(picture).file, table=slot.table)
    if described and not picture.is_file():
        fail("screens/gone", place_of(path, slot.keys), file=Place.of(picture).file, table=slot.table)
    return slot if described else None


def _drawing(path: Path, spec: ScreenFile, language: str) -> Drawing:
    drawing = path.with_suffix(".typ")
    if not drawing.is_file():
        _no_picture(path, spec, language)
    return Drawing(drawing, read_text(drawing))


def _no_picture(path: Path, spec: ScreenFile, language: str) -> NoReturn:
    drawing = path.with_suffix(".typ")
    if there := [slot.language for slot in slots(spec) if slot.variant is None and slot.language]:
        fail("screens/no_language", Place.of(path), language=language, there=", ".join(there), one=there[0])
    fail("screens/no_picture", Place.of(path), drawing=drawing.name, capture=path.with_suffix(".png").name)


def load_photo(name: str, path: Path, spec: ScreenFile, slot: Slot) -> Photo:
    """The capture of a slot that the file describes, checked against what it says of it."""
    capture, picture = slot.capture(spec), slot.file(path)
    assert capture is not None
    data = picture.read_bytes()
    size = _size(data, picture)
    found = hashlib.sha256(data).hexdigest()
    if found != capture.sha256:
        place = place_of(path, [*slot.keys, "sha256"])
        fail("screens/changed", place, file=Place.of(picture).file, found=found)
    check_boxes(path, slot.keys, capture, size)
    check_marks(name, path, spec, slot)
    check_text(name, path, spec, slot, size)
    return Photo(picture, data, *size, capture, slot)


def _size(data: bytes, picture: Path) -> Size:
    """Width and height from the first chunk of a PNG."""
    header = header_of(data)
    if header is None:
        fail("screens/not_png" if data else "screens/empty", Place.of(picture))
    check_size(picture, header.width, header.height)
    return header.width, header.height


def check_size(picture: Path, width: int, height: int) -> None:
    """Refuse, before anything is decoded, what is no capture of one screen."""
    fits = 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and width * height <= MOST_PIXELS
    if not fits:
        values = {"width": width, "height": height, "most": LONGEST_SIDE, "pixels": MOST_PIXELS // 1_000_000}
        raise TebikiError([Problem("screens/too_large", Place.of(picture), values)])


def check_boxes(path: Path, table: Key, capture: Capture, size: Size) -> None:
    """Every box lies within the file, and every mark within what the crop leaves."""
    whole: Box = (0, 0, *size)
    visible = capture.crop or whole
    boxes: list[tuple[Key, Box, Box]] = [(("crop",), visible, whole)]
    boxes += [(("redact", i), box, whole) for i, box in enumerate(capture.redact)]
    boxes += [(("marks", i), mark.box, visible) for i, mark in enumerate(capture.marks)]
    wrong = [(key, box, frame) for key, box, frame in boxes if not within(box, frame)]
    if wrong:
        raise TebikiError(
            Problem("screens/outside", place_of(path, [*table, *key]), {"box": [*box], "frame": [*frame]})
            for key, box, frame in wrong
        )


def within(box: Box, frame: Box) -> bool:
    """Whether the first box lies in the second."""
    left, top, width, height = box
    x, y, w, h = frame
    return x <= left and y <= top and left + width <= x + w and top + height <= y + h


def check_marks(name: str, path: Path, spec: ScreenFile, slot: Slot) -> None:
    """A capture in a drawing's place has as many marks: the legend stays."""
    capture = slot.capture(spec)
    assert capture is not None
    wanted, found = len(spec.marks), len(capture.marks)
    if slot.variant is None and wanted and wanted != found:
        values = {"wanted": wanted, "found": found, "name": name, "table": slot.table}
        raise TebikiError([Problem("screens/marks", place_of(path, slot.keys), values)])


def check_text(name: str, path: Path, spec: ScreenFile, slot: Slot, size: Size) -> None:
    """What marks point to can be read on a phone and in print, else say which crop helps."""
    capture = slot.capture(spec)
    assert capture is not None
    if capture.marks and capture.text_height is None:
        fail("screens/text_height", place_of(path, slot.keys), name=name, table=slot.table)
    place = place_of(path, [*slot.keys, "text_height"])
    if problem := small_text(shape_of(path, spec, capture), capture, size, place):
        raise TebikiError([problem])


def small_text(shape: Shape, capture: Capture, size: Size, place: Place) -> Problem | None:
    """What is to be said where the marked text is shown too small; None where it can be read."""
    found = reading(shape, capture, size)
    if found is None or not (found.small_in_print or found.small_on_web):
        return None
    return Problem(_small(found), place, _small_values(found, capture, size))


def _small(found: Reading) -> str:
    if found.needed > found.widest:
        return "screens/small_apart"
    return "screens/small" if found.small_on_web else "screens/small_print"


def _small_values(found: Reading, capture: Capture, size: Size) -> dict[str, object]:
    crop: Sequence[int] = () if found.needed > found.widest else crop_for(capture, size, found.widest)
    return {
        "text": capture.text_height,
        **found.words,
        "widest": found.widest,
        "needed": found.needed,
        "crop": ",".join(map(str, crop)),
    }
