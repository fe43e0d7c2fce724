"""Why pip could not install a lock, from what it wrote into its log: a problem that people can act on.

pip ends with 1 whatever happened, so its words must be read. They were seen with pip 23.2.1, 24.0,
25.0.1, 25.3 and 26.3, each failure made to happen; pip speaks English only. What none of these
patterns knows is told in pip's own last lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from ..errors import Place, Problem
from .pythons import Python, minor_of

_TAIL: Final = 15  # lines of pip that are shown when nobody knows what they mean

# Python's own number of the error: Windows tells the sentence in its own language.
_DISK_FULL: Final = re.compile(r"\[Errno 28\]|\[WinError 112\]")
#: Only after "venv": Debian's Python comes without the pip that venv puts in.
_NO_PIP: Final = re.compile(r"ensurepip is not available|No module named '?ensurepip|No module named '?venv")
#: A download that broke off looks the same until pip 25.0.
_HASH: Final = re.compile(r"DO NOT MATCH THE HASHES.*\n(?:.*\n)*?\s+(?P<package>\S+==\S+) from ")
_NO_HASH: Final = re.compile(
    r"Hashes are required in --require-hashes mode.*\n(?:.*\n)*?\s+(?P<why>\S+==\S+)"
)
#: Metadata in the wheel itself (a folder, --find-links), then metadata of an index.
_WHEEL_PYTHON: Final = re.compile(
    r"Package '(?P<name>.+?)' requires a different Python: \S+ not in '(?P<wanted>.+?)'"
)
_INDEX_PYTHON: Final = re.compile(
    r"Ignored the following versions that require a different python version: (.+)"
)
_NOWHERE: Final = re.compile(
    r"No matching distribution found for (?P<name>[\w.-]+)(?:\[.*?\])?==(?P<version>[^\s;]+)"
)
_OTHER_TAGS: Final = re.compile(r"none of the wheel's tags \(.*?\) are compatible .*?: \S*?([^/\s]+\.whl)")
#: A file that the index still lists, but the server no longer has.
_FILE_GONE: Final = re.compile(
    r"Could not install requirement (?P<package>\S+==\S+) .*because of HTTP error 4(?:04|10) "
)
_NO_NETWORK: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # What the index answered, but for "there is no such package": refused, no name, no proxy, 503.
        r"Could not fetch URL (?P<why>\S+: (?!404 |410 ).*?)(?: - skipping)?$",
        # A file of it, up to pip 25.3: requests' own words; from pip 25.1 on its own, with a name each.
        r"Could not install packages due to an OSError: (?P<why>HTTPS?ConnectionPool.*)$",
        r"Could not install packages due to an OSError: (?P<why>.*(?:Connection broken|timed out).*)$",
        r"Could not install requirement .*because of HTTP error (?P<why>[45]\d\d .*)$",
        r"error: (?P<why>connection-failed|connection-timeout|proxy-connection-failed|incomplete-download"
        r"|ssl-missing|ssl-verification-failed)$",
        # A folder of wheels (--find-links) on a drive that is not there.
        r"Location (?P<why>'.+?') is ignored: it is either a non-existing path",
    )
)


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
    if _DISK_FULL.search(text):
        return _disk_full(attempt)
    if _NO_PIP.search(text):
        return Problem("environment/no-pip", None, {"version": _minor(attempt.python)})
    return _failed(said)


def explain_pip(said: Sequence[str], log: str, attempt: Attempt) -> Problem:
    """Why pip failed. ``said``: the lines on its console; ``log``: its log, with times before lines."""
    text = re.sub(r"(?m)^\d{4}-\d\d-\d\dT[\d:,]+ ", "", log) + "\n" + "\n".join(said) + "\n"
    if _DISK_FULL.search(text):
        return _disk_full(attempt)
    if found := _HASH.search(text):
        return Problem("environment/hash", None, {"package": found["package"].replace("==", " ")})
    if found := _NO_HASH.search(text):
        return Problem("environment/lock", Place.of(attempt.lock), {"why": found["why"]})
    if problem := _wrong_python(text, attempt):
        return problem
    if found := _FILE_GONE.search(text):
        return Problem("environment/wheel-gone", None, {"package": found["package"].replace("==", " ")})
    for pattern in _NO_NETWORK:
        if found := pattern.search(text):
            return Problem("environment/no-network", None, {"why": found["why"]})
    return _nowhere(text, attempt) or _failed(said)


def _wrong_python(text: str, attempt: Attempt) -> Problem | None:
    """The version is there, and says itself that it wants another Python."""
    if found := _WHEEL_PYTHON.search(text):
        return _python(found["name"], found["wanted"], attempt)
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
    if then is None or then == minor_of(attempt.python.here):
        shown = wanted
    else:
        shown = ".".join(map(str, then))
    values = {"package": package, "now": attempt.python.version, "then": shown}
    return Problem("environment/python-too-new" if new else "environment/python-too-old", None, values)


def _disk_full(attempt: Attempt) -> Problem:
    return Problem("environment/disk-full", None, {"folder": str(attempt.folder)})


def _failed(said: Sequence[str]) -> Problem:
    tail = "\n".join(f"    {line}" for line in said[-_TAIL:])
    return Problem("environment/failed", None, {"said": tail})


def _minor(python: Python) -> str:
    return ".".join(python.version.split(".")[:2])
