"""Have Typst let go what it keeps of drawings and documents: 150 MB of some, for a next version of them.

It keeps what one of the last ten used; empty ones push it out. What it has let go glibc keeps in pieces, of
which a next document uses half: a large process gives them back to the system.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

import typst

from ..plain import is_plain
from .fonts import FOLDER, fonts

#: For how many documents Typst keeps what it has worked out.
_REMEMBERED: Final = 10
#: Bytes that a process may have before it gives back what is free, which takes 10 ms and page faults.
LARGE: Final = 220 << 20
_holds = False


def note_compiled() -> None:
    """Typst has set something in this process."""
    global _holds  # noqa: PLW0603 -- of the process, as what Typst keeps is
    _holds = True


def forget_compiled(*, above: int = 0) -> None:
    """Have Typst forget all that it has set in this process; nothing is done where that is nothing.

    ``above``: only where the process has more than that many bytes, as each forgetting takes up to 100 ms.
    """
    global _holds  # noqa: PLW0603 -- of the process, as what Typst keeps is
    if not _holds or is_plain() or (above and resident_bytes() <= above):
        return
    _holds = False
    compiler = typst.Compiler(b"", root=FOLDER, font_paths=fonts(), ignore_system_fonts=True)
    for _ in range(_REMEMBERED + 1):
        compiler.compile(b"", format="svg")
    if sys.platform == "linux" and resident_bytes() > LARGE:
        with suppress(AttributeError, OSError):  # another library than glibc has no such function
            ctypes.CDLL(None).malloc_trim(0)


def resident_bytes() -> int:
    """How much memory this process has now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
