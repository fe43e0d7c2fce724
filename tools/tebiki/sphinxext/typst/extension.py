"""Registers the PDF's builder with Sphinx."""

from __future__ import annotations

from sphinx.application import Sphinx

from .builder import TypstBuilder


def setup(app: Sphinx) -> None:
    """Register the builder, and what it says of each PDF that it waits for: its number, of how many."""
    app.add_builder(TypstBuilder)
    app.add_event("tebiki-pdf")
