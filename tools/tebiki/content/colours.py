"""How well a colour is told from the ground that it stands on."""

from __future__ import annotations

from typing import Final

#: What text in the accent may stand on, page and soft ground: on paper, on a light and on a dark screen.
GROUNDS: Final = {
    "print": ("#ffffff", "#f0f0f0"),
    "light": ("#ffffff", "#f2f2f2"),
    "dark": ("#1a1a1a", "#2b2b2b"),
}
#: The least contrast: 4.5 to 1 on paper (WCAG 1.4.3), 7 to 1 on screens (WCAG 1.4.6).
LEAST: Final = {"print": 4.5, "light": 7.0, "dark": 7.0}


def channels(colour: str) -> tuple[int, int, int]:
    """``#0017C1`` → (0, 23, 193)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lowest_contrast(scheme: str, accent: str) -> float:
    """The contrast of an accent on the worst ground of a scheme (``print``, ``light``, ``dark``)."""
    return min(contrast(accent, ground) for ground in GROUNDS[scheme])
