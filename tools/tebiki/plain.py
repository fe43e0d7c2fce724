"""The one switch that takes away every shortcut past Sphinx, MyST, CPython and Typst: ``TEBIKI_PLAIN=1``.

With it a build makes the same bytes, more slowly. ``docs`` for maintainers list what it switches.
"""

from __future__ import annotations

import os
from typing import Final

#: Set to 1 it takes all shortcuts away; workers inherit it with the environment.
SWITCH: Final = "TEBIKI_PLAIN"


def is_plain() -> bool:
    """Whether upstream's own code is to run wherever a shortcut could be taken."""
    return os.environ.get(SWITCH) == "1"
