"""How far a long command is, told to whoever started it: a line of JSON each, added to a file.

The variable ``TEBIKI_STAGES`` names the file; without it nothing is written. A line holds when it was
written (seconds since 1970) and a stage (``release/prove``), a count within it (so many of so many
languages), or a problem that stops the command, so that it can be told in any language. Processes that a
command starts add to the same file.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, Literal

#: Names the file.
FILE: Final = "TEBIKI_STAGES"
#: What is counted.
Unit = Literal["language", "file", "change"]


def enter_stage(name: str) -> None:
    """A stage begins, and the one before has ended. ``name``: ``command/stage``."""
    _add({"stage": name})


def count_within(number: int, total: int, unit: Unit) -> None:
    """So many of so many are done in the stage that was entered last."""
    _add({"number": number, "total": total, "unit": unit})


def note_problem(code: str, place: str, values: Mapping[str, object]) -> None:
    """A problem that stops the command. What a file cannot hold as it is becomes text."""
    _add({"problem": code, "place": place, "values": dict(values)})


def _add(row: dict[str, object]) -> None:
    path = os.environ.get(FILE)
    if not path:
        return
    line = json.dumps({"at": round(time.time(), 3), **row}, ensure_ascii=False, default=str) + "\n"
    with suppress(OSError):  # a full disk is told by what cannot be written for good
        # One call, at the end of the file: lines of two processes never mix.
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)
