"""QR modules and addresses as the template takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence


def ink(matrix: Sequence[str]) -> tuple[str, ...]:
    """The rows without the quiet zone, which the template leaves free itself.

    ``matrix``: square, rows of ``0`` and ``1`` with a quiet zone of the same width on all sides.
    """
    quiet = next(y for y, row in enumerate(matrix) if "1" in row)
    return tuple(row[quiet : len(row) - quiet] for row in matrix[quiet : len(matrix) - quiet])


def halves(url: str) -> tuple[str, str]:
    """An address in two parts between which a line may break: after the host, if both are short."""
    found = re.fullmatch(r"(\w+://[^/]{1,28}/)(\S{1,24})", url)
    return (found[1], found[2]) if found else (url, "")
