"""A capture with a labelled grid: the numbers to write for a mark can be read off it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from ..content.screens import Box
from .fonts import BADGE_FONT
from .marks import VERMILION, WHITE

INK: Final = (0x12, 0x30, 0x5F)
#: Below this width a capture is enlarged, so that the labels have room.
ROOM: Final = 720
#: Lines that cross the longer side at most.
MOST_LINES: Final = 48
#: Steps that people count in.
STEPS: Final = (5, 10, 20, 50, 100, 200, 500)

Font = ImageFont.FreeTypeFont


def preview(image: Image.Image, marks: Sequence[Box] = ()) -> Image.Image:
    """The RGB ``image`` in a ruler of its own pixels, with a numbered box for each of ``marks``.

    Lines stand a round number of pixels apart, every second one labelled on all sides.
    """
    zoom = ceil(ROOM / image.width)
    shown = image.resize((image.width * zoom, image.height * zoom), Image.Resampling.NEAREST)
    sheet = _Sheet(shown, grid_step(image.size), zoom)
    sheet.ticks()
    sheet.rulers()
    for number, box in enumerate(marks, 1):
        sheet.mark(box, number)
    return sheet.out


def grid_step(size: tuple[int, int]) -> int:
    """Pixels between two lines: 50 for a phone's screen."""
    return next((step for step in STEPS if max(size) / step <= MOST_LINES), STEPS[-1])


class _Sheet:
    """The paper that a capture lies on; ``zoom`` pixels of it for one of the capture."""

    def __init__(self, shown: Image.Image, step: int, zoom: int) -> None:
        self.size, self.step, self.zoom = shown.size, step, zoom
        size = max(18, shown.width // 40)
        self.font: Font = ImageFont.truetype(BADGE_FONT, size, layout_engine=ImageFont.Layout.BASIC)
        self.edge = round(self.font.getlength("00000")) + 16
        self.out = Image.new("RGB", (shown.width + 2 * self.edge, shown.height + 2 * self.edge), WHITE)
        self.out.paste(self.grid(shown), (self.edge, self.edge))
        self.pen = ImageDraw.Draw(self.out)

    def grid(self, shown: Image.Image) -> Image.Image:
        """Lines that can be seen on light and on dark, and through which the capture can be seen."""
        out = shown.copy()
        for colour, shift, strengths in ((WHITE, 1, (110, 60)), (INK, 0, (190, 90))):
            mask = Image.new("L", shown.size)
            pen = ImageDraw.Draw(mask)
            for along in (0, 1):
                for place in self.places(along, self.step):
                    at = place * self.zoom + shift
                    ends = (at, 0, at, shown.height) if along == 0 else (0, at, shown.width, at)
                    pen.line(ends, fill=strengths[0 if place % (2 * self.step) == 0 else 1])
            out.paste(colour, (0, 0), mask)
        return out

    def places(self, along: int, step: int) -> range:
        """Where lines or labels stand, in pixels of the capture; ``along`` 0: from left to right."""
        return range(0, self.size[along] // self.zoom + 1, step)

    def rulers(self) -> None:
        """Numbers above, below, left and right."""
        right, bottom = self.edge + self.size[0], self.edge + self.size[1]
        for x in self.places(0, 2 * self.step):
            at = self.edge + x * self.zoom
            self.label((at, self.edge - 12), x, "mb")
            self.label((at, bottom + 12), x, "mt")
        for y in self.places(1, 2 * self.step):
            at = self.edge + y * self.zoom
            self.label((self.edge - 12, at), y, "rm")
            self.label((right + 12, at), y, "lm")

    def ticks(self) -> None:
        """A short line at every fifth of a step, to count from the nearest long one."""
        far = (self.edge + self.size[0], self.edge + self.size[1])
        for along in (0, 1):
            for place in self.places(along, max(1, self.step // 5)):
                at = self.edge + place * self.zoom
                for start, end in ((self.edge - 6, self.edge - 1), (far[1 - along] + 1, far[1 - along] + 6)):
                    ends = (at, start, at, end) if along == 0 else (start, at, end, at)
                    self.pen.line(ends, fill=INK)

    def label(self, at: tuple[int, int], number: int, anchor: str) -> None:
        """One number."""
        self.pen.text(at, str(number), fill=INK, font=self.font, anchor=anchor)

    def mark(self, box: Box, number: int) -> None:
        """The box exactly as it was written, unlike a page's mark, which keeps apart from it."""
        left, top, width, height = (value * self.zoom for value in box)
        left, top = left + self.edge, top + self.edge
        frame = (left, top, left + width - 1, top + height - 1)
        around = (frame[0] - 2, frame[1] - 2, frame[2] + 2, frame[3] + 2)
        self.pen.rectangle(around, outline=WHITE, width=6)
        self.pen.rectangle(frame, outline=VERMILION, width=2)
        tab = self.pen.textbbox((left, top), str(number), font=self.font, anchor="lb")
        self.pen.rectangle((tab[0], tab[1] - 4, tab[2] + 8, tab[3] + 4), fill=VERMILION)
        self.pen.text((left + 4, top), str(number), fill=WHITE, font=self.font, anchor="lb")
