"""The files to double-click: what they start, and what they say where Python is missing."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from toy_project import Toy

ROOT: Final = Path(__file__).resolve().parent.parent
BATCH, SHELL = ROOT / "はじめる.bat", ROOT / "hajimeru.sh"


def test_the_batch_file_is_what_every_code_page_reads_alike() -> None:
    data = BATCH.read_bytes()
    assert data.isascii()
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


def test_the_batch_file_starts_what_make_starts() -> None:
    lines = BATCH.read_text(encoding="ascii").splitlines()
    assert r"%PYTHON% -S tools\bootstrap.py studio %*" in lines
    makes = (ROOT / "make.bat").read_text(encoding="ascii").splitlines()
    for line in ('set "PYTHON=py -3"', 'where /q py || set "PYTHON=python"'):
        assert line in lines
        assert line in makes


def test_the_batch_file_goes_only_where_there_is_a_label() -> None:
    text = BATCH.read_text(encoding="ascii")
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", text)) == labels


def test_the_batch_file_says_in_japanese_that_python_is_missing() -> None:
    said = dict(re.findall(r'^set "(WORDS|TITLE)=(.*)"', BATCH.read_text(encoding="ascii"), re.MULTILINE))
    words = said["WORDS"].encode().decode("unicode_escape")
    assert "Python 3.11 以上が必要です" in words
    assert said["TITLE"].encode().decode("unicode_escape") == "手引きスタジオ"
    assert not set("%!^&|<>") & set(said["WORDS"])  # which cmd would read as its own
    assert "3.11" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_shell_script_may_be_run() -> None:
    text = SHELL.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert "\r" not in text
    if sys.platform != "win32":
        assert stat.S_IMODE(SHELL.stat().st_mode) & 0o111 == 0o111
        subprocess.run(["sh", "-n", SHELL], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there the batch file is opened")
def test_the_shell_script_sets_up_and_starts_the_studio(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path).lend_pip()
    shutil.copy2(SHELL, toy.root)
    (toy.root / "tebiki").mkdir()
    (toy.root / "tebiki" / "__main__.py").write_text("import sys\nprint(sys.executable, *sys.argv[1:])\n")
    around = os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(toy.wheels), "TEBIKI_LANG": "en"}
    command = [str(toy.root / "hajimeru.sh"), "--no-open", "--port", "0"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=around | {"PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1].endswith(" studio --no-open --port 0")
    assert str(toy.root / ".venv") in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there the batch file is opened")
def test_the_shell_script_says_that_python_is_missing(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("dirname", "sh"):
        found = shutil.which(name)
        assert found is not None
        (programs / name).symlink_to(found)
    done = subprocess.run(
        ["sh", SHELL, "--no-open"], env={"PATH": str(programs)}, capture_output=True, check=False
    )
    said = done.stderr.decode()
    assert done.returncode == 2
    assert "Python 3.11 以上が必要です" in said
    assert "Python 3.11 or newer is needed" in said


@pytest.mark.skipif(sys.platform == "win32", reason="there the batch file is opened")
def test_an_old_python_says_so_itself(tmp_path: Path) -> None:
    """The script leaves that to bootstrap, which parses on any Python."""
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\necho "$@" >&2\nexit 2\n', encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run([SHELL], env=os.environ | {"PYTHON": str(old)}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"-S tools/bootstrap.py studio\n")
