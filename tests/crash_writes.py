"""Run by test_write_intent.py: writes three files together and kills itself at one of its own system calls.

``python crash_writes.py ROOT POINT [fails]``: dies without any clean-up at the POINT-th event that Python
audits (a file opened, renamed or removed, a folder made or removed). With ``fails`` the last file cannot
take its place, so that the first ones are put back. Ends with 0 where it came to its end before.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tebiki.content.write_files import write_together
from tebiki.errors import TebikiError

EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")
NEW = {"docs/a.toml": b"new a", "docs/more/b.png": b"new b" * 500, "conf.py": b"# new"}
#: For a place in which a folder stands.
LAST = b"a file"


def kill_at(point: int) -> None:
    """Have this process die at its ``point``-th event from now on."""
    count = 0

    def hear(event: str, _: object) -> None:
        nonlocal count
        if event in EVENTS:
            count += 1
            if count == point:
                os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)

    sys.addaudithook(hear)


def main(root: Path, point: int, *, fails: bool) -> None:
    """Write, killed at ``point``."""
    new = [(root / name, data) for name, data in NEW.items()]
    if fails:
        new.append((root / "folder", LAST))
    kill_at(point)
    try:
        write_together(new)
    except TebikiError as error:
        assert fails, error  # noqa: PT017 -- no test: the script's own check


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), fails="fails" in sys.argv)
