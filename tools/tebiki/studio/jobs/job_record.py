"""What is kept of each job, in a folder of its own below ``build/studio/jobs``: it outlives the studio.

``job.json`` says what was begun, by which process; ``ended.json`` what the process ended with, written by
itself as the last thing that it does; ``stages.jsonl`` how far it came; ``result.txt`` and ``log.txt``
what it said. No password and no name of a person is in any of them: a command gets neither by its
arguments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from ...content.write_files import write_together

_RECORD: Final = "job.json"
#: Bytes that are kept for the end, so that a full disk cannot take it away.
END_ROOM: Final = 256


@dataclass(frozen=True, slots=True)
class JobFiles:
    """The files of one job."""

    folder: Path

    @property
    def record(self) -> Path:
        """What was begun."""
        return self.folder / _RECORD

    @property
    def end(self) -> Path:
        """What it ended with; blank until then."""
        return self.folder / "ended.json"

    @property
    def stages(self) -> Path:
        """How far it came."""
        return self.folder / "stages.jsonl"

    @property
    def result(self) -> Path:
        """What it gave, in words."""
        return self.folder / "result.txt"

    @property
    def log(self) -> Path:
        """What it said meanwhile, and what was wrong."""
        return self.folder / "log.txt"

    def lay(self) -> None:
        """Make the folder with all files but the record. Raises `OSError`, also where it is there."""
        self.folder.mkdir(parents=True)
        self.end.write_bytes(b" " * END_ROOM)
        for path in (self.stages, self.result, self.log):
            path.touch()


@dataclass(frozen=True, slots=True)
class JobRecord:
    """What was begun. Times are seconds since 1970.

    ``pid``, ``mark``: its process (`tebiki.processes`); ``temporary``: the name of its folder among the
    system's temporary ones; ``before``: what was public, and the commit, when it began; ``cancelled``:
    when somebody asked it to stop; ``settled``: whether somebody has said how to go on after a kill.
    """

    number: int
    kind: str
    arguments: tuple[str, ...]
    year: str
    begun: float
    pid: int
    mark: str
    temporary: str = ""
    before: str = ""
    cancelled: float | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class JobEnd:
    """How a process ended: its exit code, when, and the class of the error that nobody expected."""

    code: int
    at: float
    fault: str = ""


@dataclass(frozen=True, slots=True)
class StageEvent:
    """One line of ``stages.jsonl``: a stage begins (``stage``), a count within it, or a problem's code."""

    at: float
    stage: str = ""
    number: int = 0
    total: int = 0
    unit: str = ""
    problem: str = ""
    place: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def write_record(files: JobFiles, record: JobRecord) -> None:
    """Write the record whole. Raises ``publish/file``."""
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_together([(files.record, text.encode())])


def read_record(files: JobFiles) -> JobRecord | None:
    """The record; None where it is not there, or is none of ours."""
    table = _table(files.record)
    try:
        return None if table is None else JobRecord(**{**table, "arguments": tuple(table["arguments"])})
    except (TypeError, KeyError):
        return None


def write_end(files: JobFiles, end: JobEnd) -> None:
    """Write the end into the room that is kept for it."""
    data = json.dumps(asdict(end)).encode().ljust(END_ROOM)
    with files.end.open("r+b", buffering=0) as stream:
        stream.write(data)


def read_end(files: JobFiles) -> JobEnd | None:
    """The end; None where it has not ended, or was killed."""
    table = _table(files.end)
    try:
        return None if table is None else JobEnd(**table)
    except TypeError:
        return None


def read_stages(files: JobFiles) -> Iterator[StageEvent]:
    """How far it came, in order; a line that was cut by a kill or a full disk is left out."""
    try:
        lines = files.stages.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            yield StageEvent(**json.loads(line))
        except (ValueError, TypeError):
            continue


def _table(path: Path) -> dict[str, Any] | None:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return table if isinstance(table, dict) else None
