"""Rules about a page as a whole: its title, where it says that it lies, and what nobody can see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ...content.output_names import INDEX, page_file
from ...errors import Problem
from ..rule import rule
from ..subjects.site import SitePage

#: Signs that turn the text around or hide within it: what is read is not what stands there.
_HIDDEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_HEADING: Final = re.compile(r"h[1-6]")


@rule("site/title", bad="<h1>手引</h1> … <h1>注意</h1>", good="<h1>手引</h1> … <h2>注意</h2>")
def title(page: SitePage) -> Iterator[Problem]:
    """A page has one title (h1)."""
    found = list(page.root.iter("h1"))
    if not found:
        yield Problem("site/title", page.place(), {"count": 0})
    for element in found[1:]:
        yield Problem("site/title", page.place(element.line), {"count": len(found)})


@rule("site/no-words", bad="<h2> </h2>", good="<h2>困ったとき</h2>")
def heading(page: SitePage) -> Iterator[Problem]:
    """A heading says something. Source: WCAG 2.4.6."""
    for element in page.root.iter():
        if _HEADING.fullmatch(element.tag) and not element.said:
            yield Problem("site/no-words", page.place(element.line), {"tag": element.tag})


@rule("site/unseen", bad="Open (U+202E)gpj.exe", good="Open exe.jpg", fixed=True)
def unseen(page: SitePage) -> Iterator[Problem]:
    """No sign hides in a page or turns its text around. Source: Unicode TR 36, 3."""
    for number, line in enumerate(page.text.split("\n"), 1):
        if found := sorted({*_HIDDEN.findall(line)}):
            names = ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip() for sign in found)
            yield Problem("site/unseen", page.place(number), {"text": names})


@rule(
    "link/canonical",
    bad='<link rel="canonical" href="https://other.example/">',
    good='<link rel="canonical" href="https://www.example.com/ja/android.html">',
    fixed=True,
)
def canonical(page: SitePage) -> Iterator[Problem]:
    """A page names its own address, and those of other languages, on the city's site alone."""
    site = page.city.settings.site
    for link in page.root.iter("link"):
        kind, href = link.attrs.get("rel", "").lower(), link.attrs.get("href", "")
        own = kind != "canonical" or href.removesuffix(page_file(INDEX)) == _folded(page.address)
        if kind in ("canonical", "alternate") and not (site and href.startswith(site) and own):
            yield Problem("link/canonical", page.place(link.line), {"link": href or "-"})


def _folded(address: str | None) -> str | None:
    return address and address.removesuffix(page_file(INDEX))
