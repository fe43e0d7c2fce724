"""A Python with exactly the packages of a lock: the running one, or an environment made once and kept."""

from __future__ import annotations

import errno
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NoReturn

from ...errors import EnvironmentUnavailableError, unavailable
from ...messages import say
from ...pipeline.lock import exclusive
from .packages import Pin, differences, not_as_locked, read_pins
from .pip import (
    Attempt,
    CommandFailedError,
    create_venv,
    explain_pip,
    explain_venv,
    install_locked,
    install_pip,
)
from .pythons import Python, ask_python, choose_python
from .store import (
    Stamp,
    clear,
    environments_folder,
    hash_files,
    keep_in_use,
    lock_of,
    python_in,
    read_stamp,
    write_stamp,
)

#: To be raised when an environment made by an older engine would no longer do.
_SCHEME: Final = "1"
#: What venv puts in besides the lock's packages.
_OF_VENV: Final = {"pip", "setuptools", "wheel"}
#: Receives a line for people.
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The environment that is looked for. ``base``: the Python it is made with; ``lock``: with LF."""

    base: Python
    pins: list[Pin]
    lock: bytes
    released_on: str
    release: str

    @property
    def lock_sha256(self) -> str:
        return hashlib.sha256(self.lock).hexdigest()

    @property
    def key(self) -> str:
        parts = (_SCHEME, self.base.here, *self.base.kind, self.lock_sha256)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def python_for(lock: Path, released_on: str, report: Report, release: str = "") -> Path:
    """The program of a Python whose packages are those of the file ``lock``; the engine is not in it.

    It is the running one where its packages agree. Else it is that of an environment below the
    user's data, made with pip the first time, by the Python of the release where that is installed.
    Nobody can remove it while this process lives.

    Args:
        lock: pins with hashes, as ``make lock`` writes them.
        released_on: the record's platform, such as ``linux x86_64 Python 3.11.7``.
        report: receives lines about the work; nothing is said where nothing is made.
        release: the tag of the release it is for, shown by ``tebiki environments``.

    Raises:
        EnvironmentUnavailableError: with exit code 3: ``environment/…``.
    """
    if not not_as_locked(lock):
        return Path(sys.executable)
    base = choose_python(released_on)
    pins = [pin for pin in read_pins(lock) if pin.applies(base.markers)]
    content = lock.read_bytes().replace(b"\r\n", b"\n")
    wanted = _Wanted(base, pins, content, released_on, release)
    folder = environments_folder() / wanted.key
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(lock_of(folder), lambda pid: report(say("environment/waiting", pid=pid or "?"))):
            program = _find_or_make(folder, wanted, report)
            keep_in_use(folder)
            return program
    except OSError as error:
        _fail_on_disk(error, folder)


def _fail_on_disk(error: OSError, folder: Path) -> NoReturn:
    if error.errno == errno.ENOSPC:
        unavailable("environment/disk-full", None, folder=str(folder))
    file = str(error.filename or folder)
    unavailable("environment/disk", None, file=file, why=error.strerror or str(error))


def _find_or_make(folder: Path, wanted: _Wanted, report: Report) -> Path:
    stamp = read_stamp(folder)
    if stamp is not None and _is_as_made(folder, stamp, wanted):
        if wanted.release and wanted.release not in stamp.releases:
            releases = tuple(sorted({*stamp.releases, wanted.release}))
            write_stamp(folder, replace(stamp, releases=releases))
        return python_in(folder / stamp.folder)
    if stamp is not None:
        report(say("environment/again", key=folder.name))
    return _make(folder, wanted, report)


def _is_as_made(folder: Path, stamp: Stamp, wanted: _Wanted) -> bool:
    """Whether each file is as it was when the environment was made, and its Python still runs."""
    environment = folder / stamp.folder
    return (
        stamp.lock_sha256 == wanted.lock_sha256
        and hash_files(environment) == stamp.files
        and not _differences(python_in(environment), wanted)
    )


def _differences(program: Path, wanted: _Wanted) -> list[str]:
    """Packages of an environment that are not as the lock says, or that it does not name."""
    found = ask_python(str(program))
    if found is None or found.here != wanted.base.here:
        return [f"Python → {found.here if found else '-'}"]
    more = found.installed.keys() - {pin.name for pin in wanted.pins} - _OF_VENV
    return [
        *differences(wanted.pins, found.installed),
        *(f"- → {name} {found.installed[name]}" for name in sorted(more)),
    ]


def _make(folder: Path, wanted: _Wanted, report: Report) -> Path:
    """Make the environment whole, or leave nothing of it."""
    folder.mkdir(exist_ok=True)
    clear(folder)
    count = len(wanted.pins)
    report(say("environment/making", python=wanted.base.version, count=count, folder=str(folder.parent)))
    # A name of its own: pip may outlive a process that was killed, and still write.
    environment = Path(tempfile.mkdtemp(dir=folder, prefix="v"))
    done = False
    try:
        _install(environment, wanted, report)
        if names := _differences(python_in(environment), wanted):
            unavailable("environment/other", None, names=", ".join(names))
        releases = (wanted.release,) if wanted.release else ()
        files = hash_files(environment)
        stamp = Stamp(wanted.lock_sha256, wanted.base.here, releases, environment.name, files)
        write_stamp(folder, stamp)
        done = True
    finally:
        if not done:
            shutil.rmtree(folder, ignore_errors=True)
    report(say("environment/made"))
    return python_in(environment)


def _install(environment: Path, wanted: _Wanted, report: Report) -> None:
    lock = environment / "requirements.lock"
    attempt = Attempt(wanted.base, wanted.released_on, lock, environment)
    try:
        create_venv(wanted.base.program, environment)
        install_pip(str(python_in(environment)))
    except CommandFailedError as error:
        raise EnvironmentUnavailableError([explain_venv(error.lines, attempt)]) from None
    lock.write_bytes(wanted.lock)
    _fill(attempt, len(wanted.pins), report)


def _fill(attempt: Attempt, total: int, report: Report) -> None:
    """Let the pip of an environment install the lock, and say why where it cannot."""
    program, log = python_in(attempt.folder), attempt.folder / "pip.log"
    try:
        _report_progress(install_locked(str(program), attempt.lock, log), total, report)
    except CommandFailedError as error:
        told = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
        raise EnvironmentUnavailableError([explain_pip(error.lines, told, attempt)]) from None
    finally:
        log.unlink(missing_ok=True)


def _report_progress(lines: Iterable[str], total: int, report: Report) -> None:
    seen: set[str] = set()
    for line in lines:
        kind, _, rest = line.partition(" ")
        name = _package(rest.partition(" (from ")[0])
        if kind in {"Collecting", "Processing"} and name not in seen:
            seen.add(name)
            done = min(len(seen), total)
            report(say("environment/step-package", done=done, total=total, name=name))
        elif kind == "Installing":
            report(say("environment/step-install", total=total))
        elif line.lstrip().startswith(("WARNING: Retrying", "WARNING: Attempting to resume")):
            report(say("environment/step-retry"))


def _package(told: str) -> str:
    """``kai 1.0`` for ``kai==1.0``, and for the file or address of its wheel."""
    file = told.replace("\\", "/").rpartition("/")[2]
    return " ".join(file.split("-")[:2]) if file.endswith(".whl") else file.replace("==", " ")
