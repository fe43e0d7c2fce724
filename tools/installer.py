"""Fills an environment where it stands: venv, pip, the packages of a lock, the project.

Standard library only. Of the surroundings counts where packages come from and how to get
there (an office has its mirror, proxy and certificate), and nothing that would install
something else or elsewhere: neither pip's variables nor pip's files of settings.
"""

from __future__ import annotations

import ast
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from environment import python
from tebiki.errors import fail

#: Receives the name of a message of bootstrap, and its values.
Report = Callable[..., None]

_TAIL: Final = 15  # lines of pip's output that are shown when it fails
_PATIENCE: Final = 10  # seconds that a program has to end by itself once it is stopped
_PIP_TURNS_TO: Final = ("Collecting ", "Processing ", "Ignoring ")  # another package
_PIP: Final = ("-m", "pip", "--disable-pip-version-check", "--no-input")

#: Beginnings of the variables that no program here may see. Python's -I would not do: it holds for
#: one program, not for those that venv, ensurepip and pip start, and it has PYTHONUTF8 ignored.
_FOREIGN: Final = ("PIP_", "PYTHON", "SETUPTOOLS_")
#: What stands in their place. The project's path may hold Japanese, whatever the locale's encoding.
_OWN: Final[dict[str, str]] = {
    "PYTHONSAFEPATH": "1",
    "PYTHONNOUSERSITE": "1",
    "PYTHONUTF8": "1",
    "PIP_CONFIG_FILE": os.devnull,
}
if sys.platform != "win32":
    # setuptools writes the project's path in the locale's encoding, even where PYTHONUTF8 is set.
    _OWN["LC_ALL"] = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

#: The settings of pip that count: where packages come from, and how to get there.
_SOURCES: Final = frozenset(
    (
        *("index-url", "pypi-url", "extra-index-url", "no-index", "find-links", "trusted-host", "cert"),
        *("client-cert", "proxy", "timeout", "default-timeout", "retries", "resume-retries", "cache-dir"),
        *("no-cache-dir", "keyring-provider", "use-feature", "use-deprecated"),
    )
)
#: Two names of one setting: the second counts as the first.
_SAME: Final = {"pypi-url": "index-url", "default-timeout": "timeout"}
#: A line of `pip config list`: a section that counts for `pip install`, the setting, its value in quotes.
_SETTING: Final = re.compile(r"(global|install|:env:)\.([\w-]+)=(['\"].*['\"])")

Variables = dict[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Installer:
    """Runs venv and pip for the environment in ``folder``.

    ``held``: descriptors that these programs keep open as long as they live. Each method raises
    `TebikiError` (``bootstrap/failed``) with the end of what the program said; when it returns or
    raises, the program has ended.
    """

    folder: Path
    held: tuple[int, ...] = ()

    def create_environment(self) -> None:
        """Put Python and pip into the folder, which exists; what lies in it stays."""
        # Not `sys.executable`: that may be the Python of the environment that this one replaces.
        base = getattr(sys, "_base_executable", None) or sys.executable
        options = ("--without-pip", "--prompt", "tebiki", str(self.folder))
        self._call("venv", [base, "-m", "venv", *options], own_variables())
        # Apart from venv, which would do it too, but keeps to itself why it failed.
        self._call("ensurepip", [python(self.folder), "-m", "ensurepip", "--default-pip"], own_variables())

    def install_locked(self, lock: Path, report: Report) -> None:
        """Install the packages of the file ``lock``; ``report`` gets the steps."""
        total = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
        collected = 0

        def follow(line: str) -> None:
            nonlocal collected
            if line.startswith(_PIP_TURNS_TO):
                collected += 1
                report("step-packages", done=collected, total=total)
            elif line.startswith("Installing "):
                report("step-install")

        options = ("install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
        variables = {**own_variables(), **self.read_sources()}
        self._call("pip install", [python(self.folder), *_PIP, *options], variables, follow)

    def install_project(self, root: Path) -> None:
        """Install the project in ``root`` as a link to its code; needs no network."""
        options = ("install", "--no-deps", "--no-build-isolation", "--no-index", "--force-reinstall")
        line = [python(self.folder), *_PIP, *options, "--editable", str(root)]
        self._call("pip install", line, own_variables())
        # Python reads this file in the locale's encoding, even ASCII: name the code by a path that is that.
        for file in self.folder.rglob("__editable__*.pth"):
            code = Path(os.path.relpath(root / "tools", file.parent)).as_posix()
            file.write_text(f"{code}\n", encoding="ascii")

    def read_sources(self) -> Variables:
        """Where packages come from, as pip's variables and files say, for a pip that reads no file."""
        log = self.folder / "pip-settings.log"
        said: list[str] = []
        line = [python(self.folder), *_PIP, "config", "list"]
        self._call("pip config", line, _variables_to_ask(line[0], log), said.append)
        log.unlink(missing_ok=True)
        return sources_of(said)

    def _call(
        self, name: str, line: list[str], variables: Variables, follow: Callable[[str], None] = lambda _: None
    ) -> None:
        """Run a program to its end; ``follow`` gets each line that it says; ``name``: for people."""
        said: list[str] = []

        def read(text: str) -> None:
            said.append(text.rstrip())
            follow(said[-1])

        try:
            code = _run(line, variables, self.held, read)
        except OSError as error:
            code, said = 1, [str(error)]
        if code:
            tail = "\n".join(f"    {text}" for text in said[-_TAIL:])
            fail("bootstrap/failed", None, command=name, said=tail)


def own_variables() -> Variables:
    """The process' environment without what would have these programs do something else."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_FOREIGN)}
    return {**kept, **_OWN}


def _variables_to_ask(program: str, log: Path) -> Variables:
    """What lets pip list its settings, also where one of them would hide its answer or send it elsewhere."""
    kept = {name: value for name, value in os.environ.items() if _setting(name) in {*_SOURCES, "config-file"}}
    answering = {f"PIP_{name}": "0" for name in ("QUIET", "VERBOSE", "USER", "GLOBAL", "SITE")}
    answering |= {"PIP_PYTHON": program, "PIP_LOG": str(log)}
    found = own_variables()
    del found["PIP_CONFIG_FILE"]
    if sys.platform == "win32":
        # There the files may be written in the system's own encoding; only the answer comes in UTF-8.
        found |= {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"}
    return {**found, **kept, **answering}


def _setting(variable: str) -> str:
    """The setting that a variable of pip is for; empty for all other variables."""
    name = variable.upper()
    return name.removeprefix("PIP_").lower().replace("_", "-") if name.startswith("PIP_") else ""


def sources_of(lines: list[str]) -> Variables:
    """The variables of pip for the answer of ``pip config list``."""
    sections: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in lines:
        if match := _SETTING.fullmatch(line):
            section, name, value = match.groups()
            # pip takes an empty one for one that is not set.
            if name in _SOURCES and (text := _unquote(value)):
                sections[section][_SAME.get(name, name)] = text
    # As pip itself does: the variables come before the settings of `pip install`, those before all others.
    merged = {**sections["global"], **sections["install"], **sections[":env:"]}
    return {f"PIP_{name.upper().replace('-', '_')}": _as_variable(value) for name, value in merged.items()}


def _unquote(value: str) -> str:
    try:
        return str(ast.literal_eval(value))
    except (SyntaxError, ValueError):
        return ""  # words of pip that only look like a setting


def _as_variable(value: str) -> str | bytes:
    """A value for the environment of a program in UTF-8: this process may know only ASCII."""
    return value if sys.platform == "win32" else value.encode("utf-8", "surrogateescape")


def _run(line: list[str], variables: Variables, held: tuple[int, ...], read: Callable[[str], None]) -> int:
    """Run a program, giving ``read`` what it says line by line; its exit code. Raises `OSError`."""
    with subprocess.Popen(  # noqa: S603
        line,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=variables,
        pass_fds=held,
        encoding="utf-8",
        errors="backslashreplace",
    ) as process:
        try:
            for text in process.stdout or ():
                read(text)
        except BaseException:
            _stop(process)
            raise
    return process.returncode


def _stop(process: subprocess.Popen[str]) -> None:
    """End a program with all that it has started: none may write into what takes this folder's place."""
    if process.stdout is not None:
        process.stdout.close()
    # Python's own Ctrl-C: it ends those that it has started, which a signal to it alone would not.
    with suppress(OSError):
        process.terminate() if sys.platform == "win32" else process.send_signal(signal.SIGINT)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
