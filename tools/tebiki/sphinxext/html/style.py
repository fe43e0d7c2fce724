"""The style sheet and the icon in the city's colours."""

from __future__ import annotations

import re
from importlib.resources import files

from ...content.colours import LEAST, channels, lowest_contrast
from ...content.settings import Colours
from ...errors import fail


def read(name: str) -> str:
    """A file of the theme."""
    return files("tebiki.sphinxext").joinpath("theme", name).read_text(encoding="utf-8")


def mixed(colour: str, other: int, share: float) -> str:
    """``colour`` with a ``share`` of black (``other`` 0) or white (255)."""
    return "#" + "".join(f"{round(c + (other - c) * share):02x}" for c in channels(colour))


def checked(scheme: str, accent: str) -> str:
    """The accent, if links in it can be read. Raises `TebikiError` (``html/accent``)."""
    lowest, least = lowest_contrast(scheme, accent), LEAST[scheme]
    if lowest < least:
        fail("html/accent", None, scheme=scheme, colour=accent, ratio=f"{lowest:.1f}", least=f"{least:g}")
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
