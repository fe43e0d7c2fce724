"""What the last build of an output was made from, and what it made: believed only when it agrees."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..output.site_files import BUILT_SUFFIXES, SiteFiles
from .key import Parts


@dataclass(frozen=True, slots=True)
class Record:
    """The parts of a build's key, the hash of each file that it wrote, and what it told at its end.

    ``whole``: False where an input changed while it went on; such a record only tells our files from others'.
    """

    parts: Parts
    files: Mapping[str, str]
    told: tuple[str, ...]
    whole: bool = True


def path_of(cache: Path, output: Path, part: str = "") -> Path:
    """Where the record of ``output`` lies: outside it, because what is in it goes on the website."""
    name = hashlib.sha256(str(output.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return cache / f"build-{name}{part}.json"


def files_of(output: Path) -> dict[str, str]:
    """Each file of an output with its hash, as it lies there now."""
    return SiteFiles.walk(output).hashes


def last(cache: Path, output: Path) -> Record | None:
    """The last build's record, if it is there and undamaged."""
    try:
        table = json.loads(path_of(cache, output).read_bytes())
        record = Record(dict(table["parts"]), table["files"], tuple(table["told"]), table["whole"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record


def unchanged(cache: Path, output: Path, parts: Parts) -> Record | None:
    """The last build's record, if it was made from these parts and every file of the output is as it was."""
    record = last(cache, output)
    if record is None or not record.whole or record.parts != parts:
        return None
    return record if record.files == files_of(output) else None


def strangers(cache: Path, output: Path, new: Collection[str]) -> list[str]:
    """Files of the old output that no build has written: someone has put them there.

    ``new``: the files of the output that is to take its place. Without a record of the
    last build, whatever is not among them counts as strange, but for other versions of ours.
    """
    record, old = last(cache, output), SiteFiles.walk(output).files
    ours = (file.name for file in old if file.suffix in BUILT_SUFFIXES)
    known = set(ours if record is None else record.files)
    return sorted({file.name for file in old} - known - set(new))


def keep(cache: Path, output: Path, record: Record) -> None:
    """Write the record down for the next build."""
    table = {
        "parts": dict(record.parts),
        "files": dict(record.files),
        "told": list(record.told),
        "whole": record.whole,
    }
    write(path_of(cache, output), table)


def write(path: Path, table: Mapping[str, object]) -> None:
    """Write a file of the cache, at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(table, ensure_ascii=False, sort_keys=True), encoding="utf-8", newline="\n")
    new.replace(path)
