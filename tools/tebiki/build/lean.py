"""Sphinx without its builders for other formats: importing them is a third of its start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sphinx import application

#: What Sphinx always loads and no manual needs. ``epub3`` alone brings search stemmers, ``linkcheck`` a
#: client for the web, ``latex`` its templates. Its domains must stay: `BuildEnvironment` asks for each.
NOT_NEEDED: Final = frozenset(
    {
        "sphinx.builders.changes",
        "sphinx.builders.dirhtml",
        "sphinx.builders.dummy",
        "sphinx.builders.epub3",
        "sphinx.builders.latex",
        "sphinx.builders.linkcheck",
        "sphinx.builders.manpage",
        "sphinx.builders.singlehtml",
        "sphinx.builders.texinfo",
        "sphinx.builders.text",
        "sphinx.builders.xml",
        "sphinxcontrib.applehelp",
        "sphinxcontrib.devhelp",
        "sphinxcontrib.htmlhelp",
        "sphinxcontrib.qthelp",
        "sphinxcontrib.serializinghtml",
    }
)


def needed() -> tuple[str, ...]:
    """What Sphinx always loads, without that."""
    return tuple(name for name in application.builtin_extensions if name not in NOT_NEEDED)


@contextmanager
def lean_sphinx() -> Iterator[None]:
    """While this lasts, a new `Sphinx` loads only what manuals need, and what conf.py names."""
    everything = application.builtin_extensions
    application.builtin_extensions = needed()
    try:
        yield
    finally:
        application.builtin_extensions = everything
