"""A language that did not change is taken from the last output; what its job brought back is kept with it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..content.output_names import folder
from . import record
from .job import Result
from .key import Parts


@dataclass(frozen=True, slots=True)
class Kept:
    """A language's last build: the parts of its key, its files with their hashes, what it brought back.

    ``seconds``: how long it took, to tell how long the next one will. ``states``: of each page what
    `page_keys.states_of` told.
    """

    parts: dict[str, str]
    files: dict[str, str]
    result: Result
    seconds: float
    states: dict[str, str] = field(default_factory=dict)


@cache
def _form() -> TypeAdapter[Kept]:
    return TypeAdapter(Kept)


def load(cache: Path, target: Path, language: str) -> Kept | None:
    """What was kept of a language; None where nothing was, or something damaged."""
    try:
        table = json.loads(_path(cache, target, language).read_bytes())
        text = table["kept"]
        return _form().validate_json(text) if table["digest"] == _digest(text) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError):
        return None


def keep(cache: Path, target: Path, language: str, kept: Kept) -> None:
    """Write down what a language's build brought back."""
    text = _form().dump_json(kept).decode()
    record.write(_path(cache, target, language), {"kept": text, "digest": _digest(text)})


def take(kept: Kept | None, parts: Parts, old: Path, new: Path) -> Result | None:
    """Copy an unchanged language from the folder ``old`` to ``new`` and give its result.

    None, and nothing copied, where its key is another or a file is no longer what the build wrote.
    """
    if kept is None or kept.parts != parts:
        return None
    files = {}
    for name, digest in kept.files.items():
        path = old / name
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != digest:
            return None
        files[name] = data
    for name, data in files.items():
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_bytes(data)
    return kept.result


def _path(cache: Path, target: Path, language: str) -> Path:
    return record.path_of(cache, target, f"-{folder(language)}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
