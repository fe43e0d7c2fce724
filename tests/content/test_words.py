"""The engine's own words: the same keys and placeholders in every language, in its own letters."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tebiki.content.calendar import Month
from tebiki.content.ruby import mistakes, plain
from tebiki.content.words import languages, load_words

#: What another language writes otherwise: names of months, readings of days.
OWN = {"date.month", "day.text", "fiscal_year"}
#: Every language marks a draft with 案, which the approver looks for, beside its own word.
MARKS = {"draft.mark", "draft.title"}
JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same(language: str) -> None:
    ours, theirs = load_words("ja"), load_words(language)
    assert theirs.table.keys() == ours.table.keys()
    for key, text in theirs.table.items():
        assert text.strip(), key
        assert key in OWN or placeholders(text) == placeholders(ours.table[key]), key
    assert len(theirs.months) in (0, 12)
    assert len(theirs.days) in (0, 31)


@pytest.mark.parametrize("language", languages())
def test_words_are_in_their_own_letters(language: str) -> None:
    for key, text in load_words(language).table.items():
        if key in MARKS:
            assert "案" in text, key
        elif not language.startswith(("ja", "zh")):
            assert not JAPANESE.search(text), key
        if language == "zh_CN":
            assert not re.search(r"[ぁ-ゖァ-ヺ]", text), key
        if language == "ja_simple":
            assert list(mistakes(text.replace("{reading}", "よみ"))) == []
            assert not re.search(r"[一-鿿]", re.sub(r"｜[^《]+《[^》]+》", "", text)), key
        else:
            assert plain(text) == text


def test_no_two_languages_are_called_the_same() -> None:
    """A copied table that kept its tag would have pages in one language say that they are in another."""
    tables = [load_words(language) for language in languages()]
    for value in ([one.tag for one in tables], [one("language.name") for one in tables]):
        assert len(set(value)) == len(value)
    for one in tables:
        assert one.tag.split("-")[0] == one.language.split("_")[0]


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("ja", "令和7年4月", "令和7年4月1日"),
        ("ja_simple", "2025年4月", "2025年4月1日"),
        ("en", "April 2025", "1 April 2025"),
        ("zh_CN", "2025年4月", "2025年4月1日"),
        ("vi", "tháng 4 năm 2025", "ngày 1 tháng 4 năm 2025"),
        ("id", "April 2025", "1 April 2025"),
    ],
)
def test_dates(language: str, month: str, day: str) -> None:
    words = load_words(language)
    assert plain(words.month(Month(2025, 4))) == month
    assert plain(words.day(date(2025, 4, 1))) == day


def test_days_have_readings_of_their_own() -> None:
    words = load_words("ja_simple")
    assert "｜1日《ついたち》" in words.day(date(2025, 4, 1))
    assert "｜20日《はつか》" in words.day(date(2025, 4, 20))
