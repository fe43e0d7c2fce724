"""The log: what a command did and how long it took, by loggers named after the rooms (``tebiki.pipeline``).

A record holds names of languages, files, steps and codes: no value of the content, no option's value,
nothing that a person typed. `line_of` takes away what a path tells of the computer.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

#: The logger above those of all rooms.
TOP: Final = "tebiki"
#: Set for the engine of a commit: its log stands on its standard error, whence its caller takes it.
TO_PARENT: Final = "TEBIKI_LOG_TO_PARENT"
# No patterns yet: `re` compiles them when they are asked for, and an unchanged build writes no line.
_LINE: Final = r" *\d+\.\d{3} (DEBUG|INFO) +(tebiki(?:\.\w+)+) +(.*)"
#: A path from the root of a file system, but no part of an address: `https://…` has a colon before.
_ABSOLUTE: Final = r"(?<![\w.:/\\…-])(?:/[^\s:'\",;()]+|[A-Za-z]:[\\/][^\s:'\",;()]+)"


class Records(logging.Handler):
    """Collects records, with their words put together, so that they can go to another process."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Hold a record; any thread may call."""
        record.msg, record.args = record.getMessage(), None
        self._held.append(record)

    def take(self) -> list[logging.LogRecord]:
        """What was held since the last call, in order; another thread may go on adding."""
        self.acquire()  # as `handle` does around `emit`
        try:
            taken, self._held = self._held, []
        finally:
            self.release()
        return taken


@contextmanager
def listening(*handlers: logging.Handler) -> Iterator[None]:
    """Give ``handlers`` all records of this process while this lasts, and nobody else."""
    top = logging.getLogger(TOP)
    before = (top.level, top.propagate)
    top.setLevel(logging.DEBUG)
    top.propagate = False  # conf.py may set the root logger up for itself
    for handler in handlers:
        top.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            top.removeHandler(handler)
        top.setLevel(before[0])
        top.propagate = before[1]


def pass_on(records: list[logging.LogRecord]) -> None:
    """Give records of another process to this one's handlers."""
    for record in records:
        logger = logging.getLogger(record.name)
        if logger.isEnabledFor(record.levelno):
            logger.handle(record)


def pass_line_on(line: str) -> bool:
    """Give a line of another engine's log to this process's handlers; False for any other line."""
    found = re.fullmatch(_LINE, line.rstrip("\n"))
    if found is None:
        return False
    logging.getLogger(found[2]).log(logging.getLevelNamesMapping()[found[1]], "engine: %s", found[3])
    return True


@contextmanager
def timed(room: str, what: str, *values: object, level: int = logging.INFO) -> Iterator[None]:
    """Log what the block did and how many seconds it took, also where it raises.

    ``what`` is a form (``%s``) for ``values``.
    """
    log, begun = logging.getLogger(f"{TOP}.{room}"), monotonic()
    words = what % values if values else what
    try:
        yield
    except BaseException as error:
        log.info("%s: stopped after %.2f s by %s", words, monotonic() - begun, type(error).__name__)
        raise
    log.log(level, "%s: %.2f s", words, monotonic() - begun)


def line_of(record: logging.LogRecord, begun: float, root: Path) -> str:
    """A record as a line: seconds since ``begun`` (`time.time`), level, logger, words.

    Paths below ``root`` are relative to it; of other paths the last name alone is kept.
    """
    words = without_folders(record.getMessage(), root)
    return f"{record.created - begun:8.3f} {record.levelname:<7} {record.name:<16} {words}"


def without_folders(text: str, root: Path) -> str:
    """``text`` without the folders that lie above ``root`` or elsewhere: they hold names of people."""
    root, home = root.resolve(), Path.home()
    for folder, instead in ((root, ""), (home, "/home/")):
        for form in dict.fromkeys((str(folder), folder.as_posix())):
            text = re.sub(rf"{re.escape(form)}(?:[\\/]+|(?=[\s:'\",;()]|$))", instead, text)
    return re.sub(_ABSOLUTE, _last_name, text)


def _last_name(found: re.Match[str]) -> str:
    return "…/" + re.split(r"[\\/]", found[0].rstrip("\\/"))[-1]
