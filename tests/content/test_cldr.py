"""What was copied of CLDR: that it reads, holds together, and that the copying reads CLDR's syntax."""

from __future__ import annotations

import unicodedata

import pytest

from copy_cldr import LANGUAGES, characters, runs, toml
from spelled_numbers import NotInWordsError, spell
from tebiki.content.cldr import CldrLanguage, cldr_language, cldr_names


def language(code: str) -> CldrLanguage:
    found = cldr_language(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("my", "my"), ("pt_BR", "pt"), ("pt_PT", "pt_PT"), ("tl", "fil"), ("fil", "fil")),
        *(("zh_CN", "zh"), ("zh_TW", "zh_Hant"), ("vi_VN", "vi"), ("ja_simple", None), ("xx", None)),
    ],
)
def test_codes_find_their_language(code: str, name: str | None) -> None:
    found = cldr_language(code)
    assert (found and found.name) == name


def test_each_language_that_was_copied_is_whole() -> None:
    assert cldr_names() == {name.replace("-", "_") for name in LANGUAGES}
    for name in cldr_names():
        found = language(name)
        assert len(found.months) == 12, name
        assert all(len(row) == 12 for row in found.other_months), name
        assert len(found.quotes) == 4, name
        assert found.letters, name
        assert len(found.digits) in (0, 10), name
        letters = found.letters | found.more_letters
        for word in (*found.number_words, *found.ordinals):
            assert unicodedata.is_normalized("NFC", word), word
            assert {c for c in word if unicodedata.category(c)[0] in "LMN"} <= letters, (name, word)


def test_words_for_numbers() -> None:
    assert language("my").number_words["ဆယ့်နှစ်"] == 12
    assert language("pt_BR").number_words["duas"] == 2
    assert language("fil").number_words["tatlo"] == language("fil").number_words["tatló"] == 3
    assert language("th").number_words["สิบเอ็ด"] == 11  # CLDR: with places to break at
    assert language("de").number_words["einundzwanzig"] == 21
    assert language("zh_TW").number_words == {}
    assert "이" not in language("ko").number_words
    assert language("ko").number_words["두"] == 2


def test_marks_and_scripts() -> None:
    assert (language("pt_BR").decimal, language("pt_BR").group) == (",", ".")
    assert {"ª", "º"} <= language("pt_BR").more_letters
    assert language("my").script == "Mymr"
    assert language("ne").digits == "०१२३४५६७८९"
    assert language("ur").right_to_left
    assert not language("my").right_to_left
    assert language("zh_TW").quotes[:2] == ("「", "」")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[a-c é]", "abcé"),
        ("[aáà {ng}]", "aáàng"),
        ("[\\- ‑ , \\[ \\] \\\\]", "-‑,[]\\"),
        ("[\\u200C\\u200D ॄ]", "\u200c\u200dॄ"),
        ("[]", ""),
    ],
)
def test_sets_of_characters(pattern: str, expected: str) -> None:
    assert characters(pattern) == set(map(ord, expected))


def test_runs() -> None:
    assert runs([0x61, 0x62, 0x63, 0x200D]) == "0061-0063 200D"
    assert toml("a\u00a0\u200d é") == '"a\\u00A0\\u200D é"'


SETS = {
    "%one": [["-x", "minus →→;"], ["0", "zero;"], ["1", "one;"], ["2", "two;"], ["10", "ten[ →→];"],
             ["20", "←←ty[-→%other→];"], ["100", "=#,##0=;"]],
    "%other": [["0", "=%one=;"], ["1", "uno;"]],
    "%plural": [["0", "$(cardinal,one{a}other{b})$;"]],
    "%loop": [["0", "=%loop=;"]],
}  # fmt: skip


def test_rules_of_numbers() -> None:
    assert [spell(SETS, "%one", n) for n in (0, 2, 10, 12, 20, 21)] == [
        *("zero", "two", "ten", "ten two", "twoty", "twoty-uno"),
    ]


@pytest.mark.parametrize(("name", "number"), [("%one", 100), ("%plural", 1), ("%loop", 1), ("%none", 1)])
def test_numbers_that_have_no_words(name: str, number: int) -> None:
    with pytest.raises(NotInWordsError):
        spell(SETS, name, number)
