"""What every worker needs, imported once: the fork server imports this module, and forks workers.

Imports, and tables that are the same for every project: nothing here may start a thread, nor fill what
Sphinx keeps in globals.
"""

from __future__ import annotations

import signal

# Ctrl-C is for the maker, who ends us; it may come while the rest is being imported.
signal.signal(signal.SIGINT, signal.SIG_IGN)

from importlib import import_module  # noqa: E402
from typing import Final  # noqa: E402

from .collector import collect_seldom, staying_objects  # noqa: E402

collect_seldom()

#: What is else imported by each worker at its work: by Sphinx and MyST for an application, by ours for rules.
_LATER: Final = (
    *("docutils.languages.en", "jinja2.ext", "sphinx.ext.mathjax", "sphinx.util.console", "xml.dom.minidom"),
    *(f"myst_parser.sphinx_ext.{name}" for name in ("directives", "main", "mathjax", "myst_refs")),
    *("tebiki.checks.refusals", "tebiki.render.contrast", "tebiki.sphinxext.extension"),
)

with staying_objects():
    from ..checks.registry import rules
    from ..render.fonts import read_engine_fonts
    from . import worker  # noqa: F401
    from .sphinx_patches import needed

    for name in (*needed(), *_LATER):
        import_module(name)
    rules()
    read_engine_fonts()
