"""The locked packages for Windows: which of them belong there, their wheels, and what these hold.

The lock is for every system; pip decides by the markers of the system that it runs on, even where it is
told to fetch for another. So the markers are evaluated here, for the Windows of an office PC, and pip gets
a list without any.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from tebiki.errors import Place, Problem, TebikiError, fail

from .parts import read_archive

PLATFORM: Final = "win_amd64"
_HASH: Final = re.compile(r"\s--hash=sha256:([0-9a-f]{64})")
#: Of a wheel's data only these are imported; scripts and headers are for an installer.
_IMPORTED: Final = ("purelib", "platlib")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock in its one version. ``hashes``: SHA-256 of every file of it."""

    name: str
    version: str
    hashes: frozenset[str]

    def __str__(self) -> str:
        """``typst 0.15.2``."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel whose hash the lock knows. ``files``: path below the packages' folder → bytes."""

    locked: Locked
    file: str
    sha256: str
    files: Mapping[str, bytes]


def windows_markers(version: str) -> dict[str, str]:
    """What markers ask, as Python ``version`` (3.13.16) answers it on a Windows PC of 64 bits."""
    return {
        "implementation_name": "cpython",
        "implementation_version": version,
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_release": "11",
        "platform_system": "Windows",
        "platform_version": "10.0.26100",
        "python_full_version": version,
        "python_version": ".".join(version.split(".")[:2]),
        "sys_platform": "win32",
    }


def locked_for(lock: Path, markers: Mapping[str, str]) -> list[Locked]:
    """The packages of a lock that belong to a Python with these markers, in the lock's order.

    Raises ``office/lock`` with the line that pins nothing.
    """
    return [one for one, marker in _entries(lock) if marker is None or marker.evaluate(dict(markers))]


def _entries(lock: Path) -> Iterator[tuple[Locked, Marker | None]]:
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        pinned = line.partition(" --hash=")[0].strip()
        try:
            requirement = Requirement(pinned)
            [version] = requirement.specifier
        except (InvalidRequirement, ValueError):
            fail("office/lock", Place.of(lock), line=pinned)
        hashes = frozenset(_HASH.findall(line))
        if version.operator != "==" or not hashes:
            fail("office/lock", Place.of(lock), line=pinned)
        yield Locked(canonicalize_name(requirement.name), version.version, hashes), requirement.marker


def tags_of(version: str) -> list[Tag]:
    """Which wheels Python ``version`` takes on that Windows, the best first."""
    major, minor, *_ = map(int, version.split("."))
    tag = f"cp{major}{minor}"
    own = cpython_tags((major, minor), abis=[tag], platforms=[PLATFORM])
    return [*own, *compatible_tags((major, minor), tag, [PLATFORM])]


def download(locked: Sequence[Locked], version: str, folder: Path) -> None:
    """Have pip fetch the wheels that ``folder`` lacks, each held to the lock's hashes.

    Raises ``office/download`` with pip's last words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = {one for one in locked if _best(folder, one, tags_of(version)) is not None}
    missing = [one for one in locked if one not in there]
    if not missing:
        return
    with TemporaryDirectory() as temporary:
        wanted = Path(temporary) / "wanted.txt"
        wanted.write_text("".join(map(_requirement, missing)), encoding="ascii", newline="\n")
        # Where packages come from is pip's own setting; the project names no index.
        said = subprocess.run(  # noqa: S603 -- pip, with names and hashes of our own lock
            [*_pip(version), "--dest", str(folder), "--requirement", str(wanted)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    if said.returncode:
        fail("office/download", None, why="\n".join(said.stderr.splitlines()[-6:]))


def _pip(version: str) -> list[str]:
    major, minor, *_ = version.split(".")
    abis = [word for abi in (f"cp{major}{minor}", "abi3", "none") for word in ("--abi", abi)]
    line = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--no-deps"]
    line += ["--require-hashes", "--only-binary", ":all:", "--platform", PLATFORM, "--implementation", "cp"]
    return [*line, "--python-version", f"{major}.{minor}", *abis]


def _requirement(locked: Locked) -> str:
    hashes = " ".join(f"--hash=sha256:{one}" for one in sorted(locked.hashes))
    return f"{locked.name}=={locked.version} {hashes}\n"


def take_wheels(locked: Iterable[Locked], version: str, folder: Path) -> list[Wheel]:
    """The best wheel of each package in ``folder``.

    Raises `TebikiError` with all that is wrong: ``office/wheel-missing``, ``office/wheel-hash``,
    ``office/archive``.
    """
    tags = tags_of(version)
    wheels: list[Wheel] = []
    problems: list[Problem] = []
    for one in locked:
        try:
            wheels.append(_take(one, tags, folder))
        except TebikiError as error:
            problems += error.problems
    if problems:
        raise TebikiError(problems)
    return wheels


def _take(locked: Locked, tags: Sequence[Tag], folder: Path) -> Wheel:
    path = _best(folder, locked, tags) or fail("office/wheel-missing", Place.of(folder), package=str(locked))
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest not in locked.hashes:
        fail("office/wheel-hash", Place.of(path), package=str(locked), found=digest)
    files = {name: content for raw, content in read_archive(path, data).items() if (name := _installed(raw))}
    return Wheel(locked, path.name, digest, files)


def _best(folder: Path, locked: Locked, tags: Sequence[Tag]) -> Path | None:
    """The wheel of a package that this Python takes first; None where there is none."""
    order = {tag: place for place, tag in enumerate(tags)}
    found = [
        (place, path) for path in folder.glob("*.whl") if (place := _place(path, locked, order)) is not None
    ]
    return min(found)[1] if found else None


def _place(path: Path, locked: Locked, order: Mapping[Tag, int]) -> int | None:
    try:
        name, version, _, tags = parse_wheel_filename(path.name)
    except InvalidWheelFilename:
        return None
    if (name, str(version)) != (locked.name, locked.version):
        return None
    return min((order[tag] for tag in tags if tag in order), default=None)


def _installed(path: str) -> str | None:
    """Where a file of a wheel lies once it is installed; None for what only an installer needs."""
    first, _, rest = path.partition("/")
    if not first.endswith(".data"):
        return path
    kind, _, below = rest.partition("/")
    return below if kind in _IMPORTED else None


def join_wheels(wheels: Collection[Wheel]) -> dict[str, bytes]:
    """All files of all wheels. Raises ``office/wheels-clash`` where two hold different files of a name."""
    joined: dict[str, bytes] = {}
    for wheel in wheels:
        for path, data in wheel.files.items():
            if joined.setdefault(path, data) != data:
                fail("office/wheels-clash", None, file=path, package=str(wheel.locked))
    return joined
