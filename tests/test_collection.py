"""No test file falls out of `make test`: what git tracks is what pytest collects, whatever it is called."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY


def holds_tests(source: str) -> bool:
    """Whether a module defines a test, at its top or in a class."""
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    nodes = [*ast.parse(source).body, *(child for node in classes for child in node.body)]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(node, kinds) and node.name.startswith("test_") for node in nodes)


def tracked(root: Path) -> set[str]:
    """Python files below ``root`` that git tracks, or would track, and that define a test."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"]
    said = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8").stdout
    names = [name for name in said.split("\0") if name and (root / name).is_file()]
    return {name for name in names if holds_tests((root / name).read_text(encoding="utf-8"))}


def collected(root: Path) -> set[str]:
    """Files from which pytest takes tests in ``root``: for `make test`, and for `make test-long`."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-n0",
        "-p",
        "no:cacheprovider",
        "-m",
        "",
    ]
    said = subprocess.run(command, cwd=root, capture_output=True, check=False, encoding="utf-8").stdout
    return {line.partition("::")[0] for line in said.splitlines() if "::" in line}


def test_every_test_file_that_git_tracks_is_collected() -> None:
    there, taken = tracked(REPOSITORY), collected(REPOSITORY)
    assert len(there) > 100
    assert there == taken


@pytest.mark.parametrize("name", ["build/test_a.py", "dist/test_a.py", "venv/test_a.py", "a/checks.py"])
def test_a_file_that_falls_out_is_seen(name: str, tmp_path: Path) -> None:
    """Folders that pytest leaves out by itself, and a name that it does not take for one of a test."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    for path in (tmp_path / "test_first.py", tmp_path / name):
        path.parent.mkdir(exist_ok=True)
        path.write_text("def test_it():\n    pass\n")
    assert tracked(tmp_path) - collected(tmp_path) == {name}
