"""The engine of a commit, called from this one by a numbered contract.

Contract 1 (records without a number; commit cb68959): ``build --root DIR --output DIR`` with the options
``--language``, ``--manual``, ``--format``, ``--archive``, ``--released``; ``release --make FILE``, for which
the release before and the archive have been built beforehand.

Contract 2 (since releases record their pages): the same ``build``; ``release --make FILE``, where FILE
names its contract, and the record of the release before is read from the commit itself.

The engine's folder is put on the path by the child, never by a variable: an embedded Python ignores
those. Before it does anything the child tells which engine it has imported, and goes on only when this
process agrees: another installed engine must never make an old edition in silence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import Place, fail
from ..log import TO_PARENT, pass_line_on, timed

#: The contract of this engine.
CONTRACT: Final = 2
_TAIL: Final = 40  # lines of a child's words that are part of a problem

#: What the child runs. It speaks to engines of any age, so it uses nothing of ours but ``main``.
#: Its path is set here because an embedded Python takes none from variables.
#: The variable is for the child's own children: the server that forks workers (``forkserver``) imports
#: them before it takes over its parent's path (CPython before 3.14), and would find an installed engine.
_CHILD: Final = """
import json, os, sys
folder = sys.argv[1]
sys.path.insert(0, folder)
os.environ["PYTHONPATH"] = folder
import tebiki
print(json.dumps({"file": tebiki.__file__, "version": tebiki.__version__}), flush=True)
if sys.stdin.readline().strip() != "go":
    sys.exit(3)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
from tebiki.cli import main
sys.exit(main(sys.argv[2:]))
"""
#: Not from this folder (-P), no packages of the user's own (-s), no bytecode into the export (-B), UTF-8.
_FLAGS: Final = ("-P", "-s", "-B", "-X", "utf8")


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine to be called. ``folder``: of its package; ``python``: has the packages that it needs.

    ``version``: which one it must be; None where nothing has recorded that.
    """

    folder: Path
    python: Path
    version: str | None = None


@timed("editions", "engine of a commit")
def call_engine(engine: Engine, words: Sequence[str], cwd: Path, report: Callable[[str], None]) -> int:
    """Run a command of another engine; ``report`` gets each line that it says. Gives its exit code.

    Raises `TebikiError` (``history/engine-other``) where what would run is not that engine.
    """
    line = [str(engine.python), *_FLAGS, "-c", _CHILD, str(engine.folder.parent), *words]
    around = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    around[TO_PARENT] = "1"
    with subprocess.Popen(  # noqa: S603 -- the project's own engine
        line,
        cwd=cwd,
        env=around,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        told = process.stdout.readline()
        agreed = _is_the_one(engine, told)
        with suppress(BrokenPipeError):  # one that has died says why on its other pipe
            process.stdin.write("go\n" if agreed else "no\n")
            process.stdin.close()
        said: list[str] = []
        for text in process.stderr:
            if not (agreed and pass_line_on(text)):
                (report if agreed else said.append)(text.rstrip("\n"))
    if not agreed:
        why = "\n".join(said[-_TAIL:]) or told.strip() or f"exit {process.returncode}"
        wanted = f"{engine.folder} {engine.version or ''}".strip()
        fail("history/engine-other", Place.of(engine.folder), wanted=wanted, why=why)
    return process.returncode


def _is_the_one(engine: Engine, told: str) -> bool:
    """Whether the child has imported the engine that is meant."""
    try:
        table = json.loads(told)
        file, version = Path(table["file"]), table["version"]
    except (ValueError, KeyError, TypeError):
        return False
    same = file.resolve().parent == engine.folder.resolve()
    return same and (engine.version is None or version == engine.version)


def this_python() -> Path:
    """The Python of this process."""
    return Path(sys.executable)
