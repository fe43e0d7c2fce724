"""The command as a terminal starts it, and somebody who types into one."""

from __future__ import annotations

import io
import sys

#: What starts the tests may ignore Ctrl-C (a job in the background does), and so would all that it starts.
_LISTENING = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from tebiki.cli import main; sys.exit(main(sys.argv[1:]))"
)


def in_terminal(*words: str) -> list[str]:
    """``tebiki`` with ``words``, in a process that Ctrl-C reaches."""
    return [sys.executable, "-c", _LISTENING, *words]


class Terminal(io.StringIO):
    """Somebody who types lines, and no more than these."""

    def isatty(self) -> bool:
        return True
