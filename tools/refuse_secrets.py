"""Stops a commit that holds a certificate with its key or a private key; standard library only.

`.pre-commit-config.yaml` calls it with the files of a commit. The same look is part of every build.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from environment_setup import Voice
from tebiki.content.private_keys import is_secret
from tebiki.errors import Place, Problem, TebikiError


def refuse(names: Sequence[str]) -> int:
    """Tell of each file that must not be committed; 0 or an exit code."""
    paths = [Path(name) for name in names if Path(name).is_file()]
    found = [path for path in paths if is_secret(path.name, path.read_bytes())]
    if not found:
        return 0
    return Voice().fail(TebikiError(Problem("secret/file", Place.of(path)) for path in found))


if __name__ == "__main__":
    sys.exit(refuse(sys.argv[1:]))
