"""The wheel alone, in an empty folder: a project, its pages and its PDFs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY

#: What a wheel is made of.
_PARTS = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made of a copy: a build leaves its own files beside the sources."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in _PARTS:
        shutil.copy2(REPOSITORY / name, source / name)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "tools" / "tebiki", source / "tools" / "tebiki", ignore=ignored)
    words = ["pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([sys.executable, "-m", *words, "--wheel-dir", out, source], check=True)
    [made] = out.glob("*.whl")
    return made


def test_it_holds_each_file_of_the_engine(wheel: Path) -> None:
    engine = REPOSITORY / "tools" / "tebiki"
    wanted = {
        f"tebiki/{path.relative_to(engine).as_posix()}"
        for path in engine.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        assert wanted - {*archive.namelist()} == set()


@pytest.mark.long
def test_from_an_empty_folder_to_pages_and_pdfs(wheel: Path, tmp_path: Path) -> None:
    engine, empty = tmp_path / "engine", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(engine)
    around = os.environ | {"PYTHONPATH": str(engine), "TEBIKI_LANG": "en"}

    def tebiki(*words: str) -> str:
        line = [sys.executable, "-P", "-m", "tebiki", *words]
        ended = subprocess.run(
            line, cwd=empty, env=around, capture_output=True, encoding="utf-8", check=False
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    found = "import tebiki; print(tebiki.__file__)"
    ran = subprocess.run([sys.executable, "-P", "-c", found], env=around, capture_output=True, check=True)
    assert Path(ran.stdout.decode().strip()).is_relative_to(engine)
    assert "tebiki build" in tebiki("init", ".", "--yes", "--name", "山辺市")
    tebiki("build")
    assert "Errors: 0, warnings: 0" in tebiki("check")
    tebiki("todo")
    names = {path.name for path in (empty / "build" / "site" / "ja").iterdir()}
    assert {"android.html", "guide-android-ver1-ja.pdf", "guide-android-ver1-ja-summary.pdf"} <= names
