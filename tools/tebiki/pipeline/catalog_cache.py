"""Which catalogues the guard has passed, kept between builds by their content and the engine."""

from __future__ import annotations

import json
from pathlib import Path

from ..sphinxext import catalogs
from . import record
from .key import Parts, engine_of, key_of


def recall(cache: Path, parts: Parts) -> None:
    """Spare the guard what it has passed before with this engine; nothing damaged is believed."""
    try:
        table = json.loads((cache / "guarded.json").read_bytes())
        cases = dict.fromkeys(table["passed"], "")
        if table["digest"] == key_of({"engine": engine_of(parts), **cases}):
            catalogs.passed.update(cases)
    except (OSError, ValueError, KeyError, TypeError):
        return


def remember(cache: Path, parts: Parts) -> None:
    """Write down what it has passed."""
    cases = dict.fromkeys(sorted(catalogs.passed), "")
    digest = key_of({"engine": engine_of(parts), **cases})
    record.write(cache / "guarded.json", {"passed": list(cases), "digest": digest})
