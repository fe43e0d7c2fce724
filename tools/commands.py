"""The commands of `make`: what each needs installed, and what it runs in ``.venv``.

Standard library only, and little of that: this runs before every command. What makes the
environment is imported only when it must be made, which spares the other runs half their start.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from environment import ENVIRONMENT, ROOT, SETUP_LOCK, clean_environment, is_ready, python

# Command: what must be installed, and what runs there (the last one gets the options).
COMMANDS: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "build": ("run", (("-m", "tebiki", "build"),)),
    "check": ("run", (("-m", "tebiki", "check"),)),
    "test": ("test", (("-m", "pytest"),)),
    "test-long": ("test", (("-m", "pytest", "-m", "long"),)),
    "test-city": ("test", (("-m", "pytest", "tests/city"),)),
    "rehearse": ("test", (("tools/rehearse_year.py",),)),
    "check-browser": ("browser", (("-m", "tebiki", "check", "--browser"),)),
    "studio": ("run", (("-m", "tebiki", "studio"),)),
    "office": ("office", (("tools/office_pc.py",),)),
    "bench": ("run", (("tools/bench.py",),)),
    "lint": ("test", (("-m", "mypy"), ("-m", "ruff", "check"))),
    "setup": ("run", ()),
    "lock": ("run", ()),
}


def main(arguments: list[str]) -> int:
    """Run a command (``build`` where none is named) with its options; its exit code."""
    command, options = (arguments[0], arguments[1:]) if arguments else ("build", [])
    level, steps = COMMANDS.get(command, ("run", ()))
    ready = is_ready(ROOT, level) and not (ROOT / SETUP_LOCK).exists()
    if ready and command in COMMANDS and command != "lock":
        return _run(steps, options)
    return _prepare(command, level, options) or _run(steps, options)


def _prepare(command: str, level: str, options: list[str]) -> int:
    # Imported only here: most runs find all ready and need none of it.
    from environment_setup import refuse_command, set_up  # noqa: PLC0415
    from locks import lock  # noqa: PLC0415

    if command not in COMMANDS:
        return refuse_command(command, COMMANDS)
    return lock(ROOT, options) if command == "lock" else set_up(ROOT, level)


def _run(steps: Sequence[tuple[str, ...]], options: list[str]) -> int:
    os.chdir(ROOT)
    program = python(ROOT / ENVIRONMENT)
    environment = clean_environment()
    for number, step in enumerate(steps, 1):
        last = number == len(steps)
        line = [program, *step, *(options if last else ())]
        if last and sys.platform != "win32":
            # The command takes this process' place: signals and the exit code are its own.
            os.execve(program, line, environment)  # noqa: S606
        if code := _call(line, environment):
            return code
    return 0


def _call(line: list[str], environment: Mapping[str, str]) -> int:
    with subprocess.Popen(line, env=environment) as process:  # noqa: S603
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                # The command gets Ctrl-C as well, and answers it.
                continue
