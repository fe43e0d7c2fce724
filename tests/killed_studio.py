"""Run by test_killed_studio.py: the studio as a person starts it, which kills itself where it is told to.

``python killed_studio.py ARM WORDS…``: once the file ARM is there, counts what this process writes below its
folder (a file opened to be written, renamed or removed, a folder made) and dies without any clean-up at the
event whose number stands in ARM.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Fate:
    """Counts down from the moment at which it is told a number."""

    def __init__(self, arm: Path, root: str) -> None:
        self.arm, self.root, self.left = arm, root, 0
        self.reads = False

    def hear(self, event: str, values: tuple[Any, ...]) -> None:
        if self.reads or not self._writes(event, values):
            return
        if self.left == 0:
            if not self.arm.exists():
                return
            self.reads = True
            self.left = int(self.arm.read_text(encoding="utf-8"))
            self.reads = False
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _writes(self, event: str, values: tuple[Any, ...]) -> bool:
        if event == "open":
            writes = isinstance(values[2], int) and bool(values[2] & _WRITING)
        else:
            writes = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
        place = values[0] if values else None
        return writes and isinstance(place, str | os.PathLike) and os.fspath(place).startswith(self.root)


if __name__ == "__main__":
    fate = Fate(Path(sys.argv[1]), str(Path.cwd()))
    sys.addaudithook(fate.hear)
    sys.argv = ["tebiki", *sys.argv[2:]]
    runpy.run_module("tebiki", run_name="__main__", alter_sys=True)
