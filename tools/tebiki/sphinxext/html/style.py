"""The style sheet and the icon in the city's colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from ...content.colours import LEAST, channels, lowest_contrast
from ...content.languages import LanguageData
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


def of_languages(css: str, languages: Iterable[LanguageData]) -> str:
    """The style sheet with what the files of the languages say: fonts, sizes, leading."""
    languages = [*languages]
    unspaced = [f":lang({data.tag})" for data in languages if not data.spaced]
    css = css.replace("/* FONTS of languages, sizes */", "\n".join([*_fonts(languages), *_sizes(languages)]))
    css = css.replace("/* HEADINGS of languages */", "\n".join(_headings(languages)))
    return css.replace("UNSPACED", ", ".join(unspaced) or ":lang(ja)")


def _fonts(languages: Iterable[LanguageData]) -> Iterator[str]:
    """A rule for each stack of fonts. By the whole tag: ``zh-Hans`` must not take letters of ``zh-Hant``."""
    tags: dict[str, list[str]] = {}
    for data in languages:
        tags.setdefault(data.css.fonts, []).append(f":lang({data.tag})")
    yield from (f"{', '.join(of)} {{ font-family: {fonts} }}" for fonts, of in tags.items() if fonts)


def _sizes(languages: Iterable[LanguageData]) -> Iterator[str]:
    for data in languages:
        size = [f"font-size: {data.css.size}"] if data.css.size else []
        leading = [f"line-height: {data.css.leading:g}"] if data.css.leading else []
        if size or leading:
            yield f"body:lang({data.tag}) {{ {'; '.join([*size, *leading])} }}"


def _headings(languages: Iterable[LanguageData]) -> Iterator[str]:
    for data in languages:
        if leading := data.css.heading_leading:
            yield f":lang({data.tag}) :is(h1, h2, h3, h4, .btn) {{ line-height: {leading:g} }}"
        if data.readings:
            # A step's number has a line of its own height: its reading stands above that, in the padding.
            yield f":lang({data.tag}) .step .n {{ padding-top: .75rem }}"


def stylesheet(colours: Colours, languages: Iterable[LanguageData]) -> str:
    """``tebiki.css`` for a site in these languages, with the accent and a stronger shade of it put in.

    Raises `TebikiError` (``html/accent``) for an accent with less than 7 to 1.
    """
    light, dark = checked("light", colours.light).lower(), checked("dark", colours.dark).lower()
    values = {
        "ACCENT-LIGHT": light,
        "ACCENT-DARK": dark,
        "STRONG-LIGHT": mixed(light, 0, 0.26),
        "STRONG-DARK": mixed(dark, 255, 0.42),
    }
    css = minified(of_languages(read("tebiki.css"), languages))
    return re.sub("|".join(values), lambda match: values[match[0]], css)


def favicon(colours: Colours) -> str:
    """The icon: a tick on the accent."""
    return read("favicon.svg").replace("ACCENT", colours.light.lower())
