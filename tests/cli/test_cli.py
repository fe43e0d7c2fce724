"""The command: what it says, in which language, on which console, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tebiki import __version__
from tebiki.cli.dispatch import main


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "tebiki", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["-V"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"tebiki {__version__}\n"


@pytest.mark.parametrize(("language", "word"), [("ja", "組み立て"), ("en", "Build the manuals")])
def test_help_in_both_languages(
    language: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", language)
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert word in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["bild"], ["build", "--format", "docx"], ["build", "--edition", "R7"], ["build", "--colour"],
     ["build", "--jobs", "0"],
     ["build", "--manual", "nokia"], ["build", "--language", "xx"], ["build", "--root", "nowhere"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use(
    arguments: list[str], city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(city)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()
    assert "Traceback" not in told.err
    assert not (city / "build").exists()


def test_a_wrong_content_ends_with_1_and_speaks_on_stderr(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(city)
    (city / "docs" / "tablet.md").write_text("{{ x }}\n", encoding="utf-8")
    assert main(["build"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "docs/tablet.md:1" in told.err
    assert not (city / "build" / "site").exists()


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "utf-8"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_any_console_can_show_a_message(encoding: str, language: str, city: Path) -> None:
    (city / "docs" / "tablet.md").write_text("{{ x }}\n", encoding="utf-8")
    ended = run("build", cwd=city, PYTHONIOENCODING=encoding, PYTHONUTF8="0", TEBIKI_LANG=language)
    text = ended.stderr.decode(encoding)
    assert ended.returncode == 1, text
    assert "docs/tablet.md:1" in text
    assert "Traceback" not in text
    if encoding != "ascii" and language == "ja":
        assert "文の中に式は書けません" in text
    if encoding == "ascii":
        assert "text holds no expressions" in text


def test_a_part_never_takes_the_place_of_the_whole(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(city)
    assert main(["build", "--format", "html"]) == 0
    assert (city / "build" / "part" / "ja" / "tablet.html").is_file()
    assert not (city / "build" / "site").exists()
    assert "build/part" in capsys.readouterr().out


def test_output_elsewhere(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city)
    assert (
        main(["build", "--format", "html", "--manual", "tablet", "--output", str(tmp_path / "出力 先")]) == 0
    )
    assert (tmp_path / "出力 先" / "ja" / "tablet.html").is_file()
