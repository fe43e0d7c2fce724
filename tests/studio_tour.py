"""Pictures of the tour in the READMEs: taken during a year by clicks, and known to be those of today.

With ``TEBIKI_TAKE_PICTURES=1`` the test of the year writes them anew, and what one reads in each, and a
hash of what its look comes from. Without it, it compares: a picture whose room says or looks something
else is told by its name.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import FloatRect, Page

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "readme"
#: What the pictures show, by their names.
SEEN: Final = Path(__file__).resolve().parent / "studio" / "tour.json"
STATIC: Final = ROOT / "tools" / "tebiki" / "studio" / "static"
FONTS: Final = ROOT / "tools" / "tebiki" / "fonts"
SWITCH: Final = "TEBIKI_TAKE_PICTURES"
TAKES_PICTURES: Final = os.environ.get(SWITCH) == "1"
HOW_TO_TAKE: Final = (
    "pictures of the READMEs have grown old (docs/readme/studio-*.png); take them anew: "
    f'{SWITCH}=1 make test ARGS="-n0 tests/studio/test_year_by_clicks.py"'
)
#: Enough for flat colours and smooth letters.
_COLOURS: Final = 128
#: What is another one each time: numbers from bytes, sizes of keys, times, what was measured or enlarged.
_CHANGING: Final = re.compile(
    r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b\d{1,2}:\d{2}\b|[\d,]+(?= バイト)|\d+(?=%)"
    r"|^(\d+|数)[分秒].*かかります$"
)
#: Pixels: as high as a window is, at most.
_HEIGHT: Final = 840
#: Nothing has the focus, and the window and every column stand at their tops.
_TO_TOP: Final = """document.activeElement.blur();
scrollTo(0, 0);
for (const one of document.querySelectorAll("main *")) one.scrollTop = 0;"""
_FONTS_CONF: Final = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias><family>sans-serif</family><prefer><family>BIZ UDPGothic</family></prefer></alias>
<alias><family>system-ui</family><prefer><family>BIZ UDPGothic</family></prefer></alias>
</fontconfig>
"""


class Tour:
    """Looks at each stop of the year."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, Any]] = {}

    def look(self, page: Page, stop: str) -> None:
        """Note what one reads here and where its look comes from; take the picture if that is asked for."""
        page.evaluate(_TO_TOP)
        words = [
            " ".join(line.split())
            for part in (".bar", ".rail", "main")
            for line in page.locator(part).first.inner_text().splitlines()
        ]
        said = [_CHANGING.sub("…", line) for line in words if line]
        room = str(page.locator("main").get_attribute("data-room"))
        self.seen[stop] = {"room": room, "styles": styles(room), "words": said}
        if TAKES_PICTURES:
            page.evaluate("document.fonts.ready")
            (PICTURES / f"studio-{stop}.png").write_bytes(small(shoot(page)))

    def keep(self) -> None:
        """Write what the pictures show beside the test."""
        SEEN.write_text(json.dumps(self.seen, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def grown_old(self) -> dict[str, list[str]]:
        """What is no longer as its picture shows it: lines that came or went, or the styles."""
        kept: dict[str, dict[str, Any]] = json.loads(SEEN.read_text(encoding="utf-8"))
        found = {}
        for stop in kept.keys() | self.seen.keys():
            before, now = kept.get(stop, {}), self.seen.get(stop, {})
            if before != now:
                words = [set(one.get("words", ())) for one in (before, now)]
                found[stop] = sorted(words[0] ^ words[1]) or ["styles, or the order of words"]
        return found


def shoot(page: Page) -> bytes:
    """The page from its top; where it is lower than a window, as far as it goes."""
    width, height = page.evaluate("[innerWidth, document.querySelector('.frame').scrollHeight]")
    cut: FloatRect = {"x": 0, "y": 0, "width": width, "height": min(height, _HEIGHT)}
    return page.screenshot(animations="disabled", full_page=True, clip=cut)


def styles(room: str) -> str:
    """A hash of the style sheets that a room's look comes from."""
    files = (STATIC / "studio.css", STATIC / "rooms" / f"{room}.css")
    found = hashlib.sha256()
    for path in files:
        found.update(path.read_bytes() if path.is_file() else b"-")
    return found.hexdigest()


def small(data: bytes) -> bytes:
    """The picture in few colours: sharp, and small enough for a README."""
    with Image.open(io.BytesIO(data)) as image:
        few = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def tablet_screen() -> bytes:
    """What a tablet of the invented city shows when it asks whether to install, in the engine's letters."""
    image = Image.new("RGB", (1080, 900), "#5f6b70")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((90, 200, 990, 640), 24, fill="white")
    letters = [ImageFont.truetype(str(FONTS / "BIZUDPGothic-Regular.ttf"), size) for size in (56, 48)]
    draw.text((150, 270), "証明書を入れますか", "#1a1a1a", letters[0])
    draw.text((150, 370), "みまもりネットに使います。", "#4d4d4d", letters[1])
    draw.text((470, 520), "いいえ", "#0b57d0", letters[1])
    draw.text((752, 520), "はい", "#0b57d0", letters[1])
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def write_fonts_conf(folder: Path) -> Path:
    """Fontconfig's file by which a browser has the engine's fonts, whatever the machine's."""
    path = folder / "fonts.conf"
    path.write_text(_FONTS_CONF.format(fonts=FONTS, cache=folder / "fontconfig"), encoding="utf-8")
    return path
