"""What every worker needs, imported once: the fork server imports this module, and forks workers.

Imports alone: nothing here may start a thread, nor fill what Sphinx keeps in globals.
"""

from __future__ import annotations

import signal

# Ctrl-C is for the maker, who ends us; it may come while the rest is being imported.
signal.signal(signal.SIGINT, signal.SIG_IGN)

from .collector import collect_seldom  # noqa: E402

collect_seldom()

from importlib import import_module  # noqa: E402

from ..render.fonts import missing  # noqa: E402
from . import worker  # noqa: E402, F401
from .sphinx_patches import needed  # noqa: E402

for name in (*needed(), "myst_parser.sphinx_ext.main", "tebiki.sphinxext.extension"):
    import_module(name)
missing("")  # reads which characters the fonts have
