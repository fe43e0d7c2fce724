"""Stops a commit that holds a private key, packed or not; standard library only.

`.pre-commit-config.yaml` calls it with the files of a commit. The same look is part of every build.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from environment_setup import Voice
from tebiki.content.secret_files import find_secret
from tebiki.errors import Place, TebikiError


def refuse(names: Sequence[str]) -> int:
    """Tell of each file that must not be committed; 0 or an exit code."""
    paths = [Path(name) for name in names if Path(name).is_file()]
    looked = [(path, find_secret(path.name, path.read_bytes())) for path in paths]
    problems = [found.problem(Place.of(path)) for path, found in looked if found]
    return Voice().fail(TebikiError(problems)) if problems else 0


if __name__ == "__main__":
    sys.exit(refuse(sys.argv[1:]))
