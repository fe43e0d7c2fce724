"""The Sphinx extension: ``extensions = ["tebiki.sphinxext"]`` is all that conf.py needs.

Nothing else imports Sphinx or docutils, but for the worker that runs Sphinx and its patches
(`tebiki.pipeline.worker`, `tebiki.pipeline.sphinx_patches`).
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
