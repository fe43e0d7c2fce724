"""A process that waits, with all imported, for the one command that it is to run.

``python -m tebiki.studio.jobs.worker``: one line of JSON on standard input says what to do; the end of the
input without one ends it. So a job begins at once, on Windows too, where no process can be forked. What
runs is the command as a person types it (``python -m tebiki``), and nothing of the studio's.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ...stages import FILE
from .job_record import JobEnd, JobFiles, write_end

#: Exit codes of a traceback, and of Ctrl-C.
_FAULT: Final = 1
_STOPPED: Final = 130
#: Variables of the system that name the folder of temporary files.
_TEMPORARY: Final = ("TMPDIR", "TEMP", "TMP")


def main() -> int:
    """Wait for an order and carry it out; the exit code."""
    _import_ahead()
    try:
        return _carry_out(sys.stdin.buffer.readline())
    finally:
        gc.unfreeze()  # what stays for ever is reported as leaked by libraries when the process ends


def _carry_out(line: bytes) -> int:
    if not line:
        return 0
    order: dict[str, Any] = json.loads(line)
    files = JobFiles(Path(order["folder"]))
    _settle_in(files, order)
    end = _run(order["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    write_end(files, end)
    return end.code


def _import_ahead() -> None:
    """What the long commands import: seconds of waiting, before anybody waits."""
    from ...editions import review  # noqa: F401, PLC0415 -- after the process has begun to read
    from ...editions.release import release  # noqa: F401, PLC0415 -- as above
    from ...pipeline import languages, site  # noqa: F401, PLC0415 -- as above

    gc.freeze()  # what was imported stays


def _settle_in(files: JobFiles, order: dict[str, Any]) -> None:
    """Speak into the job's files, and be stopped as a person stops a command."""
    for number, path in ((1, files.result), (2, files.log)):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        os.dup2(descriptor, number)
        os.close(descriptor)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ[FILE] = str(files.stages)
    os.environ["TEBIKI_LANG"] = order["language"]
    os.environ.update(dict.fromkeys(_TEMPORARY, order["temporary"]))
    # Whoever starts the studio in the background has had it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, signal.default_int_handler)


def _run(arguments: Sequence[str]) -> JobEnd:
    sys.argv = ["tebiki", *arguments]
    try:
        runpy.run_module("tebiki", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        return JobEnd(ended.code if isinstance(ended.code, int) else int(ended.code is not None), time.time())
    except KeyboardInterrupt:
        return JobEnd(_STOPPED, time.time())
    except BaseException as error:  # noqa: BLE001 -- a mistake in the engine is told by the job's page
        traceback.print_exc()
        return JobEnd(_FAULT, time.time(), type(error).__name__)
    return JobEnd(0, time.time())


if __name__ == "__main__":
    sys.exit(main())
