"""Makes ``.venv``: whole or not at all. Standard library only.

It is made beside, as ``.venv.new-<pid>``, and renamed when complete; the stamp in it says
what it was made for. Whatever dies on the way leaves at most a folder that nobody
believes and that the next run removes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from environment import (
    COMMANDS,
    ENVIRONMENT,
    LOCKS,
    STAMP,
    clean_environment,
    is_ready,
    locks_of,
    python,
    read_stamp,
    scripts,
    wanted,
)
from tebiki.errors import Problem, TebikiError, UsageError, fail
from tebiki.messages import Language, language, say, tell
from tebiki.messages.console import Console
from tebiki.pipeline.lock import exclusive

_TAIL: Final = 15  # lines of pip's output that are shown when it fails
_PIP_TURNS_TO: Final = ("Collecting ", "Processing ", "Ignoring ")  # another package
_PIP: Final = ("-I", "-m", "pip", "--disable-pip-version-check", "--no-input")


class Voice:
    """Speaks on standard error, in Japanese only where the console can show it."""

    def __init__(self) -> None:
        self.console = Console()
        self.language: Language = language() if self.console.shows("日本語") else "en"

    def say(self, name: str, **values: object) -> None:
        """One of bootstrap's messages, in a line of its own."""
        self.console.err(say(f"bootstrap/{name}", self.language, **values))

    def progress(self, name: str, **values: object) -> None:
        """One of bootstrap's messages, as the line of progress."""
        self.console.progress(say(f"bootstrap/{name}", self.language, **values))

    def fail(self, error: TebikiError) -> int:
        """All that is wrong; the exit code."""
        for problem in error.problems:
            self.console.err(tell(problem, self.language))
        return error.exit_code


def unknown(command: str) -> int:
    """Say that there is no such command; the exit code."""
    known = " ".join(COMMANDS)
    problem = Problem("bootstrap/unknown", None, {"command": command, "known": known})
    return Voice().fail(UsageError([problem]))


def set_up(root: Path, level: str) -> int:
    """Make the environment of the project in ``root`` for ``level``; 0 or an exit code."""
    voice = Voice()
    try:
        _check_python()
        _check_files(root, level)
        _set_up(root, level, voice)
    except TebikiError as error:
        return voice.fail(error)
    except KeyboardInterrupt:
        voice.say("interrupted")
        return 130
    return 0


def _check_python() -> None:
    # Debian ships `venv` without the pip that it puts in.
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        fail("bootstrap/no-venv", None, version=f"{sys.version_info.major}.{sys.version_info.minor}")


def _check_files(root: Path, level: str) -> None:
    for name in (*locks_of(level).values(), "pyproject.toml"):
        if not (root / name).is_file():
            fail("bootstrap/no-file", None, file=name)


def _set_up(root: Path, level: str, voice: Voice) -> None:
    final = root / ENVIRONMENT
    try:
        with exclusive(root / f"{ENVIRONMENT}.lock", lambda pid: voice.say("waiting", pid=pid or "?")):
            _tidy(final)
            if not is_ready(root, level):
                _make_or_mend(root, final, level, voice)
    except PermissionError as error:
        fail("bootstrap/in-use", None, file=error.filename or str(final))
    except OSError as error:
        fail("bootstrap/disk", None, file=error.filename or str(final), reason=error.strerror)


def _tidy(final: Path) -> None:
    """Remove what dead runs left; they died before or between the two renames."""
    for folder in sorted(final.parent.glob(f"{ENVIRONMENT}.old-*")):
        if not os.path.lexists(final):
            folder.rename(final)
    for kind in ("new", "old"):
        for folder in final.parent.glob(f"{ENVIRONMENT}.{kind}-*"):
            _remove(folder)


def _make_or_mend(root: Path, final: Path, level: str, voice: Voice) -> None:
    keys = wanted(root, level)
    have = read_stamp(final)
    locks = {name: key for name, key in keys.items() if name != "project"}
    if locks.items() <= have.items():
        # Only pyproject.toml differs: the packages stay, and no network is needed.
        _write_stamp(final, {name: have[name] for name in LOCKS if name in have})
        _install_project(root, final)
        _write_stamp(final, {**have, **keys})
        return
    voice.say("making" if level == "run" else f"making-{level}")
    new = root / f"{ENVIRONMENT}.new-{os.getpid()}"
    try:
        _make(root, new, level, voice)
        _settle(new, final)
        _write_stamp(new, keys)
        _put_in_place(new, final, voice)
    finally:
        voice.console.done()
        _remove(new)
    voice.say("made")


def _make(root: Path, new: Path, level: str, voice: Voice) -> None:
    voice.progress("step-python")
    _call([sys.executable, "-I", "-m", "venv", "--clear", "--prompt", "tebiki", str(new)])
    lock = root / LOCKS[level]
    total = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    collected = 0
    options = ("install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    for line in _lines([python(new), *_PIP, *options]):
        if line.startswith(_PIP_TURNS_TO):
            collected += 1
            voice.progress("step-packages", done=collected, total=total)
        elif line.startswith("Installing "):
            voice.progress("step-install")
    _install_project(root, new)


def _install_project(root: Path, folder: Path) -> None:
    options = ("install", "--no-deps", "--no-build-isolation", "--no-index", "--force-reinstall")
    _call([python(folder), *_PIP, *options, "--editable", str(root)])
    # Python reads this file in the locale's encoding, which may be ASCII: name the code by a path that is.
    for file in folder.rglob("__editable__*.pth"):
        file.write_text(
            Path(os.path.relpath(root / "tools", file.parent)).as_posix() + "\n", encoding="ascii"
        )


def _settle(new: Path, final: Path) -> None:
    """Have the scripts name the folder where the environment will stand, not where it was made.

    Each script names its Python by its full path. Those of Windows are programs with the
    path behind them, in a part whose beginning they look for, so its length may change.
    """
    before, after = (str(p).encode("utf-8", "surrogateescape") for p in (new, final))
    files = [new / "pyvenv.cfg", *sorted(scripts(new).iterdir())]
    for file in files:
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
            if before in content:
                file.write_bytes(content.replace(before, after))


def _put_in_place(new: Path, final: Path, voice: Voice) -> None:
    if not os.path.lexists(final):
        new.rename(final)
        return
    ours = (final / STAMP).exists()
    old = final.with_name(f"{ENVIRONMENT}.{'old' if ours else 'kept'}-{os.getpid()}")
    final.rename(old)
    try:
        new.rename(final)
    except BaseException:
        old.rename(final)
        raise
    if ours:
        _remove(old)
    else:
        voice.say("kept", folder=old.name)


def _remove(path: Path) -> None:
    # What cannot be removed now (a program still runs from it) goes the next time.
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _write_stamp(folder: Path, keys: Mapping[str, str]) -> None:
    text = "".join(f"{name} {key}\n" for name, key in sorted(keys.items()))
    with (folder / STAMP).open("w", encoding="ascii", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _call(command: list[str]) -> None:
    for _ in _lines(command):
        pass


def _lines(command: list[str]) -> Iterator[str]:
    """What a command says, line by line; raises `TebikiError` with the end of it where it fails."""
    environment = {**clean_environment(), "PIP_USER": "0", "PIP_REQUIRE_HASHES": "0", "PYTHONUTF8": "1"}
    said: list[str] = []
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="backslashreplace",
    ) as process:
        for line in process.stdout or ():
            said.append(line.rstrip())
            yield line
    if process.returncode:
        tail = "\n".join(f"    {line}" for line in said[-_TAIL:])
        fail("bootstrap/failed", None, command=" ".join(command[1:5]), said=tail)
