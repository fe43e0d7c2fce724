"""Which catalogues the guard has passed, kept between builds by their content and the engine."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from . import record
from .key import Parts, engine_of, key_of


def recall(cache: Path, parts: Parts) -> frozenset[str]:
    """What the guard has passed before with this engine; nothing damaged is believed."""
    try:
        table = json.loads((cache / "guarded.json").read_bytes())
        cases = dict.fromkeys(table["passed"], "")
        if table["digest"] == key_of({"engine": engine_of(parts), **cases}):
            return frozenset(cases)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return frozenset()


def remember(cache: Path, parts: Parts, passed: Collection[str]) -> None:
    """Write down what it has passed."""
    cases = dict.fromkeys(sorted(passed), "")
    digest = key_of({"engine": engine_of(parts), **cases})
    record.write(cache / "guarded.json", {"passed": list(cases), "digest": digest})
