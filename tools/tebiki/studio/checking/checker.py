"""The last check of an edition, and a new one in the background once what it looks at has changed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from logging import getLogger
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final, Literal, get_args

from ... import __version__
from ...audit.named_places import NamedPlace
from ...content.project_folders import ProjectFolders
from ...log import TOP
from ...serve.watch import look
from ..kept_files import write_whole
from .check_process import OutputState

_LOG: Final = getLogger(f"{TOP}.studio")
_PROCESS: Final = "tebiki.studio.checking.check_process"
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A finding as a room shows it. ``stops``: nothing goes out with it; ``where``: its file, for the log.

    ``message`` and ``remedy``: by language; the remedy may be empty.
    """

    rule: str
    stops: bool
    message: Said
    remedy: Said
    where: str
    place: NamedPlace


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found, when it began, and of what state of the files (``key``)."""

    key: str
    at: datetime
    output: OutputState
    looked: Mapping[str, int]
    rows: tuple[FoundRow, ...]

    @property
    def stopping(self) -> tuple[FoundRow, ...]:
        """What keeps the edition from being released."""
        return tuple(row for row in self.rows if row.stops)

    @property
    def to_look(self) -> tuple[FoundRow, ...]:
        """What somebody should look at."""
        return tuple(row for row in self.rows if not row.stops)


#: What is going on: nothing, a check, or the last one broke off.
CheckerState = Literal["still", "running", "failed"]


class Checker:
    """Checks one edition. Nothing here waits for a check: whoever asks gets the last result."""

    def __init__(self, root: Path, own: Path, year: str, now: Callable[[], datetime]) -> None:
        self._root, self._year, self._now = root, year, now
        self._file = own / f"check-{year}.json"
        self._lock = Lock()
        self._thread: Thread | None = None
        self._failed_at = ""
        #: What the process said when it broke off, for the maintainer.
        self.why = ""
        self._result = _read(self._file)

    @property
    def result(self) -> CheckResult | None:
        """The last result; None before the first."""
        return self._result

    @property
    def state(self) -> CheckerState:
        """What is going on."""
        if self._thread is not None and self._thread.is_alive():
            return "running"
        return "failed" if self._failed_at else "still"

    def refresh(self, *, anew: bool = False) -> CheckerState:
        """Begin a check where the files are others than those of the last one. ``anew``: in any case.

        One that broke off is begun again only for other files, or anew.
        """
        key = self._key()
        with self._lock:
            known = self._failed_at or (self._result.key if self._result else "")
            if self.state != "running" and (anew or key != known):
                self._failed_at = ""
                self._thread = Thread(target=self._run, args=(key, self._now()), daemon=True)
                self._thread.start()
        return self.state

    def wait(self) -> None:
        """Wait for the check that is running; for tests and for whoever needs its end."""
        if (thread := self._thread) is not None:
            thread.join()

    def _run(self, key: str, at: datetime) -> None:
        line = [sys.executable, "-P", "-X", "utf8", "-m", _PROCESS, str(self._root), self._year]
        try:
            said = subprocess.run(  # noqa: S603 -- no shell, this very Python
                line, cwd=self._root, capture_output=True, check=True, stdin=subprocess.DEVNULL
            )
            data = {**json.loads(said.stdout), "key": key, "at": at.isoformat()}
            write_whole(self._file, json.dumps(data, ensure_ascii=False).encode(), lasting=False)
            self._result = _result(data)
        except subprocess.CalledProcessError as error:
            self._fail(key, error.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
        except (OSError, ValueError) as error:
            self._fail(key, str(error))

    def _fail(self, key: str, why: str) -> None:
        _LOG.info("check of %s broke off: %s", self._year, why)
        self._failed_at, self.why = key, why

    def _key(self) -> str:
        """What the system knows of all that a check reads; it says when to look, never what is there."""
        folders = ProjectFolders(self._root)
        outputs = sorted(folders.cache.glob("build-*.json")) if folders.cache.is_dir() else []
        records = [(path.name, path.stat().st_mtime_ns) for path in outputs if path.is_file()]
        known = (__version__, sorted(look(self._root).items()), records)
        return hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()


def _read(file: Path) -> CheckResult | None:
    """The result of an earlier day; None where there is none that can be read: then it is looked for anew."""
    try:
        return _result(json.loads(file.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _result(data: Mapping[str, Any]) -> CheckResult:
    if data["output"] not in get_args(OutputState):
        raise ValueError(data["output"])
    at = datetime.fromisoformat(data["at"])
    return CheckResult(data["key"], at, data["output"], data["looked"], tuple(map(_row, data["rows"])))


def _row(row: Mapping[str, Any]) -> FoundRow:
    place = NamedPlace(**{**row["place"], "manuals": tuple(row["place"]["manuals"])})
    return FoundRow(row["rule"], row["stops"], row["message"], row["remedy"], row["where"], place)
