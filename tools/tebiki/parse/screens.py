"""``screenshots/``: declared screens, each with the picture that its language shows."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from pathlib import Path

from ..errors import Place, Problem, TebikiError, fail
from ..model.screen import MOST_MARKS, Box, Capture, Drawing, Photo, Screen, ScreenFile
from .text import read_text
from .tomlfile import load, place_of

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: A capture's sides in pixels; beyond, it is none of one screen.
LONGEST_SIDE = 10_000

Key = tuple[str | int, ...]


def list_screens(root: Path) -> tuple[str, ...]:
    """The names of all declared screens (``android/password``), sorted."""
    return tuple(sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.glob("*/*.toml")))


def load_screen(root: Path, name: str, language: str) -> Screen:
    """The screen ``name`` below ``root`` as ``language`` shows it.

    A capture of the language goes before one for all languages, and that before the
    drawing. Raises `TebikiError`: ``screens/unknown``, ``screens/no_picture``,
    ``screens/not_png``, ``screens/changed``, ``screens/outside``, ``screens/too_many``
    and those of a TOML file.
    """
    path = root / f"{name}.toml"
    known = list_screens(root)
    if name not in known:
        fail("screens/unknown", Place.of(path), name=name, allowed=", ".join(known))
    spec = load(ScreenFile, path)
    screen = Screen(name, language, path, spec, _source(path, spec, language))
    if screen.marks > MOST_MARKS:
        fail("screens/too_many", Place.of(path), count=screen.marks, most=MOST_MARKS)
    return screen


def _source(path: Path, spec: ScreenFile, language: str) -> Drawing | Photo:
    for key, picture in _captures(path, language):
        if picture.is_file():
            return _photo(path, spec, picture, key)
    drawing = path.with_suffix(".typ")
    if not drawing.is_file():
        capture = path.with_suffix(".png").name
        fail("screens/no_picture", Place.of(path), drawing=drawing.name, capture=capture)
    return Drawing(drawing, read_text(drawing))


def _captures(path: Path, language: str) -> Iterable[tuple[str | None, Path]]:
    """Where a capture may lie; a variant (``ja_simple``) also takes that of its language (``ja``)."""
    for key in dict.fromkeys([language, language.partition("_")[0]]):
        yield key, path.parent / key / f"{path.stem}.png"
    yield None, path.with_suffix(".png")


def _photo(path: Path, spec: ScreenFile, picture: Path, key: str | None) -> Photo:
    capture = spec.capture if key is None else spec.captures.get(key)
    table = "capture" if key is None else f"captures.{key}"
    if capture is None:
        fail("screens/undeclared", Place.of(path), file=Place.of(picture).file, table=table)
    data = picture.read_bytes()
    width, height = _size(data, picture)
    found = hashlib.sha256(data).hexdigest()
    if found != capture.sha256:
        place = place_of(path, [*table.split("."), "sha256"])
        fail("screens/changed", place, file=Place.of(picture).file, found=found)
    _check_boxes(path, table, capture, (width, height))
    return Photo(picture, data, width, height, capture)


def _size(data: bytes, picture: Path) -> tuple[int, int]:
    """Width and height from the first chunk of a PNG."""
    if data[:8] != PNG_SIGNATURE or data[12:16] != b"IHDR" or len(data) < 24:
        fail("screens/not_png", Place.of(picture))
    width, height = struct.unpack_from(">LL", data, 16)
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        fail("screens/too_large", Place.of(picture), width=width, height=height, most=LONGEST_SIDE)
    return width, height


def _check_boxes(path: Path, table: str, capture: Capture, size: tuple[int, int]) -> None:
    """Every box lies within the file, and every mark within what the crop leaves."""
    whole: Box = (0, 0, *size)
    visible = capture.crop or whole
    boxes: list[tuple[Key, Box, Box]] = [(("crop",), visible, whole)]
    boxes += [(("redact", i), box, whole) for i, box in enumerate(capture.redact)]
    boxes += [(("marks", i), mark.box, visible) for i, mark in enumerate(capture.marks)]
    wrong = [(key, box, frame) for key, box, frame in boxes if not _within(box, frame)]
    if wrong:
        raise TebikiError(_outside(path, table, key, box, frame) for key, box, frame in wrong)


def _within(box: Box, frame: Box) -> bool:
    left, top, width, height = box
    x, y, w, h = frame
    return x <= left and y <= top and left + width <= x + w and top + height <= y + h


def _outside(path: Path, table: str, key: Key, box: Box, frame: Box) -> Problem:
    place = place_of(path, [*table.split("."), *key])
    return Problem("screens/outside", place, {"box": list(box), "frame": list(frame)})
