"""Something that takes seconds to be found out, in a process of its own, once a state of the files."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from logging import getLogger
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final, Literal

from ... import __version__
from ...content.project_folders import ProjectFolders
from ...log import TOP
from ...serve.watch import look
from ..kept_files import write_whole

_LOG: Final = getLogger(f"{TOP}.studio")
#: Not from the project's folder (-P), UTF-8 whatever the system's code page.
_FLAGS: Final = ("-P", "-X", "utf8")
#: The folder that holds the package: the process finds this engine and no other that is installed.
_ENGINE: Final = str(Path(__file__).resolve().parents[3])
#: What is going on: nothing, a process, or the last one broke off.
BackgroundState = Literal["still", "running", "failed"]


class BackgroundLook:
    """The last result of a module that prints JSON. Nothing here waits: whoever asks gets that result.

    ``file``: where it is remembered; ``arguments``: of the module, after the project's folder.
    """

    def __init__(
        self, root: Path, module: str, arguments: Sequence[str], file: Path, now: Callable[[], datetime]
    ) -> None:
        self._root, self._module, self._arguments = root, module, tuple(arguments)
        self._file, self._now = file, now
        self._lock = Lock()
        self._thread: Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._failed_at = ""
        #: What the process said when it broke off, for the maintainer.
        self.why = ""
        self._data = _read(file)

    @property
    def data(self) -> Mapping[str, Any] | None:
        """The last result with ``key`` and ``at``: of which files, and when; None before the first."""
        return self._data

    @property
    def state(self) -> BackgroundState:
        """What is going on."""
        if self._thread is not None and self._thread.is_alive():
            return "running"
        return "failed" if self._failed_at else "still"

    def forget(self) -> None:
        """Do as if nothing had been found out."""
        self._data = None

    def refresh(self, *, anew: bool = False) -> BackgroundState:
        """Begin where the files are others than those of the last result. ``anew``: in any case.

        One that broke off is begun again only for other files, or anew.
        """
        key = self._key()
        with self._lock:
            known = self._failed_at or (str(self._data["key"]) if self._data else "")
            if not self._ended and self.state != "running" and (anew or key != known):
                self._failed_at = ""
                self._thread = Thread(target=self._run, args=(key, self._now()), daemon=True)
                self._thread.start()
        return self.state

    def wait(self) -> None:
        """Wait for the process that is running."""
        if (thread := self._thread) is not None:
            thread.join()

    def _run(self, key: str, at: datetime) -> None:
        paths = [_ENGINE, *filter(None, [os.environ.get("PYTHONPATH")])]
        line = [sys.executable, *_FLAGS, "-m", self._module, str(self._root), *self._arguments]
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- no shell, this very Python
                line,
                cwd=self._root,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            if self._ended:
                self._process.kill()
            said, told = self._process.communicate()
            if self._ended:
                return
            if self._process.returncode:
                self._fail(key, told.decode("utf-8", "replace").strip().rpartition("\n")[2])
                return
            data = {**json.loads(said), "key": key, "at": at.isoformat()}
            write_whole(self._file, json.dumps(data, ensure_ascii=False).encode(), lasting=False)
            self._data = data
        except (OSError, ValueError) as error:
            self._fail(key, str(error))

    def end(self) -> None:
        """Look no more: the studio ends, and its process with it."""
        self._ended = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
        self.wait()

    def _fail(self, key: str, why: str) -> None:
        _LOG.info("%s broke off: %s", self._module, why)
        self._failed_at, self.why = key, why

    def _key(self) -> str:
        """What the system knows of all that is read; it says when to look, never what is there."""
        cache = ProjectFolders(self._root).cache
        outputs = sorted(cache.glob("build-*.json")) if cache.is_dir() else []
        records = [(path.name, path.stat().st_mtime_ns) for path in outputs if path.is_file()]
        known = (__version__, sorted(look(self._root).items()), records)
        return hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()


def give_way() -> None:
    """Ask less of the processor than the studio itself does: a click goes first."""
    if hasattr(os, "nice"):
        try:
            os.nice(10)
        except OSError:
            _LOG.info("the process keeps its priority")


def _read(file: Path) -> Mapping[str, Any] | None:
    """The result of an earlier day; None where there is none that can be read: then it is looked for anew."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and {"key", "at"} <= data.keys() else None
