"""Which catalogues and sources were passed, kept between builds by their content and the engine."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from ..checks.translations.catalog import PAIR
from . import record
from .key import Parts, engine_of, key_of

#: So many cases are kept; of more, none of single translations.
_MOST: Final = 30_000


def recall(cache: Path, parts: Parts) -> frozenset[str]:
    """What was passed before with this engine; nothing damaged is believed."""
    try:
        table = json.loads((cache / "guarded.json").read_bytes())
        if table["digest"] == _digest(parts, table["passed"]):
            return frozenset(table["passed"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return frozenset()


def remember(cache: Path, parts: Parts, passed: Collection[str]) -> None:
    """Write down what was passed."""
    few = len(passed) <= _MOST
    cases = sorted(case for case in passed if few or not case.startswith(PAIR))
    record.write(cache / "guarded.json", {"passed": cases, "digest": _digest(parts, cases)})


def _digest(parts: Parts, cases: Sequence[str]) -> str:
    """Of the cases and of what the guard goes by beside them: the engine, the project's own languages."""
    own = {name: value for name, value in parts.items() if name.startswith("docs/languages/")}
    return key_of({"engine": engine_of(parts), "languages": key_of(own), "passed": "\0".join(cases)})
