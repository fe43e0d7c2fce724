"""Starts waiting workers, and stops jobs: politely first, then with all that they have started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from ...processes import mark_of, runs

#: Not from this folder (-P), UTF-8 whatever the system's code page.
_FLAGS: Final = ("-P", "-X", "utf8")
#: Windows' word for a group of its own.
_GROUP: Final[int] = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
_MODULE: Final = f"{__package__}.worker"
#: The folder that holds the package: a child finds this engine and no other that is installed.
_ENGINE: Final = str(Path(__file__).resolve().parents[3])


class WaitingWorker:
    """A process that has imported all, or is about to, and waits for its order."""

    def __init__(self, root: Path) -> None:
        paths = [_ENGINE, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 -- this Python, our own module
            [sys.executable, *_FLAGS, "-m", _MODULE],
            cwd=root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
            creationflags=_GROUP,
        )
        self.pid = self._process.pid
        self.mark = mark_of(self.pid) or ""

    @property
    def is_ready(self) -> bool:
        """Whether it runs. Of one that has ended the system is told that it may forget it."""
        return self._process.poll() is None

    def order(self, order: dict[str, object]) -> bool:
        """Give the order; False where the process has gone."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.close()
        except OSError:
            return False
        return True

    def let_go(self) -> None:
        """Leave a job to itself: it goes on when this process ends."""
        if self._process.poll() is None:
            self._process.returncode = 0  # else Python warns of a child that nobody waits for

    def dismiss(self) -> None:
        """End one that waits."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        self._process.kill()
        self._process.wait()


def ask_to_stop(pid: int, mark: str) -> None:
    """Stop a job's process as Ctrl-C does; it cleans up. One that has ended is left alone."""
    if not runs(pid, mark):
        return
    with suppress(OSError):
        if sys.platform == "win32":
            os.kill(pid, signal.CTRL_BREAK_EVENT)
        else:
            os.killpg(pid, signal.SIGINT)


def kill_all(pid: int, mark: str) -> None:
    """Kill a job's process and all that it has started, also where it has gone itself before them.

    A number that another process has by now is left alone.
    """
    now = mark_of(pid)
    if now is not None and now != mark:
        return
    if sys.platform == "win32":
        if now is not None:
            subprocess.run(  # noqa: S603 -- a number, and a program of the system
                [Path(os.environ["SYSTEMROOT"]) / "System32" / "taskkill.exe", "/T", "/F", "/PID", str(pid)],
                capture_output=True,
                check=False,
            )
        return
    # The group's number is given to nobody while one of the group runs.
    with suppress(OSError):
        os.killpg(pid, signal.SIGKILL)


def make_temporary() -> str:
    """A folder for temporary files of a job, by its name; short, since sockets lie in it."""
    return Path(tempfile.mkdtemp(prefix="tebiki-job-")).name


def temporary_folder(name: str) -> Path | None:
    """That folder; None for a name that is none of ours."""
    if not name.startswith("tebiki-job-") or Path(name).name != name:
        return None
    return Path(tempfile.gettempdir()) / name
