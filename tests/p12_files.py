"""Certificates' files that real tools wrote, with what ``tests/p12/files.toml`` says of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "p12"
TABLE: Final[dict[str, Any]] = tomllib.loads((FOLDER / "files.toml").read_text(encoding="utf-8"))
PASSWORD: Final[str] = TABLE["password"]
NAMES: Final = sorted(TABLE["files"])


def written(name: str) -> bytes:
    """The bytes of one file."""
    return (FOLDER / name).read_bytes()
