"""A command with its log: on standard error where ``--verbose`` asks for it, and in a file to send on.

The file is written where ``--verbose`` was given, and where a command that makes or checks an output was
stopped: nobody can ask for the log of a fault beforehand. It holds no name of a person, no password and
no folder outside the project (`tebiki.log`).
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Final

from .. import __version__
from ..errors import TebikiError, UsageError
from ..log import TO_PARENT, TOP, line_of, listening, without_folders
from ..messages import say
from ..messages.console import Console
from ..plain import is_plain

#: Where the log of the last command lies, from the project's folder.
LOG: Final = Path("build") / "log" / "last.txt"
#: Commands whose log is kept where they are stopped: they write nothing beside their outputs.
_KEPT: Final = frozenset({"build", "check", "release", "serve", "handover"})
#: So many lines are kept of a command that runs for days (``serve``).
_LINES: Final = 20_000
_LOG: Final = logging.getLogger(f"{TOP}.cli")


class _Lines(logging.Handler):
    """Keeps each record, and tells those of level INFO and above to ``told``, as lines."""

    def __init__(self, root: Path, told: Callable[[str], None] | None) -> None:
        super().__init__()
        self._root, self._told, self._begun = root, told, time.time()
        self._kept: deque[logging.LogRecord] = deque(maxlen=_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record; those of workers come a step later than they were made."""
        record.msg, record.args = record.getMessage(), None  # what it names may change later
        self._kept.append(record)
        if self._told and record.levelno >= logging.INFO:
            self._told(line_of(record, self._begun, self._root))

    def lines(self) -> list[str]:
        """All lines, in the order of time."""
        in_order = sorted(self._kept, key=lambda record: record.created)
        return [line_of(record, self._begun, self._root) for record in in_order]


def run_logged(
    run: Callable[[], int], asked: argparse.Namespace, given: Sequence[str], console: Console
) -> int:
    """Run a command and log it; gives its exit code, raises what it raises."""
    called = bool(os.environ.get(TO_PARENT))  # by another engine, whose log takes our lines in
    verbose = getattr(asked, "verbose", False) and not called
    root: Path = getattr(asked, "root", Path())
    lines = _Lines(root, console.err if verbose or called else None)
    stopped = True
    with listening(lines):
        try:
            _begin(asked, given)
            code = run()
            _LOG.info("ended with exit code %d", code)
            stopped = False
        except UsageError:
            stopped = False
            raise
        except TebikiError as error:
            _log_problems(error, root)
            raise
        except (Exception, KeyboardInterrupt) as error:
            _log_frames(error)
            raise
        finally:
            if verbose or (stopped and asked.command in _KEPT and not called):
                _write(root, lines.lines(), console, told=verbose)
    return code


def _begin(asked: argparse.Namespace, given: Sequence[str]) -> None:
    """Which command, by which program. Of options the names alone: a value may be a name of a person."""
    names = dict.fromkeys(word.partition("=")[0] for word in given if word.startswith("--"))
    part = [asked.part] if getattr(asked, "part", None) else []  # ``confirm`` of ``tebiki edition confirm``
    _LOG.info("%s", " ".join(["tebiki", asked.command, *part, *names]))
    machine = f"{sys.platform} {platform.machine()}"
    _LOG.debug("tebiki %s, Python %s, %s", __version__, platform.python_version(), machine)
    _LOG.debug("%s processors, %s", os.cpu_count(), time.strftime("%Y-%m-%d %H:%M:%S %z"))
    if is_plain():
        _LOG.info("plain: no shortcut past Sphinx, MyST, CPython and Typst is taken")


def _log_problems(error: TebikiError, root: Path) -> None:
    """Codes and places; a problem's values are texts of the content, or what somebody typed."""
    for problem in error.problems:
        place = problem.place
        line = "" if place is None or place.line is None else f":{place.line}"
        where = f" {_named(place.file, root)}{line}" if place else ""
        _LOG.info("problem %s%s", problem.code, where)
    _LOG.info("stopped with exit code %d", error.exit_code)


def _named(file: str, root: Path) -> str:
    """A file of the project; of one elsewhere its kind alone, as a person has given it its name."""
    path = Path(file)
    elsewhere = path.is_absolute() or ".." in path.parts
    if elsewhere and not path.resolve().is_relative_to(root.resolve()):
        return f"…/*{path.suffix}"
    return file


def _log_frames(error: BaseException) -> None:
    """Where a command was interrupted, or went wrong; the words of an error may hold values."""
    frames = extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in reversed(frames))
    _LOG.info("stopped by %s: %s", type(error).__name__, where)


def _write(root: Path, lines: Sequence[str], console: Console, *, told: bool) -> None:
    """Write the log into the project's folder, if it is one; a log that cannot be written stops nothing."""
    if not (root / "conf.py").is_file():
        return
    path = root / LOG
    text = "".join(f"{line}\n" for line in lines)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n", errors="backslashreplace")
    except OSError as error:
        if told:
            console.err(
                say("cli/unlogged", file=LOG.as_posix(), reason=error.strerror or type(error).__name__)
            )
        return
    if told:
        console.err(say("cli/logged", file=without_folders(str(path.resolve()), root)))
