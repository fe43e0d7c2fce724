"""Sphinx and MyST without what no manual needs: builders for other formats, settings made anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from typing import Final

from docutils import SettingsSpec
from docutils.frontend import Values, get_default_settings
from myst_parser.mdit_to_docutils import base
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
    """While this lasts, a new `Sphinx` loads only what manuals need, and what conf.py names.

    MyST makes docutils' default settings for each text that it parses, though it is given a
    document with its own; a translated page has hundreds of texts. They are made once.
    """
    everything, settings = application.builtin_extensions, vars(base)["get_default_settings"]
    application.builtin_extensions = needed()
    vars(base)["get_default_settings"] = _defaults
    try:
        yield
    finally:
        application.builtin_extensions = everything
        vars(base)["get_default_settings"] = settings


def _defaults(*components: type[SettingsSpec]) -> Values:
    return copy(_made(components))


@cache
def _made(components: tuple[type[SettingsSpec], ...]) -> Values:
    return get_default_settings(*components)
