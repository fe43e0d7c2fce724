"""The rules of やさしい日本語: each can fail, and none finds what is right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from catalogs import TESTS, cases

from tebiki.checks.translations.catalog import Rules
from tebiki.checks.translations.plain_japanese import style
from tebiki.checks.translations.plain_japanese_project import Easy
from tebiki.checks.translations.plain_japanese_texts import Text
from tebiki.checks.translations.readings import check_others, check_readings, unused
from tebiki.content.catalogs.tokens import tokens_of
from tebiki.content.edition import load_edition
from tebiki.content.readings import Readings, load_readings
from tebiki.content.ruby import RUBY_LANGUAGE, parts
from tebiki.content.settings import load_config
from tebiki.content.words import load_words
from tebiki.errors import Place, Problem, TebikiError
from tebiki.messages import LANGUAGES, area, tell

BAD, GOOD = TESTS / "bad" / "simple", TESTS / "good" / "simple"
NAMES = frozenset({"Android", "Apple", "Watch", "A4"})
#: Codes of what is wrong with the list or with the whole, planted below or in tests of the guard.
OF_THE_LIST = {"no-list", "names", "term", "list-reading", "unused", "lacking"}


def write_list(docs: Path, text: str) -> Readings:
    """A project's list of readings, read."""
    path = docs / "locales" / RUBY_LANGUAGE / "readings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return load_readings(docs)


@pytest.fixture
def known(tmp_path: Path) -> Readings:
    text = '"手順" = "てじゅん"\n"14日" = "じゅうよっか"\n"日" = "にち"\n"見" = "み"\n'
    return write_list(tmp_path, text)


@pytest.mark.parametrize("case", cases(BAD / "readings.toml"), ids=lambda case: case["why"])
def test_a_reading_that_is_missing_or_wrong_is_refused(case: dict[str, Any], known: Readings) -> None:
    found = list(check_readings(tokens_of(case["text"]).visible, known))
    assert [code for code, _ in found] == [case["code"]]
    assert all("→" in tell(Problem(code, None, values), to) for code, values in found for to in LANGUAGES)


@pytest.mark.parametrize("case", cases(GOOD / "readings.toml"), ids=lambda case: case["why"])
def test_a_right_reading_passes(case: dict[str, Any], known: Readings) -> None:
    assert list(check_readings(tokens_of(case["text"]).visible, known)) == []


@pytest.mark.parametrize("case", cases(BAD / "style.toml"), ids=lambda case: case["why"])
def test_what_is_not_easy_is_told(case: dict[str, Any]) -> None:
    found = list(style(tokens_of(case["text"]).visible, NAMES))
    assert [code for code, _ in found] == [case["code"]]
    assert all("→" in tell(Problem(code, None, values), to) for code, values in found for to in LANGUAGES)


@pytest.mark.parametrize("case", cases(GOOD / "style.toml"), ids=lambda case: case["text"][:20])
def test_what_is_easy_passes(case: dict[str, Any]) -> None:
    assert list(style(tokens_of(case["text"]).visible, NAMES)) == []


def test_every_rule_can_fail() -> None:
    planted = {case["code"] for path in BAD.glob("*.toml") for case in cases(path)}
    assert planted == {f"simple/{name}" for name in area("simple") if name not in OF_THE_LIST}


def test_a_text_in_no_catalogue_has_whole_readings(known: Readings) -> None:
    def codes(text: str) -> list[str]:
        found = check_others([Text(text, lambda: Place("conf.py"))], known)
        return [problem.code for problem in found]

    assert codes("｜手順《tejun》") == ["catalog/ruby-reading", "simple/reading"]
    assert codes("｜手順《てじゅん") == ["catalog/ruby-open", "simple/bare"]
    assert codes("｜\ufffc日《\ufffc》") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('names = "Android"\n', "simple/names"),
        ('"てじゅん" = "てじゅん"\n', "simple/term"),
        ('"手順 書" = "てじゅんしょ"\n', "simple/term"),
        ('"手順" = "tejun"\n', "simple/list-reading"),
        ('"手順" = ["てじゅん", "てつづき"]\n', "simple/list-reading"),
        ('"手順" = "てじゅん"\n"手順" = "しゅじゅん"\n', "toml/syntax"),
    ],
)
def test_the_list_itself(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(TebikiError) as raised:
        write_list(tmp_path, text)
    (problem,) = raised.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.file.endswith("ja_simple/readings.toml")
    assert all("→" in tell(problem, to) for to in LANGUAGES)


def test_terms_that_nothing_uses(known: Readings) -> None:
    assert unused(["｜手順《てじゅん》", "｜日《にち》"], known) == ["14日", "見"]


def test_the_engine_reads_a_term_in_one_way() -> None:
    read: dict[str, str] = {}
    for text in load_words(RUBY_LANGUAGE).table.values():
        for term, reading in parts(text):
            if reading is not None:
                assert read.setdefault(term, reading) == reading


@pytest.fixture
def easy(shiomi: Path) -> Easy:
    """An invented city's texts, each that has Japanese also in plain Japanese."""
    conf, edition = shiomi / "conf.py", shiomi / "docs" / "editions" / "2041.toml"
    rewrite(conf, r'("ja": "[^"]+")', r'\1, "ja_simple": "か"')
    rewrite(conf, r'\["ja", "en"\]', '["ja", "ja_simple"]')
    rewrite(edition, r'(?m)^([a-z_.]*)ja = "[^"]+"$', r'\g<0>\n\1ja_simple = "か"')
    rewrite(edition, r'(\{ja = "[^"]+")', r'\1, ja_simple = "か"')
    label = r'\g<0>\nja_simple = "｜送《おく》る"'
    rewrite(shiomi / "docs" / "labels" / "service.toml", r'(?m)^ja = "送る"$', label)
    write_list(shiomi / "docs", '"手順" = "てじゅん"\n')
    config = load_config(shiomi)
    facts = load_edition(shiomi / "docs" / "editions", config.edition, config.settings)
    return Easy.read(shiomi / "docs", Rules(config.settings, facts))


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text), encoding="utf-8", newline="\n")


def test_no_text_is_left_out(easy: Easy, shiomi: Path) -> None:
    files = {text.place().file.rpartition("/")[2] for text in easy.texts}
    assert files >= {"conf.py", "2041.toml", "ja_simple.toml", "service.toml"}
    sources = [shiomi / "conf.py", shiomi / "docs" / "editions" / "2041.toml"]
    written = sum(path.read_text(encoding="utf-8").count("ja_simple") for path in sources)
    counted = sum(
        (text.place().key or "").endswith(RUBY_LANGUAGE)
        for text in easy.texts
        if text.place().file.rpartition("/")[2] in {"conf.py", "2041.toml"}
    )
    assert counted == written - 1  # one names the language
    assert counted > 10
