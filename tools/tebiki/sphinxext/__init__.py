"""The Sphinx extension: ``extensions = ["tebiki.sphinxext"]`` is all that conf.py needs.

Only this package imports Sphinx and docutils.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the extension; Sphinx calls it."""
    from .extension import setup as set_up  # noqa: PLC0415 -- style sheets and markup need no Sphinx

    return set_up(app)
