"""A process that saves two files through the journal and is killed at one moment: see `test_journal`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tebiki.editions.changes.put_back import put_files
from tebiki.studio.journal import Journal


def main(root: Path, moment: int) -> None:
    journal = Journal(root)
    journal.settle()
    left = [moment]

    def count(event: str, _: object) -> None:
        if event in ("os.rename", "os.remove"):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    with journal.begin("facts/confirmed", {"fact": "links.form"}):
        put_files(root, {"docs/a.md": b"new a\n", "docs/b.md": b"new b\n"})


main(Path(sys.argv[1]), int(sys.argv[2]))
