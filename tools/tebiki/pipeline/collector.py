"""How often Python looks through all that a process holds for what could go."""

from __future__ import annotations

import gc
from typing import Final

from ..plain import is_plain

# A tree of Sphinx is a hundred thousand objects that stay; looking through them for what could go took
# a sixth of a worker's time, and a tenth of the imports'. See `gc.set_threshold`.
_COLLECT: Final = (50_000, 20, 50)


def collect_seldom() -> None:
    """Have the collector look less often."""
    if not is_plain():
        gc.set_threshold(*_COLLECT)
