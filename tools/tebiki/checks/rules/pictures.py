"""Rules about pictures: what is said of them, how they are shown, what they give away, how old they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final

from ...content.calendar import Month
from ...content.screen_files import MOST_PIXELS
from ...content.toml_files import place_of
from ...errors import Problem
from ...output.page_tree import Element
from ..rule import rule
from ..subjects.site import SitePage, SitePicture
from ..subjects.sources import CaptureFile, DeclaredScreen

_FILE: Final = re.compile(r"\.(png|jpe?g|gif|svg|webp|typ)$", re.IGNORECASE)
#: Words that say only that there is a picture.
_EMPTY_WORDS: Final = frozenset(
    {
        *("画像", "写真", "図", "絵", "スクリーンショット", "画面"),
        *("image", "picture", "photo", "screenshot"),
        *("figure", "图片", "图像", "截图", "hình ảnh", "ảnh", "gambar", "tangkapan layar"),
    }
)
#: Bytes: it is loaded on phones.
LARGEST: Final = 300_000
#: A mark's disc alone has so many pixels; its box has as many again.
_MARK: Final = 2_000
#: Months before the edition's after which a screen has most likely changed.
_OLD: Final = 24


@rule(
    "picture/alt",
    bad='<img src="a.png" alt="a.png">',
    good='<img src="a.png" alt="「証明書を抽出」の画面。">',
)
def alt(page: SitePage) -> Iterator[Problem]:
    """Each picture says in words what it shows. Source: WCAG 1.1.1."""
    for image in page.root.iter("img"):
        text, name = image.attrs.get("alt", "").strip(), PurePosixPath(image.attrs.get("src", ""))
        if not text or _FILE.search(text) or text in (name.stem, name.name) or text.lower() in _EMPTY_WORDS:
            yield Problem("picture/alt", page.place(image.line), {"picture": name.name, "alt": text or "-"})


@rule(
    "picture/size", bad='<img src="a.png" alt="…">', good='<img src="a.png" alt="…" width="720" height="370">'
)
def size(page: SitePage) -> Iterator[Problem]:
    """Each picture has its size, in its own proportions: nothing jumps in loading, nothing is squeezed."""
    for image in page.root.iter("img"):
        width, height = (image.attrs.get(name, "") for name in ("width", "height"))
        shown = {"picture": PurePosixPath(image.attrs.get("src", "")).name, "shown": f"{width}×{height}"}
        if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
            yield Problem("picture/size", page.place(image.line), {**shown, "real": "-"})
        elif (picture := _picture(page, image)) and (real := _other_form(picture, int(width), int(height))):
            yield Problem("picture/size", page.place(image.line), {**shown, "real": real})


@rule(
    "picture/coarse",
    bad='<img src="a.png" (90×50) … width="720" height="398">',
    good='<img src="a.png" (720×398) … width="720" height="398">',
)
def coarse(page: SitePage) -> Iterator[Problem]:
    """A picture has at least the pixels that it is shown at, or its words cannot be read."""
    for image in page.root.iter("img"):
        picture, width = _picture(page, image), image.attrs.get("width", "")
        header = picture.header if picture else None
        if header is not None and width.isdigit() and 0 < header.width < int(width):
            name = PurePosixPath(image.attrs.get("src", "")).name
            values = {"picture": name, "real": header.width, "shown": width}
            yield Problem("picture/coarse", page.place(image.line), values)


def _other_form(picture: SitePicture, width: int, height: int) -> str | None:
    """The picture's own size, where it is not in these proportions; a pixel of rounding is none."""
    header = picture.header
    if header is None or not header.width or not header.height:
        return None
    off = abs(width * header.height - height * header.width)
    return f"{header.width}×{header.height}" if off > 2 * max(header.width, header.height) else None


def _picture(page: SitePage, image: Element) -> SitePicture | None:
    """The file that an image shows."""
    name = normpath((PurePosixPath(page.name).parent / image.attrs.get("src", "")).as_posix())
    return page.site.pictures.get(name)


@rule(
    "picture/marks",
    bad="（絵の番号が、消えているか薄い）",
    good="（番号の①と赤い枠が、白い縁の中にはっきり見える）",
)
def marks(page: SitePage) -> Iterator[Problem]:
    """Each item of a legend has its mark on the picture, which all eyes see, in black and white too.

    Source: WCAG 1.4.11 and 1.4.1; eyes without red or green: Viénot, Brettel, Mollon 1999.
    """
    from ...render.contrast import LEAST, marks_in  # noqa: PLC0415 -- Pillow

    for image, items in _legends(page.root):
        picture = _picture(page, image)
        if (
            picture is None
            or picture.header is None
            or picture.header.width * picture.header.height > MOST_PIXELS
        ):
            continue  # told by rules of its own
        found = marks_in(picture.path)
        values = {"picture": PurePosixPath(picture.name).name, "marks": items}
        if found.pixels < items * _MARK or found.beside is None:
            yield Problem("picture/marks", page.place(image.line), {**values, "eyes": "-", "contrast": "0"})
        elif (weakest := found.weakest)[1] < LEAST:
            told = {"eyes": weakest[0], "contrast": f"{weakest[1]:.1f}"}
            yield Problem("picture/marks", page.place(image.line), {**values, **told})


def _legends(root: Element) -> Iterator[tuple[Element, int]]:
    """Pictures with a legend beside them, and how many items it has."""
    for beside in root.iter("div"):
        if "beside" not in beside.attrs.get("class", "").split():
            continue
        images = list(beside.iter("img"))
        items = [
            sum(isinstance(child, Element) and child.tag == "li" for child in lists.children)
            for lists in beside.iter("ol")
            if "legend" in lists.attrs.get("class", "").split()
        ]
        if len(images) == 1 and items:
            yield images[0], items[0]


@rule("picture/no-png", bad="android-file.png（中身は JPEG）", good="android-file.png（中身も PNG）")
def no_png(picture: SitePicture) -> Iterator[Problem]:
    """A file that is called PNG is one, of a size that can be shown."""
    header = picture.header
    if header is None or not 0 < header.width * header.height <= MOST_PIXELS:
        yield Problem("picture/no-png", picture.place(), {})


@rule("picture/heavy", bad="2.1 MB", good="40 kB", severity="warning")
def heavy(picture: SitePicture) -> Iterator[Problem]:
    """At most 300 kB: it is loaded on phones."""
    if picture.size > LARGEST:
        yield Problem("picture/heavy", picture.place(), {"size": round(picture.size / 1000)})


@rule("picture/metadata", bad="(eXIf, tEXt)", good="(IHDR, PLTE, IDAT, IEND)", fixed=True)
def metadata(picture: SitePicture | CaptureFile) -> Iterator[Problem]:
    """A picture that goes out, or lies in the repository, tells of no person, place, time or program."""
    if picture.header and picture.header.private:
        yield Problem("picture/metadata", picture.place(), {"chunks": ", ".join(picture.header.private)})


@rule(
    "picture/stale",
    bad="on = 2021-05-01（2025年度版）",
    good="on = 2025-02-10（2025年度版）",
    severity="warning",
)
def stale(capture: CaptureFile) -> Iterator[Problem]:
    """A capture is at most two years older than the month of its manual."""
    edition = capture.screen.city.edition
    manual = edition.manuals.get(capture.screen.name.partition("/")[0])
    months = [manual.published] if manual else [m.published for m in edition.manuals.values()]
    newest = max(months, key=_count)
    if _count(newest) - (capture.capture.on.year * 12 + capture.capture.on.month) > _OLD:
        place = capture.declared("on")
        yield Problem("picture/stale", place, {"on": capture.capture.on.isoformat(), "month": str(newest)})


def _count(month: Month) -> int:
    return month.year * 12 + month.month


@rule(
    "picture/system",
    bad='os = "Android 9"（tested = ["Android 13"]）',
    good='os = "Android 13"',
    severity="warning",
)
def system(capture: CaptureFile) -> Iterator[Problem]:
    """A capture is of a system on which somebody has walked through the manual of this edition."""
    manual = capture.screen.city.edition.manuals.get(capture.screen.name.partition("/")[0])
    if manual and manual.tested and capture.slot.variant is None and capture.capture.os not in manual.tested:
        place = capture.declared("os")
        values = {"os": capture.capture.os, "tested": ", ".join(manual.tested)}
        yield Problem("picture/system", place, values)


@rule(
    "picture/unmeasured",
    bad="[capture]（text_height なし）",
    good="[capture]\ntext_height = 34",
    severity="unconfirmed",
)
def unmeasured(capture: CaptureFile) -> Iterator[Problem]:
    """Somebody has measured the text that a capture's marks point to; else nobody knows if it can be read."""
    if capture.capture.marks and capture.capture.text_height is None:
        yield Problem("picture/unmeasured", capture.declared(), {})


@rule(
    "picture/unverified",
    bad="verified = false",
    good='verified = {by = "…", device = "…", os = "…", on = 2025-03-01}',
    severity="unconfirmed",
)
def unverified(screen: DeclaredScreen) -> Iterator[Problem]:
    """Somebody has seen that the real screen looks like the drawing."""
    if screen.spec.verified is None:
        yield Problem("picture/unverified", place_of(screen.path, ["verified"]), {"name": screen.name})
