"""Lists of hashes as ``sha256sum`` writes and checks them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

#: The list of a release's files, within its folder.
SUMS: Final = "SHA256SUMS"
_DIGITS: Final = hashlib.sha256().digest_size * 2


def format_sums(files: Mapping[str, str]) -> str:
    """The list of ``files`` (name → sha256), ordered by name, without the list itself."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()) if name != SUMS)


def read_sums(text: str) -> dict[str, str]:
    """Name → sha256, of such a list. Raises `ValueError` for a line of another form."""
    found = {}
    for line in text.splitlines():
        digest, gap, name = line.partition("  ")
        if not gap or len(digest) != _DIGITS:
            raise ValueError(line)
        found[name] = digest
    return found
