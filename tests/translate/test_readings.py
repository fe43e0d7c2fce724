"""``tebiki translate readings``: proposals of the list, for people to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogs import header, quoted, write

from tebiki.cli.dispatch import main
from tebiki.content.catalogs.catalog import read_catalog
from tebiki.content.readings import load_readings
from tebiki.content.ruby import RUBY_LANGUAGE
from tebiki.translate.readings import with_readings

Told = pytest.CaptureFixture[str]
TERMS = {"手順": "てじゅん", "書": "しょ", "日": "にち", "本": "ほん", "14日": "じゅうよっか"}
TERMS |= {"証明": "しょうめい", "証明書": "しょうめいしょ"}


@pytest.mark.parametrize(
    ("run", "read"),
    [
        ("手順", "｜手順《てじゅん》"),
        ("証明書", "｜証明書《しょうめいしょ》"),
        ("証明書手順", "｜証明書《しょうめいしょ》｜手順《てじゅん》"),
        ("14日", "｜14日《じゅうよっか》"),
        ("日", "｜日《にち》"),
        ("15日", None),
        ("日本", None),
        ("手順書", None),
        ("手順砂浜", None),
        ("手順" * 900 + "電", None),
    ],
)
def test_a_row_is_read_as_a_whole_or_not_at_all(run: str, read: str | None) -> None:
    assert with_readings(run, TERMS) == read


@pytest.fixture
def root(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    listed = city / "docs" / "locales" / RUBY_LANGUAGE / "readings.toml"
    listed.parent.mkdir(parents=True)
    listed.write_text("".join(f'"{term}" = "{read}"\n' for term, read in TERMS.items()), encoding="utf-8")
    return city


def test_words_get_readings_and_nothing_else_changes(root: Path, capsys: Told) -> None:
    text = "手順の{fact}`日`と[証明書](#手順)と{nobreak}`手順 1`と`日`と｜日《にち》と砂浜 {ui}`日`"
    entry = f"msgid {quoted('手順')}\nmsgstr {quoted(text)}\n\nmsgid {quoted('日')}\nmsgstr {quoted('')}\n"
    path = write(root / "docs" / "locales", RUBY_LANGUAGE, header(RUBY_LANGUAGE) + entry)
    assert main(["translate", "readings"]) == 0
    told = capsys.readouterr().out
    assert "1 translation got readings" in told
    assert told.splitlines()[-1] == "Not in the list: 砂浜"
    first, second = read_catalog(path).entries
    assert first.msgstr == (
        "｜手順《てじゅん》の{fact}`日`と[｜証明書《しょうめいしょ》](#手順)と"
        "{nobreak}`｜手順《てじゅん》 1`と`日`と｜日《にち》と砂浜 {ui}`日`"
    )
    assert first.fuzzy
    assert (second.msgstr, second.fuzzy) == ("", False)
    before = path.read_bytes()
    assert main(["translate", "readings", str(path)]) == 0
    assert path.read_bytes() == before


def test_a_new_catalogue_comes_with_a_list(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city)
    monkeypatch.setattr("tebiki.pipeline.extract_messages.extract", lambda _: ())
    assert main(["translate", "add", RUBY_LANGUAGE]) == 0
    known = load_readings(city / "docs")
    assert known.own == {}
    assert known.terms["手順"] == "てじゅん"
