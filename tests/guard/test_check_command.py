"""``tebiki check``: what it says, how it ends, and that it needs no Sphinx."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from catalogs import header, write

from tebiki.cli import main

GOOD = 'msgid "電話"\nmsgstr "Phone"\n\nmsgid "窓口"\nmsgstr ""\n'
BAD = 'msgid "電話"\nmsgstr "Phone 04-7150-6531"\n'


@pytest.fixture
def locales(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    return city / "docs" / "locales"


def test_all_catalogues_of_a_project(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(locales, "en", header("en") + GOOD)
    write(locales, "vi", header("vi") + 'msgid "電話"\nmsgstr "Điện thoại"\n')
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        "docs/locales/en/LC_MESSAGES/manual.po: looked at the 1 translations of 2 entries; findings: 0",
        "docs/locales/vi/LC_MESSAGES/manual.po: looked at the 1 translations of 1 entries; findings: 0",
    ]


def test_a_finding_names_file_line_message_and_remedy(
    locales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(locales, "en", header("en") + BAD)
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr()
    first, remedy = told.err.splitlines()[:2]
    assert first.startswith("docs/locales/en/LC_MESSAGES/manual.po:6: 「電話」: ")
    assert "04-7150-6531" in first
    assert remedy.strip().startswith("→")
    assert "findings: 1" in told.out


def test_a_broken_file_hides_no_other(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(locales, "en", "<<<<<<< HEAD\n")
    write(locales, "vi", header("vi") + BAD)
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "en/LC_MESSAGES/manual.po:1" in told
    assert "vi/LC_MESSAGES/manual.po:6" in told


def test_nothing_to_check(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not locales.exists()
    assert main(["check"]) == 0
    assert "no catalogues" in capsys.readouterr().out


def test_no_sphinx_is_imported(city: Path) -> None:
    write(city / "docs" / "locales", "en", header("en") + GOOD)
    code = (
        "import sys; from tebiki.cli import main; ended = main(['check']);"
        "heavy = {'sphinx', 'docutils', 'myst_parser', 'jinja2', 'PIL', 'typst'} & sys.modules.keys();"
        "sys.exit(f'{ended} {heavy}' if ended or heavy else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=city, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
