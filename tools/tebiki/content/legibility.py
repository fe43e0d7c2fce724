"""Whether the text that marks point to can be read where the picture is shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import floor
from typing import Final

from .screens import COMPUTERS, Box, Capture, Shape

MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Limit:
    """A place where pictures are shown: their width there and the smallest text, in one unit."""

    width: float
    least: float

    def shown(self, text: float, width: float) -> float:
        """The size there of text of ``text`` px in a picture ``width`` px wide."""
        return text * self.width / width

    def widest(self, text: float) -> int:
        """The widest picture in px in which text of ``text`` px is still large enough."""
        return floor(text * self.width / self.least)


#: A column of a phone's page, in CSS px.
WEB: Final = Limit(358, 12)
#: A picture beside a step in print, in pt; a computer's window gets more room.
PHONE_PRINT: Final = Limit(66 * MM, 7)
WINDOW_PRINT: Final = Limit(76 * MM, 7)


def shown_sizes(web: float, printed: float) -> dict[str, str]:
    """CSS px and pt as they are told; rounded down, so that what is too small never reads as enough."""
    return {"web": f"{floor(web * 10) / 10:.1f}", "print": f"{floor(printed * 10) / 10:.1f}"}


def print_limit(shape: Shape) -> Limit:
    """The limit in print for a picture of this shape."""
    return WINDOW_PRINT if shape == "window" else PHONE_PRINT


def measures() -> dict[str, object]:
    """All that one needs to reckon as `reading` does, for a page that must not ask at every move."""
    printed = {"phone": asdict(PHONE_PRINT), "window": asdict(WINDOW_PRINT)}
    return {"web": asdict(WEB), "print": printed, "computers": COMPUTERS}


@dataclass(frozen=True, slots=True)
class Reading:
    """How large marked text is shown: on a page in CSS px, in print in pt.

    ``widest`` is the widest crop in px at which both are large enough, ``needed`` the width
    that the marks take.
    """

    web: float
    print: float
    widest: int
    needed: int

    @property
    def words(self) -> dict[str, str]:
        """Both sizes as they are told."""
        return shown_sizes(self.web, self.print)

    @property
    def small_on_web(self) -> bool:
        """Whether a phone's page shows the text too small."""
        return self.web < WEB.least

    @property
    def small_in_print(self) -> bool:
        """Whether print shows the text too small."""
        return self.print < PHONE_PRINT.least


def reading(shape: Shape, capture: Capture, size: tuple[int, int]) -> Reading | None:
    """How the capture of ``size`` px reads in its shape's room; None without marks or measured text."""
    if capture.text_height is None or not capture.marks:
        return None
    width = (capture.crop or (0, 0, *size))[2]
    text, printed = capture.text_height, print_limit(shape)
    left = min(mark.box[0] for mark in capture.marks)
    right = max(mark.box[0] + mark.box[2] for mark in capture.marks)
    widest = min(WEB.widest(text), printed.widest(text))
    return Reading(WEB.shown(text, width), printed.shown(text, width), widest, right - left)


def crop_for(capture: Capture, size: tuple[int, int], widest: int) -> Box:
    """A crop ``widest`` px wide with all marks in its middle, as high as what is shown now."""
    x, y, width, height = capture.crop or (0, 0, *size)
    left = min(mark.box[0] for mark in capture.marks)
    right = max(mark.box[0] + mark.box[2] for mark in capture.marks)
    start = min(max((left + right - widest) // 2, x), x + width - widest)
    return (start, y, widest, height)
