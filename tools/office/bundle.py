"""All of the zip: which file of which part lies where, looked at before anything is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tebiki.errors import Problem, TebikiError

from .history import Snapshot
from .launcher import GIT_FOLDER, PACKAGES_FOLDER, PROJECT_FOLDER, PYTHON_FOLDER, launcher_files
from .names import BASE, check_names, units
from .parts import GIT, PYTHON, RUNTIME, GivenPart
from .programs import OF_MICROSOFT, Program, check_libraries, find_programs, lacks_runtime
from .wheels import Wheel, join_wheels

#: A zip must tell times; the earliest that it can tell is that of no file of ours.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o644 << 16
#: What GPL-2.0 asks of whoever passes MinGit on.
OFFER: Final = "licences/MinGit-GPL-2.0.txt"
LICENCE: Final = "licences/MinGit-LICENSE.txt"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What the zip holds. ``files``: path → bytes; ``longest``: units of its longest path.

    ``lacks_runtime``: Windows must bring Microsoft's library of C++.
    """

    parts: Mapping[str, GivenPart]
    wheels: Sequence[Wheel]
    snapshot: Snapshot
    files: Mapping[str, bytes]
    programs: Sequence[Program]

    @property
    def longest(self) -> int:
        """Characters of the longest path."""
        return max(map(units, self.files))

    @property
    def lacks_runtime(self) -> bool:
        """Whether Windows must bring Microsoft's library of C++."""
        return lacks_runtime(self.programs)


def compose(
    parts: Mapping[str, GivenPart],
    wheels: Sequence[Wheel],
    snapshot: Snapshot,
    words: Mapping[str, str],
    base: int = BASE,
) -> Bundle:
    """Put all parts in their places. Raises `TebikiError` with every path and library that is wrong."""
    files = dict(_placed(parts, wheels, snapshot, words))
    programs = find_programs(files)
    problems: list[Problem] = [*check_names(files, base), *check_libraries(programs, files)]
    if problems:
        raise TebikiError(problems)
    return Bundle(parts, wheels, snapshot, files, programs)


def _placed(
    parts: Mapping[str, GivenPart], wheels: Sequence[Wheel], snapshot: Snapshot, words: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    yield from _below(PYTHON_FOLDER, parts[PYTHON].files)
    yield from _below(GIT_FOLDER, parts[GIT].files)
    if runtime := parts.get(RUNTIME):
        [library] = [data for path, data in runtime.files.items() if path.endswith(f"/data/{OF_MICROSOFT}")]
        yield f"{PYTHON_FOLDER}/{OF_MICROSOFT}", library
    yield from _below(PACKAGES_FOLDER, join_wheels(wheels))
    yield from _below(PROJECT_FOLDER, snapshot.files)
    # After the Python's own files: its list of paths is replaced.
    yield from launcher_files(python_tag(parts[PYTHON].part.version), words).items()
    git = parts[GIT]
    yield LICENCE, git.files["LICENSE.txt"]
    offer = words["offer"].format(version=git.part.version, source=git.part.source, file=git.part.file)
    yield OFFER, offer.replace("\n", "\r\n").encode("utf-8-sig")


def _below(folder: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield from ((f"{folder}/{path}", data) for path, data in files.items())


def python_tag(version: str) -> str:
    """The name that files of a Python bear: ``python313`` of 3.13.16."""
    major, minor, *_ = version.split(".")
    return f"python{major}{minor}"


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """A zip of files, the same for the same files: by name, without times, owners and rights."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            one = zipfile.ZipInfo(path, _EPOCH)
            one.compress_type, one.external_attr, one.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
            archive.writestr(one, files[path])
    return packed.getvalue()
