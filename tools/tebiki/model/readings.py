"""The list of readings: in やさしい日本語 a term is read in one way wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: A word in foreign letters.
FOREIGN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-&+.][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Readings:
    """``docs/locales/ja_simple/readings.toml``.

    ``own``: term → reading, as the file has it. ``terms`` and ``names`` (words that may stand in
    foreign letters) are with those of the engine's own words, which a list need not repeat.
    """

    path: Path
    own: Mapping[str, str]
    terms: Mapping[str, str]
    names: frozenset[str]
