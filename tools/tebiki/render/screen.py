"""A declared screen becomes a picture with numbered marks, drawn once for each content."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from logging import DEBUG
from pathlib import Path
from typing import Any, Final

from PIL import Image, features

from ..content.languages import load_language
from ..content.legibility import WEB, print_limit, shown_sizes
from ..content.screens import Drawing, Inputs, Photo, Picture, Screen
from ..errors import Place, fail
from ..log import timed
from . import drawing as typst_drawing
from . import fonts
from .cache import Entry, find, keep, key_of
from .capture import REDACTION, cover, cut, read_stored
from .claims import drawn_by_us, nothing
from .contrast import Marks, find_marks, remember_marks
from .marks import Rect, draw_marks
from .palette import with_chosen_colours, with_own_colours
from .qr import codes_in

__all__ = ["REDACTION", "Inputs", "Picture", "draw", "draw_ahead", "find_drawn"]

#: A capture is brought to the width of a drawing, so that its marks are as large: 360 pt at 144 ppi.
WIDTH: Final = 720
#: zlib's effort. For a drawing the next two take three times the time to save one fourteenth of the size,
#: less than its palette of few colours has saved.
_EFFORT: Final = 6
#: The highest takes twice the time to save one hundredth of the size.
_EFFORT_PHOTO: Final = 8
#: The modules whose code decides what a picture looks like.
_CODE: Final = (
    "screen.py",
    "drawing.py",
    "fonts.py",
    "font_tables.py",
    "marks.py",
    "capture.py",
    "palette.py",
    "contrast.py",
)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A picture before its marks: what they point to, and the smallest text there."""

    image: Image.Image
    targets: Sequence[Rect]
    text_px: float | None


def draw(
    screen: Screen, inputs: Inputs, cache: Path, first: int = 1, meanwhile: Callable[[], bool] = nothing
) -> Picture:
    """The picture of ``screen`` with its marks, from the folder ``cache`` or drawn and kept there.

    ``first``: the number of its first mark; more than 1 where a picture before it has marks, too.
    ``meanwhile``: something else to do while another process draws it; False where there is nothing.

    ``inputs`` may hold every label and fact; a drawing gets those that it names. Raises
    `TebikiError` (``screens/…``) where the drawing, the capture or a mark is wrong.
    """
    inputs = _shown_inputs(screen, inputs)
    key = _key(screen, inputs, first)
    if (entry := find(cache, key)) is None:
        with drawn_by_us(cache, key, meanwhile):
            # Another process may have drawn it while we waited.
            entry = find(cache, key) or _make(screen, inputs, cache, key, first)
    return _picture(screen, inputs, entry)


def draw_ahead(screen: Screen, inputs: Inputs, cache: Path) -> bool:
    """Draw into the folder ``cache`` what is not there yet and no other process draws; whether it was drawn.

    Raises what `draw` raises of a screen that is wrong.
    """
    inputs = _shown_inputs(screen, inputs)
    key = _key(screen, inputs, 1)
    if find(cache, key) is not None:
        return False
    with drawn_by_us(cache, key, None) as ours:
        if not ours or find(cache, key) is not None:
            return False
        _make(screen, inputs, cache, key, 1)
    return True


def find_drawn(screen: Screen, inputs: Inputs, cache: Path, first: int = 1) -> Picture | None:
    """What `draw` gives, where the folder ``cache`` has it; None where it is still to be drawn."""
    inputs = _shown_inputs(screen, inputs)
    entry = find(cache, _key(screen, inputs, first))
    return None if entry is None else _picture(screen, inputs, entry)


def _picture(screen: Screen, inputs: Inputs, entry: Entry) -> Picture:
    """An entry of the cache as a picture. Raises ``screens/code`` for one with a QR code."""
    about = entry.about
    if codes := about["codes"]:
        fail("screens/code", Place.of(screen.path), text=", ".join(codes))
    # The rules ask for them of the same file in the finished site.
    remember_marks(entry.digest, _marks_of(about["marks"]))
    return Picture(
        path=entry.path,
        width=about["width"],
        height=about["height"],
        marks=screen.marks,
        drawn=isinstance(screen.source, Drawing),
        text_px=about["text_px"],
        used=frozenset([*inputs.labels, *inputs.facts]),
    )


def _marks_of(about: Mapping[str, Any]) -> Marks:
    """The marks of a picture as an entry of the cache tells them."""
    beside = about["beside"]
    return Marks(about["pixels"], None if beside is None else (beside[0], beside[1], beside[2]))


def _shown_inputs(screen: Screen, inputs: Inputs) -> Inputs:
    """What of the labels and facts the picture shows; a capture shows none."""
    if isinstance(screen.source, Drawing):
        return typst_drawing.inputs_of(screen.source, inputs)
    return Inputs(screen.language, {}, {})


def _key(screen: Screen, inputs: Inputs, first: int) -> str:
    """The key of the picture in the cache: all that it depends on, of the content and of the engine."""
    fonts.use_fonts(load_language(inputs.language).fonts)
    surroundings = {**_surroundings(), "fonts": fonts.digest()}
    return key_of({**surroundings, **_dependencies(screen, inputs), "first": first})


def _dependencies(screen: Screen, inputs: Inputs) -> dict[str, object]:
    """All of the content that the picture shows."""
    if isinstance(screen.source, Photo):
        return {"capture": screen.source.capture.model_dump(mode="json")}
    return {
        "drawing": screen.source.text,
        "limits": [(limit.width, limit.least) for limit in (WEB, print_limit(screen.shape))],
        "marks": [mark.element for mark in screen.spec.marks],
        "language": inputs.language,
        "families": typst_drawing.families_of(inputs.language),
        "labels": dict(inputs.labels),
        "facts": dict(inputs.facts),
    }


@cache
def _surroundings() -> dict[str, object]:
    """All of the engine that a picture depends on."""
    code = b"".join((Path(__file__).parent / name).read_bytes() for name in _CODE)
    return {
        "code": hashlib.sha256(code).hexdigest(),
        "kit": typst_drawing.kit_digest(),
        "pillow": version("pillow"),
        "zlib": features.version("zlib"),
        "freetype": features.version("freetype2"),
        "typst": version("typst"),
        "scanner": version("zxing-cpp"),
    }


def _make(screen: Screen, inputs: Inputs, cache: Path, key: str, first: int) -> Entry:
    with timed("render", "screen %s in %s", screen.name, inputs.language, level=DEBUG):
        return _made(screen, inputs, cache, key, first)


def _made(screen: Screen, inputs: Inputs, cache: Path, key: str, first: int) -> Entry:
    if isinstance(screen.source, Drawing):
        plain = _drawn(screen, screen.source, inputs)
    else:
        plain = _captured(screen.source)
    image = plain.image
    draw_marks(image, plain.targets, first)
    stored, effort = _with_palette(image)
    about = {
        "width": image.width,
        "height": image.height,
        "text_px": plain.text_px,
        # Scanned once, here: that no screen holds a code spares scanning each page of each PDF.
        "codes": codes_in(image),
        "marks": asdict(find_marks(stored)),
    }
    return keep(cache, key, _png(stored, effort), about)


def _drawn(screen: Screen, source: Drawing, inputs: Inputs) -> _Plain:
    drawn = typst_drawing.compile_drawing(source, inputs)
    image = Image.open(io.BytesIO(drawn.png)).convert("RGB")
    names = [mark.element for mark in screen.spec.marks]
    for name in names:
        if name not in drawn.elements:
            allowed = ", ".join(sorted(drawn.elements))
            place = Place.of(screen.path)
            fail("screens/element", place, name=name, file=source.path.name, allowed=allowed)
        _check_within(screen, drawn.elements[name].rect, image.size)
        _check_readable(screen, name, drawn.elements[name].text, image.width)
    elements = [drawn.elements[name] for name in names]
    return _Plain(image, [e.rect for e in elements], min((e.text for e in elements), default=None))


def _check_within(screen: Screen, rect: Rect, size: tuple[int, int]) -> None:
    """An element that the drawing pushes off the page has no place for a mark."""
    left, top, right, bottom = rect
    if not (0 <= left < right <= size[0] + 1 and 0 <= top < bottom <= size[1] + 1):
        box = [round(v) for v in (left, top, right - left, bottom - top)]
        fail("screens/outside", Place.of(screen.path), box=box, frame=[0, 0, *size])


def _check_readable(screen: Screen, name: str, text: float, width: int) -> None:
    """What a mark points to can be read on a phone and in print, as it must be in a capture."""
    printed = print_limit(screen.shape)
    on_phone, on_paper = WEB.shown(text, width), printed.shown(text, width)
    if on_phone < WEB.least or on_paper < printed.least:
        words = shown_sizes(on_phone, on_paper)
        fail("screens/small_drawn", Place.of(screen.source.path), name=name, **words)


def _captured(photo: Photo) -> _Plain:
    """The capture with what is private covered, cropped and brought to the width of all pictures."""
    capture = photo.capture
    image = cover(read_stored(photo.data, photo.path), capture.redact)
    left, top, width, height = crop = capture.crop or (0, 0, *image.size)
    scale = WIDTH / width
    image = cut(image, crop).resize((WIDTH, round(height * scale)), Image.Resampling.LANCZOS)
    targets = [
        ((x - left) * scale, (y - top) * scale, (x - left + w) * scale, (y - top + h) * scale)
        for x, y, w, h in (mark.box for mark in capture.marks)
    ]
    text = capture.text_height
    return _Plain(image, targets, text * scale if targets and text is not None else None)


def _with_palette(image: Image.Image) -> tuple[Image.Image, int]:
    """The RGB ``image`` with a palette where nobody can see that it has one; zlib's effort for it."""
    if (small := with_own_colours(image)) is not None:
        return small, _EFFORT
    return with_chosen_colours(image) or image, _EFFORT_PHOTO


def _png(image: Image.Image, effort: int) -> bytes:
    """A PNG without metadata."""
    out = io.BytesIO()
    image.save(out, format="PNG", compress_level=effort)
    return out.getvalue()
