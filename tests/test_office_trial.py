"""What the workflow does with the zip on Windows, as far as it can be tried elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import try_office


def said(text: str) -> subprocess.Popen[str]:
    code = f"import sys; sys.stdout.write({text!r})"
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, encoding="utf-8")


def test_the_address_is_what_the_studio_says_first() -> None:
    with said("Unpacking\nhttp://127.0.0.1:8123/\nmore\n") as process:
        assert try_office.first_address(process) == "http://127.0.0.1:8123/"


def test_a_studio_that_ends_before_is_a_failure_with_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    with said("A part of this folder is missing\n") as process, pytest.raises(EOFError):
        try_office.first_address(process)
    assert "A part of this folder is missing" in capsys.readouterr().out


def test_it_says_which_programs_it_could_not_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (
        "python/python.exe",
        "git/cmd/git.exe",
        "git/mingw64/bin/git.exe",
        "git/mingw64/bin/other.exe",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    asked: list[list[str]] = []

    def refuse(line: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
        assert not check
        asked.append(line)
        return subprocess.CompletedProcess(line, 1)

    monkeypatch.setattr(subprocess, "run", refuse)
    try_office.block_connections(tmp_path)
    assert [Path(line[-1].partition("=")[2]).name for line in asked] == ["python.exe", "git.exe", "git.exe"]
    assert all("dir=out" in line and "action=block" in line for line in asked)
    assert capsys.readouterr().out.count("Not blocked") == 3
