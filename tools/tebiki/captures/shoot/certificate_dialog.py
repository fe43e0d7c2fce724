"""Chromium's dialog for choosing a client certificate: its parts by name, and what no reader will see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops

from ...content.screens import Box
from .accessibility import Part
from .session import SCALE, Shot

#: Two hosts of the same letters with another at each place: where their pictures differ, the host stands.
HOSTS: Final = ("manaro", "oranam")
#: Cells of a row, counted from 0.
SUBJECT, ISSUED_BY, SERIAL = range(3)
_COLUMNS: Final = ("subject", "issuer", "serial")
_BUTTONS: Final = ("information", "cancel", "ok")
#: All parts that have a name.
PARTS: Final = ("title", "body", *_COLUMNS, "certificate", *_BUTTONS)
#: Pixels around a text that are covered with it.
_EDGE: Final = 4


@dataclass(frozen=True, slots=True)
class Dialog:
    """A dialog read: ``words`` and ``boxes`` (pixels of the screen) by the names of its parts."""

    image: Image.Image
    frame: Box
    words: dict[str, str]
    boxes: dict[str, Box]
    cells: tuple[Box, ...]


def is_complete(parts: Sequence[Part]) -> bool:
    """Whether a dialog shows a list with a row, and its buttons."""
    roles = [part.role for part in parts]
    return roles.count("table cell") >= len(_COLUMNS) and roles.count("push button") > len(_BUTTONS)


def read_dialog(shot: Shot, host: str) -> Dialog:
    """Name the parts of a dialog that `is_complete`. ``host`` becomes ``{host}`` in its words."""
    parts = shot.parts
    heading = next(part for part in parts if part.role == "heading")
    body = next(part for part in parts if part.role == "static" and host in part.name)
    columns = [part for part in parts if part.role == "column header"][: len(_COLUMNS)]
    cells = [part for part in parts if part.role == "table cell"][: len(_COLUMNS)]
    buttons = [part for part in parts if part.role == "push button"][-len(_BUTTONS) :]
    named = {"title": heading, "body": body}
    named |= dict(zip(_COLUMNS, columns, strict=True)) | dict(zip(_BUTTONS, buttons, strict=True))
    boxes = {name: _pixels(part) for name, part in named.items()}
    boxes["certificate"] = _around([_pixels(cell) for cell in cells])
    words = {name: part.name for name, part in named.items()}
    words["body"] = words["body"].replace(f"{host}:443", "{host}").replace(host, "{host}")
    return Dialog(shot.image, _without_shadow(_pixels(parts[0])), words, boxes, tuple(map(_pixels, cells)))


def host_boxes(first: Dialog, second: Dialog) -> Iterator[Box]:
    """Where two dialogs name their hosts: the rows of pixels in which their texts differ."""
    left, top, width, height = first.boxes["body"]
    area = (left, top, left + width, top + height)
    differing = ImageChops.difference(first.image.crop(area), second.image.crop(area)).convert("L")
    for start, end in _runs(differing):
        box = differing.crop((0, start, width, end)).getbbox()
        if box is not None:
            yield _grown(box, left, top + start)


def text_boxes(dialog: Dialog, cells: Sequence[int]) -> Iterator[Box]:
    """The texts of cells of the row, counted from 0."""
    for index in cells:
        left, top, width, height = dialog.cells[index]
        inner = (left + 3 * _EDGE, top + 3 * _EDGE, left + width - 3 * _EDGE, top + height - 3 * _EDGE)
        cell = dialog.image.crop(inner)
        plain = Image.new("RGB", cell.size, cell.getpixel((0, 0)))
        box = ImageChops.difference(cell, plain).convert("L").point(lambda v: 255 if v > 24 else 0).getbbox()
        if box is not None:
            yield _grown(box, inner[0], inner[1])


def _grown(box: tuple[int, int, int, int], left: int, top: int) -> Box:
    """A box of ink (left, top, right, bottom) with its edge, moved to where its area stands."""
    x, y = left + box[0] - _EDGE, top + box[1] - _EDGE
    return x, y, box[2] - box[0] + 2 * _EDGE, box[3] - box[1] + 2 * _EDGE


def _runs(image: Image.Image) -> Iterator[tuple[int, int]]:
    """Rows with ink, from the first to the one after the last."""
    rows = [image.crop((0, y, image.width, y + 1)).getbbox() is not None for y in range(image.height)]
    start = None
    for y, inked in enumerate([*rows, False]):
        if inked and start is None:
            start = y
        elif not inked and start is not None:
            yield start, y
            start = None


def _without_shadow(frame: Box) -> Box:
    """A dialog's frame within the shadow that it throws: more below than above."""
    left, top, width, height = frame
    side, above, below = 8 * SCALE, 6 * SCALE, 10 * SCALE
    return left + side, top + above, width - 2 * side, height - above - below


def _pixels(part: Part) -> Box:
    left, top, width, height = (value * SCALE for value in part.box)
    return left, top, width, height


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top
