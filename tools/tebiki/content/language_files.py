"""Where the data of languages lie, and what of it must be known before any model can be read.

One TOML file a language, ``languages/<code>.toml`` of the engine. Light: no pydantic, since the
reader of every TOML file asks here which characters a language may hold.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

#: The engine's own languages, a file each.
ENGINE_LANGUAGES: Final = Path(__file__).parent.parent / "languages"
SUFFIX: Final = ".toml"


@cache
def engine_codes() -> tuple[str, ...]:
    """Languages of which the engine knows anything, as Sphinx codes, in a fixed order."""
    return tuple(sorted(path.stem for path in ENGINE_LANGUAGES.glob(f"*{SUFFIX}")))


@cache
def read_engine_table(code: str) -> dict[str, Any]:
    """What the engine's file of a language says; empty for a language that has none."""
    if code not in engine_codes():
        return {}
    return tomllib.loads((ENGINE_LANGUAGES / f"{code}{SUFFIX}").read_text(encoding="utf-8"))


def invisible_of(language: str) -> str:
    """Characters that nobody can see and that texts of a language may hold; none in most."""
    return str(read_engine_table(language).get("invisible", ""))
