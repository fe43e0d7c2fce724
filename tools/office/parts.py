"""The programs that a maintainer gives as files, and whether each is what its makers published."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tebiki.content.write_files import DAMAGED_ZIP
from tebiki.errors import Place, Problem, TebikiError, fail

PYTHON, GIT, RUNTIME = "python", "git", "runtime"
_KEYS: Final = frozenset({"name", "version", "file", "sha256", "licence", "source", "published"})
_MORE: Final = frozenset({"download", "optional", "needs"})
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """A program as ``office_parts.toml`` names it. ``published``: who tells the hash.

    ``needs``: files that the archive must hold; ``optional``: the zip can do without.
    """

    key: str
    name: str
    version: str
    file: str
    sha256: str
    licence: str
    source: str
    published: str
    needs: tuple[str, ...] = ()
    download: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GivenPart:
    """A part whose file is there and is the published one; ``files``: path → bytes."""

    part: Part
    files: Mapping[str, bytes]


def read_parts(path: Path) -> dict[str, Part]:
    """The parts by their keys. Raises ``office/parts`` for a file that does not name them rightly."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fail("office/parts", Place.of(path), why=str(error))
    if missing := {PYTHON, GIT} - table.keys():
        fail("office/parts", Place.of(path), why=", ".join(sorted(missing)))
    return {key: _part(path, key, values) for key, values in table.items()}


def _part(path: Path, key: str, values: Any) -> Part:
    given = values.keys() if isinstance(values, dict) else set()
    if not _KEYS <= given <= _KEYS | _MORE:
        fail("office/parts", Place.of(path, key=key), why=", ".join(sorted(_KEYS ^ (given - _MORE))))
    return Part(key, **{**values, "needs": tuple(values.get("needs", ()))})


def take_parts(parts: Mapping[str, Part], folder: Path) -> dict[str, GivenPart]:
    """The given file of each part; one that is optional may be missing.

    Raises `TebikiError` with all that is wrong: ``office/part-missing``, ``office/hash-open``,
    ``office/hash``, ``office/archive``, ``office/part-lacks``.
    """
    given: dict[str, GivenPart] = {}
    problems: list[Problem] = []
    for key, part in parts.items():
        try:
            if (folder / part.file).is_file() or not part.optional:
                given[key] = take_part(part, folder)
        except TebikiError as error:
            problems += error.problems
    if problems:
        raise TebikiError(problems)
    return given


def take_part(part: Part, folder: Path) -> GivenPart:
    """A part from its file in ``folder``, held to the published hash; raises as `take_parts`."""
    path = folder / part.file
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        fail("office/part-missing", Place.of(path), name=part.name, source=part.download or part.source)
    if not _SHA256.fullmatch(part.sha256):
        fail("office/hash-open", Place.of(path), name=part.name, source=part.source)
    found = hashlib.sha256(data).hexdigest()
    if found != part.sha256:
        fail("office/hash", Place.of(path), wanted=part.sha256, found=found, source=part.source)
    files = read_archive(path, data)
    if lacking := [name for name in part.needs if name not in files]:
        fail("office/part-lacks", Place.of(path), names=", ".join(lacking))
    return GivenPart(part, files)


def read_archive(path: Path, data: bytes) -> dict[str, bytes]:
    """All files of a zip by their paths. Raises ``office/archive`` where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
    except DAMAGED_ZIP as error:
        fail("office/archive", Place.of(path), why=str(error))
