"""How often Python looks through all that a process holds for what could go."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ..plain import is_plain

# A tree of Sphinx is a hundred thousand objects that stay; looking through them for what could go took
# a sixth of a worker's time, and a tenth of the imports'. See `gc.set_threshold`.
_COLLECT: Final = (50_000, 20, 50)


def collect_seldom() -> None:
    """Have the collector look less often."""
    if not is_plain():
        gc.set_threshold(*_COLLECT)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Have the collector look less often while this lasts, in a process that has other work afterwards."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def staying_objects() -> Iterator[None]:
    """Whatever is made while this lasts stays: the collector takes it for old without a look at it."""
    if is_plain() or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # among the oldest; frozen objects of C++ would be told of as leaks at the end
        gc.enable()
