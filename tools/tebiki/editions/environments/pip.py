"""Runs venv and pip for another Python; why pip failed is told as a problem that people can act on."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from ...errors import Place, Problem
from ...log import timed
from .packages import read_pins
from .pythons import Python, minor_of

#: Not from the surroundings (-I), and in UTF-8 whatever the console's own encoding.
_ALONE: Final = ("-I", "-X", "utf8", "-m")
#: Of pip's settings in the surroundings only these count: where packages come from, and how to get there.
#: Others (PIP_TARGET, PIP_DRY_RUN, PIP_QUIET ...) would lead elsewhere or hide what went wrong.
_SETTINGS: Final = frozenset(
    f"PIP_{name}"
    for name in (
        *("CONFIG_FILE", "INDEX_URL", "EXTRA_INDEX_URL", "NO_INDEX", "FIND_LINKS", "TRUSTED_HOST", "CERT"),
        *("CLIENT_CERT", "PROXY", "TIMEOUT", "DEFAULT_TIMEOUT", "RETRIES", "CACHE_DIR", "NO_CACHE_DIR"),
        *("KEYRING_PROVIDER", "USE_FEATURE", "USE_DEPRECATED"),
    )
)


class CommandFailedError(Exception):
    """A command ended with an error; ``lines``: all that it said."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines[-3:]))


def create_venv(program: str, folder: Path) -> None:
    """Make an environment at ``folder`` with the Python ``program``. Raises `CommandFailedError`."""
    with timed("editions", "venv"):
        for _ in _lines([program, *_ALONE, "venv", "--without-pip", str(folder)]):
            pass


def install_pip(program: str) -> None:
    """Put pip into the environment of ``program``, from what Python brings along.

    Apart from venv, which would do it too, but keeps to itself why it failed.
    Raises `CommandFailedError`.
    """
    with timed("editions", "ensurepip"):
        for _ in _lines([program, *_ALONE, "ensurepip"]):
            pass


def install_locked(program: str, lock: Path, log: Path) -> Iterator[str]:
    """Install the packages of ``lock`` for the Python ``program``; gives each line that pip says.

    ``log``: a file for all that pip knows, in English, whatever its console shows.
    Raises `CommandFailedError`.
    """
    pip = (*_ALONE, "pip", "--disable-pip-version-check", "--no-input", "--log", str(log))
    wanted = ("install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    with timed("editions", "pip install"):  # an index's address may hold a password
        yield from _lines([program, *pip, *wanted])


def _lines(command: list[str]) -> Iterator[str]:
    said: list[str] = []
    with subprocess.Popen(  # noqa: S603 -- a Python of this computer
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_surroundings(),
        encoding="utf-8",
        errors="backslashreplace",
    ) as process:
        for line in process.stdout or ():
            said.append(line.rstrip())
            yield said[-1]
    if process.returncode:
        raise CommandFailedError(said)


def _surroundings() -> dict[str, str]:
    """What pip and venv see: no package, and no limit to one, from elsewhere than the lock."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("PIP_") or name.upper() in _SETTINGS
    }
    return {**kept, "PIP_USER": "0", "PIP_CONSTRAINT": os.devnull}


_TAIL: Final = 15  # lines of pip that are shown when nobody knows what they mean

# Python's own number of the error: Windows tells the sentence in its own language.
_DISK_FULL: Final = r"\[Errno 28\]|\[WinError 112\]"
_NO_PIP: Final = re.compile(r"ensurepip is not available|No module named '?(?:ensurepip|venv)")
#: What is certain once pip says it; the groups are the values of the problem.
_CERTAIN: Final = (
    ("environment/disk-full", _DISK_FULL),
    # Until pip 25.0 a download that broke off ends here, too.
    ("environment/hash", r"DO NOT MATCH THE HASHES.*\n(?:.*\n)*?\s+(?P<package>\S+==\S+) from "),
    ("environment/lock", r"Hashes are required in --require-hashes mode.*\n(?:.*\n)*?\s+(?P<why>\S+==\S+)"),
    # The index still lists the file, and its server no longer has it.
    (
        "environment/wheel-gone",
        r"Could not install requirement (?P<package>\S+==\S+) .*because of HTTP error 4(?:04|10) ",
    ),
)
#: What any source of packages answered, but for "there is no such package": so nothing is known to be gone.
_UNREACHABLE: Final = (
    # An index: refused, no such name, no proxy, no trust, 403, 503.
    r"(?m)Could not fetch URL (?P<why>\S+: (?!404 |410 ).*?)(?: - skipping)?$",
    # A file of it: up to pip 25.3 in the words of requests and urllib3, from 25.3 on by a name.
    r"(?m)Could not install packages due to an OSError: (?P<why>HTTPS?ConnectionPool.*)$",
    r"(?m)Could not install packages due to an OSError: (?P<why>.*(?:Connection broken|timed out).*)$",
    r"(?m)Could not install requirement .*because of HTTP error (?P<why>[45]\d\d .*)$",
    r"(?m)error: (?:[\w-]*connection-[\w-]+|incomplete-download|ssl-[\w-]+)\s+\S (?P<why>.+)$",
    # A folder of wheels (--find-links) on a drive that is not there.
    r"Location (?P<why>'.+?') is ignored: it is either a non-existing path",
)
#: Requires-Python, in the wheel itself (of a folder), then as an index tells it.
_WHEEL_PYTHON: Final = re.compile(
    r"Package '(?P<name>.+?)' requires a different Python: \S+ not in '(?P<wanted>.+?)'"
)
_INDEX_PYTHON: Final = re.compile(
    r"Ignored the following versions that require a different python version: (.+)"
)
_NOWHERE: Final = re.compile(
    r"No matching distribution found for (?P<name>[\w.-]+)(?:\[.*?\])?==(?P<version>[^\s;]+)"
)
#: A wheel that was passed over; only the log tells it.
_OTHER_TAGS: Final = re.compile(r"none of the wheel's tags \(.*?\) are compatible .*?: \S*?([^/\s]+\.whl)")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried. ``python``: who should get the packages; ``released_on``: the record's platform."""

    python: Python
    released_on: str
    lock: Path
    folder: Path


def explain_venv(said: Sequence[str], attempt: Attempt) -> Problem:
    """Why venv failed."""
    text = "\n".join(said)
    if re.search(_DISK_FULL, text):
        return Problem("environment/disk-full", None, {"folder": str(attempt.folder)})
    if _NO_PIP.search(text):
        minor = ".".join(attempt.python.version.split(".")[:2])
        return Problem("environment/no-pip", None, {"version": minor})
    return _failed(said)


def explain_pip(said: Sequence[str], log: str, attempt: Attempt) -> Problem:
    """Why pip failed. ``said``: the lines on its console; ``log``: its log, with times before lines."""
    text = re.sub(r"(?m)^\d{4}-\d\d-\d\dT[\d:,]+ ", "", log) + "\n" + "\n".join(said) + "\n"
    for explain in (_certain, _wrong_python, _unreachable, _nowhere):
        if problem := explain(text, attempt):
            return problem
    return _failed(said)


def _certain(text: str, attempt: Attempt) -> Problem | None:
    for code, pattern in _CERTAIN:
        if found := re.search(pattern, text):
            values = {name: value.replace("==", " ") for name, value in found.groupdict().items()}
            place = Place.of(attempt.lock) if code == "environment/lock" else None
            return Problem(code, place, {"folder": str(attempt.folder), **values})
    return None


def _unreachable(text: str, _attempt: Attempt) -> Problem | None:
    for pattern in _UNREACHABLE:
        if found := re.search(pattern, text):
            return Problem("environment/no-network", None, {"why": found["why"]})
    return None


def _wrong_python(text: str, attempt: Attempt) -> Problem | None:
    """The version is there, and says itself that it wants another Python."""
    if found := _WHEEL_PYTHON.search(text):
        pins = {pin.name: str(pin) for pin in read_pins(attempt.lock)}
        package = pins.get(canonicalize_name(found["name"]), found["name"])
        return _python(package, found["wanted"], attempt)
    missing, ignored = _NOWHERE.search(text), _INDEX_PYTHON.search(text)
    if missing is None or ignored is None:
        return None
    for entry in ignored[1].split("; "):
        version, _, wanted = entry.partition(" Requires-Python ")
        if version == missing["version"]:
            return _python(f"{missing['name']} {version}", wanted, attempt)
    return None


def _python(package: str, wanted: str, attempt: Attempt) -> Problem:
    new = _wants_older(wanted, attempt.python.version)
    return _other_python(package, attempt, new=new, wanted=wanted)


def _wants_older(wanted: str, version: str) -> bool:
    """Whether some Python before ``version`` satisfies ``wanted`` (Requires-Python)."""
    try:
        range_, this = SpecifierSet(wanted), Version(version)
    except (InvalidSpecifier, InvalidVersion):
        return True
    earlier = (Version(f"{major}.{minor}") for major in range(2, this.major + 1) for minor in range(100))
    return any(range_.contains(one) for one in earlier if one < this)


def _nowhere(text: str, attempt: Attempt) -> Problem | None:
    """No wheel of the version fits this Python, or there is none at all."""
    missing = _NOWHERE.search(text)
    if missing is None:
        return None
    package = f"{missing['name']} {missing['version']}"
    then, now = minor_of(attempt.released_on), minor_of(attempt.python.here)
    if then is not None and now is not None and then != now and _is_for_others(text, missing):
        return _other_python(package, attempt, new=now > then)
    return Problem("environment/wheel-gone", None, {"package": package})


def _is_for_others(text: str, missing: re.Match[str]) -> bool:
    """Whether there are wheels of exactly this version, made for other Pythons or systems."""
    for found in _OTHER_TAGS.finditer(text):
        name, version, *_ = found[1].split("-")
        if canonicalize_name(name) == canonicalize_name(missing["name"]) and version == missing["version"]:
            return True
    return False


def _other_python(package: str, attempt: Attempt, *, new: bool, wanted: str = "") -> Problem:
    then = minor_of(attempt.released_on)
    told = then is not None and then != minor_of(attempt.python.here)
    shown = ".".join(map(str, then)) if then and told else wanted
    values = {"package": package, "now": attempt.python.version, "then": shown}
    return Problem("environment/python-too-new" if new else "environment/python-too-old", None, values)


def _failed(said: Sequence[str]) -> Problem:
    tail = "\n".join(f"    {line}" for line in said[-_TAIL:])
    return Problem("environment/failed", None, {"said": tail})
