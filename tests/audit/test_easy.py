"""やさしい日本語 in a project: what `tebiki check` and a build say, and that other languages pay nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogs import header, write

from tebiki.cli.dispatch import main
from tebiki.content.edition import load_edition
from tebiki.content.labels import load_labels
from tebiki.content.publication import Publication
from tebiki.content.ruby import KANJI, RUBY_LANGUAGE
from tebiki.content.settings import load_config
from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.sphinxext.catalogs import translated

Told = pytest.CaptureFixture[str]
LIST = 'format = 2\nnames = ["OS"]\n"電話" = "でんわ"\n'
PHONE = 'msgid "電話します。"\nmsgstr '
RIGHT, BARE, HARD = '"｜電話《でんわ》します。"\n', '"電話します。"\n', '"｜電話《でんわ》する。"\n'


@pytest.fixture
def root(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    for path in (city / "conf.py", *(city / "docs").glob("[el]*s/*.toml")):  # nothing without an easy text
        path.write_text(KANJI.sub("か", path.read_text(encoding="utf-8")), encoding="utf-8")
    catalogue(city, RIGHT)
    listed(city).write_text(LIST, encoding="utf-8")
    return city


def catalogue(root: Path, msgstr: str) -> Path:
    return write(root / "docs" / "locales", RUBY_LANGUAGE, header(RUBY_LANGUAGE) + PHONE + msgstr)


def listed(root: Path) -> Path:
    return root / "docs" / "locales" / RUBY_LANGUAGE / "readings.toml"


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(root: Path) -> list[tuple[str, str]]:
    """What a build refuses: codes, files."""
    config = load_config(root)
    edition = load_edition(root / "docs" / "editions", config.edition, config.settings)
    labels, words = load_labels(root / "docs" / "labels"), load_words(RUBY_LANGUAGE)
    try:
        translated(root / "docs", Publication(config.settings, edition, words, labels, (words,)))
    except TebikiError as error:
        return [(problem.code, problem.place.file if problem.place else "") for problem in error.problems]
    return []


def test_what_is_right_is_not_spoken_of(root: Path, capsys: Told) -> None:
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert "[simple/" not in told.err
    assert "other texts in Easy Japanese" in told.out
    assert codes(root) == []


def test_a_kanji_without_a_reading_ends_a_check_and_a_build(root: Path, capsys: Told) -> None:
    path = catalogue(root, BARE)
    assert main(["check", str(path)]) == 1
    _, first, remedy, *_ = capsys.readouterr().err.splitlines()
    assert first.startswith("docs/locales/ja_simple/LC_MESSAGES/manual.po:6: 「電話します。」: ")
    assert "電話 [simple/bare]" in first.rpartition(":")[2]
    assert "translate readings" in remedy
    assert codes(root) == [("simple/bare", path.relative_to(root).as_posix())]


def test_style_is_told_and_refuses_nothing(root: Path, capsys: Told) -> None:
    catalogue(root, HARD)
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert told.err.count("[simple/") == 1
    assert "manual.po:6" in told.err
    assert "Errors: 0, warnings: 2" in told.out
    assert codes(root) == []


def test_labels_facts_and_settings_are_looked_at(root: Path, capsys: Told) -> None:
    spoil(
        root / "docs/labels/tablet.toml",
        'をかれますか"',
        'を入れますか"\nja_simple = "{app}を｜入《はい》れますか"',
    )
    spoil(root / "conf.py", '"city": {', '"city": {"ja_simple": "山辺市",')
    edition = next((root / "docs/editions").glob("*.toml"))
    spoil(edition, "[publisher]", '[publisher]\nja_simple = "｜山辺市《やまべし》"')
    expected = [
        ("simple/bare", "conf.py"),
        ("simple/unlisted", edition.relative_to(root).as_posix()),
        ("simple/reading", "docs/labels/tablet.toml"),
    ]
    assert codes(root) == expected
    assert main(["check"]) == 1
    told = capsys.readouterr()
    assert "Errors: 3" in told.out
    assert "conf.py: tebiki_settings.city.ja_simple: " in told.err
    assert "publisher.ja_simple" in told.err
    assert "tablet.toml:" in told.err


def test_terms_that_nothing_uses_are_told_of_a_whole_project_only(root: Path, capsys: Told) -> None:
    spoil(listed(root), '"電話"', '"受付" = "うけつけ"\n"電話"')
    assert main(["check"]) == 0
    assert "受付" in capsys.readouterr().err
    assert main(["check", "docs/locales/ja_simple/LC_MESSAGES/manual.po"]) == 0
    assert "[simple/" not in capsys.readouterr().err


def test_japanese_for_want_of_an_easy_text_is_told(root: Path, capsys: Told) -> None:
    spoil(root / "conf.py", '"city": {"ja": "', '"city": {"ja": "市')
    assert main(["check"]) == 0
    told = capsys.readouterr().err
    assert "conf.py: tebiki_settings.city.ja: " in told
    assert told.count("[simple/") == 1
    assert codes(root) == []


def test_without_a_list_people_are_told_where_to_make_one(root: Path, capsys: Told) -> None:
    listed(root).unlink()
    assert main(["check"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[1].startswith("docs/locales/ja_simple/readings.toml: ")
    assert sum("[simple/" in line for line in told) == 1
    assert codes(root) == [("simple/no-list", "docs/locales/ja_simple/readings.toml")]


def test_other_languages_need_no_list(root: Path, capsys: Told) -> None:
    listed(root).write_text("broken", encoding="utf-8")
    path = write(root / "docs/locales", "en", header("en") + 'msgid "電話"\nmsgstr "Phone"\n')
    assert main(["check", str(path)]) == 0
    assert "Easy" not in capsys.readouterr().out
