"""Finished pictures and PDFs kept by content: the same key always means the same file.

An entry is ``<key>.png`` (or ``.pdf``) and ``<key>.json``. The second holds what is to be known
about the file and a digest of both; an entry that does not agree with its digest is none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Place, fail

About = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that is there and whole, what is known about it, and a sha256 of its bytes, as hex."""

    path: Path
    about: About
    digest: str


def canonical(value: object) -> bytes:
    """JSON that is the same bytes for the same value, in any order and locale."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def key_of(parts: Mapping[str, object]) -> str:
    """The key of a file: a sha256 of all that it depends on, as hex."""
    return hashlib.sha256(canonical(parts)).hexdigest()


def find(folder: Path, key: str, suffix: str = ".png") -> Entry | None:
    """The entry of ``key``; None where there is none, or a damaged one."""
    path = folder / f"{key}{suffix}"
    try:
        data = path.read_bytes()
        card = json.loads((folder / f"{key}.json").read_bytes())
    except (OSError, ValueError):
        return None
    own = hashlib.sha256(data).hexdigest()
    if not isinstance(card, dict) or card.get("digest") != _digest(key, own, card.get("about")):
        return None
    return Entry(path, card["about"], own)


def keep(folder: Path, key: str, data: bytes, about: About, suffix: str = ".png") -> Entry:
    """Store a file. Whoever reads meanwhile finds the old entry, none, or the whole new one."""
    path, own = folder / f"{key}{suffix}", hashlib.sha256(data).hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, data)
        _write(folder / f"{key}.json", canonical({"about": about, "digest": _digest(key, own, about)}))
    except OSError as error:
        fail("screens/cache", Place(folder.name), why=error.strerror or str(error))
    return Entry(path, about, own)


def _digest(key: str, own: str, about: object) -> str:
    """The digest of an entry, from that of its file."""
    whole = [key, own, about]
    return hashlib.sha256(canonical(whole)).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """The file at once or not at all, whatever stops the process."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
