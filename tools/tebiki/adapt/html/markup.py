"""Tags and text as HTML; imports nothing, so that pages without a doctree need no Sphinx."""

from __future__ import annotations

from html import escape

#: May break a line here; HTML has a tag for it.
ZERO_WIDTH_SPACE = "\u200b"


def tag(name: str, /, **attributes: object) -> str:
    """A start tag. ``cls`` is ``class``; None leaves an attribute out, True gives it no value.

    Attributes come out in the order given, so the same tree gives the same bytes.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        shown = "class" if key == "cls" else key.replace("_", "-")
        parts.append(shown if value is True else f'{shown}="{escape(str(value))}"')
    return f"<{' '.join(parts)}>"


def text_html(text: str) -> str:
    """Plain text as HTML; zero-width spaces become ``<wbr>``."""
    return escape(text, quote=False).replace(ZERO_WIDTH_SPACE, "<wbr>")
