"""``tebiki check``: what it says, how it ends, and that it needs no Sphinx."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from catalogs import header, write

from tebiki.cli.dispatch import main

GOOD = 'msgid "電話"\nmsgstr "Phone"\n\nmsgid "窓口"\nmsgstr ""\n'
BAD = 'msgid "電話"\nmsgstr "Phone 04-7150-6531"\n'


@pytest.fixture
def locales(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    return city / "docs" / "locales"


def test_all_sources_of_a_project(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(locales, "en", header("en") + GOOD)
    write(locales, "vi", header("vi") + 'msgid "電話"\nmsgstr "Điện thoại"\n')
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert "catalogues: 2, translations: 2" in told.out
    assert told.out.endswith("Errors: 0, warnings: 1, unconfirmed: 6.\n")
    assert "build/site: There is no output" in told.err


def test_a_finding_names_file_line_message_rule_and_remedy(
    locales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(locales, "en", header("en") + BAD)
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr()
    head, first, remedy = told.err.splitlines()[:3]
    assert "Errors: 1" in head
    assert first.startswith("docs/locales/en/LC_MESSAGES/manual.po:6: 「電話」: ")
    assert "04-7150-6531" in first
    assert first.endswith(" [catalog/phone]")
    assert remedy.strip().startswith("→")
    assert "Errors: 1" in told.out


def test_a_language_without_words_is_told(shiomi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = shiomi / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace('["ja", "en"]', '["ja", "en", "xx"]'), encoding="utf-8")
    assert main(["check", "--root", str(shiomi)]) == 1
    assert "[words/none]" in capsys.readouterr().err


def test_a_broken_file_hides_no_other(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(locales, "en", "<<<<<<< HEAD\n")
    write(locales, "vi", header("vi") + BAD)
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "en/LC_MESSAGES/manual.po:1" in told
    assert "vi/LC_MESSAGES/manual.po:6" in told


def test_errors_come_first(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(locales, "vi", header("vi") + BAD)
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert (
        told.index("Errors: 1") < told.index("vi/LC") < told.index("Warnings: 1") < told.index("build/site")
    )


def test_json_has_all_that_the_text_has(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(locales, "vi", header("vi") + BAD)
    assert main(["check", "--json"]) == 1
    told = capsys.readouterr()
    assert told.err == ""
    table = json.loads(told.out)
    assert set(table) == {"version", "edition", "site", "counts", "looked", "off", "findings"}
    assert table["counts"] == {"error": 1, "warning": 1, "unconfirmed": 5}
    first = table["findings"][0]
    assert (first["rule"], first["severity"], first["line"]) == ("catalog/phone", "error", 6)
    assert first["file"] == "docs/locales/vi/LC_MESSAGES/manual.po"
    assert set(first["message"]) == set(first["remedy"]) == {"ja", "en"}


@pytest.mark.parametrize("name", ["docs/nothing.md", "readme.txt"])
def test_a_file_that_nothing_would_look_at_is_refused(
    locales: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (locales.parent.parent / "readme.txt").write_text("a", encoding="utf-8")
    assert main(["check", name]) == 2
    assert name in capsys.readouterr().err


def test_no_sphinx_is_imported(city: Path) -> None:
    write(city / "docs" / "locales", "en", header("en") + GOOD)
    code = (
        "import sys; from tebiki.cli import main; ended = main(['check']);"
        "heavy = {'sphinx', 'docutils', 'myst_parser', 'jinja2', 'PIL', 'typst'} & sys.modules.keys();"
        "sys.exit(f'{ended} {heavy}' if ended or heavy else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=city, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
