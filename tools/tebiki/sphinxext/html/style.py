"""The style sheet and the icon in the city's colours."""

from __future__ import annotations

import re
from importlib.resources import files

from ...content.settings import Colours
from ...errors import fail

#: What text in the accent's colour may stand on (page and soft ground), light and dark.
GROUNDS = {"light": ("#ffffff", "#f2f2f2"), "dark": ("#1a1a1a", "#2b2b2b")}
#: Contrast of all text: 7 to 1 (WCAG 1.4.6).
CONTRAST = 7.0


def read(name: str) -> str:
    """A file of the theme."""
    return files("tebiki.sphinxext").joinpath("theme", name).read_text(encoding="utf-8")


def channels(colour: str) -> tuple[int, int, int]:
    """``#0017C1`` → (0, 23, 193)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, other: int, share: float) -> str:
    """``colour`` with a ``share`` of black (``other`` 0) or white (255)."""
    return "#" + "".join(f"{round(c + (other - c) * share):02x}" for c in channels(colour))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def checked(scheme: str, accent: str) -> str:
    """The accent, if links in it can be read. Raises `TebikiError` (``html/accent``)."""
    lowest = min(contrast(accent, ground) for ground in GROUNDS[scheme])
    if lowest < CONTRAST:
        fail("html/accent", None, scheme=scheme, colour=accent, ratio=f"{lowest:.1f}", least=f"{CONTRAST:g}")
    return accent


def minified(css: str) -> str:
    """CSS without comments and needless space; strings are kept as they are."""
    parts = re.split(r'("[^"]*")', re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    parts[::2] = [re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", part)) for part in parts[::2]]
    return re.sub(r":\s+", ":", "".join(parts)).replace(";}", "}").strip() + "\n"


def stylesheet(colours: Colours) -> str:
    """``tebiki.css`` with the accent and a stronger shade of it (platform, rules, top edge) put in.

    Raises `TebikiError` (``html/accent``) for an accent with less than 7 to 1.
    """
    light, dark = checked("light", colours.light).lower(), checked("dark", colours.dark).lower()
    values = {
        "ACCENT-LIGHT": light,
        "ACCENT-DARK": dark,
        "STRONG-LIGHT": mixed(light, 0, 0.26),
        "STRONG-DARK": mixed(dark, 255, 0.42),
    }
    return re.sub("|".join(values), lambda match: values[match[0]], minified(read("tebiki.css")))


def favicon(colours: Colours) -> str:
    """The icon: a tick on the accent."""
    return read("favicon.svg").replace("ACCENT", colours.light.lower())
