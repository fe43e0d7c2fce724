"""Writes the lock files anew from pyproject.toml, with `uv`; standard library only.

Without options the versions in the lock files stay where pyproject.toml allows them;
``--upgrade`` and ``--upgrade-package NAME`` go to uv.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from environment import LOCKS, locks_of
from environment_setup import Voice
from tebiki.errors import TebikiError, fail

# For every system at once, hashed, from wheels only; no word on where the packages came from.
_UV: Final = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--no-build", "--generate-hashes"),
    *("--no-emit-index-url", "--no-header", "--no-annotate"),
    *("--python-version", "3.11", "--fork-strategy", "fewest"),
)
_HEADS: Final = {
    "run": "# What `make` installs. Made by `make lock` from pyproject.toml; not edited by hand.\n",
    "browser": "# What `make check-browser` installs: all of requirements.lock and what drives a browser."
    " Made by `make lock`; not edited by hand.\n",
    "office": "# What `make office` installs: all of requirements-browser.lock and what lists components."
    " Made by `make lock`; not edited by hand.\n",
    "test": "# What `make test` installs: all of requirements-office.lock and the tests' own."
    " Made by `make lock`; not edited by hand.\n",
}


def lock(root: Path, options: Sequence[str]) -> int:
    """Write the lock files of the project in ``root``; 0 or an exit code."""
    try:
        for level, file in LOCKS.items():
            # Each level installs what those before it do, in the same versions.
            before = list(locks_of(level).items())[:-1]
            extras = [part for name, _ in before[1:] for part in ("--extra", name)]
            extra = (*extras, "--extra", level, "--constraints", before[-1][1]) if before else ()
            _compile(root, level, file, (*extra, *options))
    except TebikiError as error:
        return Voice().fail(error)
    return 0


def _compile(root: Path, level: str, file: str, options: Sequence[str]) -> None:
    if shutil.which(_UV[0]) is None:
        fail("bootstrap/no-uv")
    with TemporaryDirectory() as folder:
        # The project is installed without isolation, so what builds it is locked as well.
        build = Path(folder) / "build.in"
        build.write_text("\n".join(_build_requirements(root)) + "\n", encoding="utf-8")
        output = Path(folder) / file
        if (root / file).exists():
            shutil.copyfile(root / file, output)
        line = [*_UV, *options, "--output-file", str(output), "pyproject.toml", str(build)]
        # uv says what it resolved as well; only its errors are of interest.
        if code := subprocess.call(line, cwd=root, stdout=subprocess.DEVNULL):  # noqa: S603
            fail("bootstrap/lock-failed", None, file=file, code=code)
        (root / file).write_text(_HEADS[level] + _body(output), encoding="utf-8", newline="\n")


def _build_requirements(root: Path) -> list[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(requirement) for requirement in project["build-system"]["requires"]]


def _body(output: Path) -> str:
    lines = output.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))
