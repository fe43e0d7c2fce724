"""Tags and text as HTML; needs no Sphinx, as pages without a doctree do not."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from ...content.long_names import CHANCE, with_chances
from ...content.ruby import parts, plain


def tag(name: str, /, **attributes: object) -> str:
    """A start tag. ``cls`` is ``class``; None leaves an attribute out, True gives it no value.

    Attributes come out in the order given, so the same tree gives the same bytes.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        shown = "class" if key == "cls" else key.replace("_", "-")
        parts.append(shown if value is True else f'{shown}="{escape(plain(str(value)))}"')
    return f"<{' '.join(parts)}>"


def text_html(text: str) -> str:
    """Text as HTML; where a line may break becomes ``<wbr>``, also in long names, readings ``<ruby>``."""
    return "".join(
        ruby_html(piece, reading)
        if reading is not None
        else escape(with_chances(piece), quote=False).replace(CHANCE, "<wbr>")
        for piece, reading in parts(text)
    )


def said(text: str) -> Markup:
    """Words of the engine or of the edition within a template."""
    return Markup(text_html(text))  # noqa: S704 -- escaped here


def ruby_html(base: str, reading: str) -> str:
    """A word with its reading; in brackets where a browser cannot set it above."""
    return f"<ruby>{escape(base)}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp></ruby>"
