"""What the engine knows of languages: each file can be read, says where it knows it from, and is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.checks.translations.systems import KNOWN_NAMES
from tebiki.content.cldr_tables import more_table
from tebiki.content.known_faults import known_faults
from tebiki.content.language_files import (
    ENGINE_LANGUAGES,
    code_of_tag,
    engine_codes,
    read_engine_table,
)
from tebiki.content.languages import Fault, LanguageFile, load_language
from tebiki.content.scripts import script_of
from tebiki.content.toml_files import validate
from tebiki.errors import TebikiError

#: Keys whose values somebody has looked up or measured, or must say that nobody has.
LOOKED_UP = {
    *("letters", "quotes", "decimal", "group", "digits", "months", "days", "month_words", "number_words"),
    *("ordinals", "month_before", "year_before", "clock_before", "units", "vague_links", "invisible"),
    *("link_before", "link_after"),
    *("features", "css", "known_faults", "tens", "after_tens", "powers", "instead", "weekday_words", "names"),
    *("other_senses", "counted", "idioms", "order_before", "half_before", "quarter_before", "half_after"),
    *("chapters", "raised", "wide_marks", "always_marked", "year_offset", "upper_floors", "name_endings"),
    "endings",
}


@pytest.mark.parametrize("code", engine_codes())
def test_what_is_looked_up_has_a_source(code: str) -> None:
    data, table = load_language(code), read_engine_table(code)
    named = [key for source in data.sources for key in source.keys]
    assert LOOKED_UP & table.keys() <= {*named}
    assert {*named} <= {*table, "decimal", "group"}
    for source in data.sources:
        assert source.licence or "copied" not in source.text


@pytest.mark.parametrize("code", engine_codes())
def test_each_language_is_whole(code: str) -> None:
    data = load_language(code)
    assert (data.known, data.code) == (True, code)
    assert code_of_tag(data.tag) == code
    assert data.families[-1].startswith(("BIZ", "Noto"))
    assert data.letters.own or code.startswith("ja")
    assert all(1 <= month <= 12 for month in data.month_words.values())
    assert all({"ja", "en"} == fault.keys() for fault in known_faults(data))


@pytest.mark.parametrize(
    ("code", "own", "other"),
    [("vi", "ộĐ", "ß"), ("my", "ကခ", "က\u102aab"), ("zh_CN", "证", "証"), ("id", "azAZ", "ộ")],
)
def test_letters_are_runs_of_code_points(code: str, own: str, other: str) -> None:
    letters = load_language(code).letters
    assert {*own} <= letters.own
    assert not letters.own.issuperset(other)


def test_a_language_that_nobody_has_told_of_is_one_in_latin_letters() -> None:
    data = load_language("xx_YY")
    assert (data.known, data.tag, data.scripts, data.words) == (False, "xx-YY", ("LATIN",), None)


def test_a_page_that_names_no_language_has_one_that_nobody_knows() -> None:
    assert (load_language("").known, load_language("").tag) == (False, "und")


@pytest.mark.parametrize(
    ("code", "scripts", "letters", "invisible", "decimal"),
    [
        ("pt_BR", ("LATIN",), "çª", "", ","),
        ("fr", ("LATIN",), "œÿ", "", ","),
        ("el", ("GREEK",), "ωά", "", ","),
        ("ar", ("ARABIC",), "ع", "\u200c\u200d\u200e\u200f\u061c", "."),
        ("mk", ("CYRILLIC",), "ѓќ", "", ","),
        ("tr", ("LATIN",), "ıİ", "", ","),
        ("sr_Latn", ("LATIN",), "", "", "."),
    ],
)
def test_without_a_file_a_language_is_as_cldr_has_it(
    code: str, scripts: tuple[str, ...], letters: str, invisible: str, decimal: str
) -> None:
    data = load_language(code)
    assert (data.known, data.words, data.tag) == (False, None, code.replace("_", "-"))
    assert (data.scripts, data.invisible, data.decimal) == (scripts, invisible, decimal)
    assert {*letters} <= data.letters.own | data.letters.others
    assert not data.reads_numbers


def test_words_that_would_be_found_within_others_are_no_words_for_numbers() -> None:
    assert load_language("yue").number_words == load_language("yue").month_words == {}
    assert load_language("pt_BR").number_words["oito"] == 8


def test_what_cldr_lacks_is_laid_over_it() -> None:
    assert load_language("fr").raised == load_language("fr_CA").raised != ""
    assert load_language("fr").number_words["huit"] == 8


@pytest.mark.parametrize(
    "path", sorted((ENGINE_LANGUAGES / "more").glob("*.toml")), ids=lambda path: path.stem
)
def test_what_is_known_beside_cldr_has_a_source_and_a_language(path: Path) -> None:
    table = more_table(path.stem)
    data = load_language(path.stem)
    assert path.stem not in engine_codes()
    assert data.letters.own  # of CLDR
    assert LOOKED_UP & table.keys() == {key for source in data.sources for key in source.keys}


@pytest.mark.parametrize("code", [*engine_codes(), "pt_BR", "es", "fr", "de"])
def test_names_are_those_that_are_compared(code: str) -> None:
    assert {*load_language(code).names.values()} <= KNOWN_NAMES


def test_each_key_is_explained() -> None:
    text = (Path(__file__).parents[2] / "docs" / "languages" / "README.md").read_text(encoding="utf-8")
    assert [
        key for key in LanguageFile.model_fields if f"`{key}`" not in text and f"[{key}" not in text
    ] == []


def test_each_folder_of_words_is_gone() -> None:
    """A language has one place: nothing beside its file tells of it."""
    assert not (ENGINE_LANGUAGES.parent / "words").exists()
    assert {path.stem for path in ENGINE_LANGUAGES.glob("*.toml")} == {*engine_codes()}


@pytest.mark.parametrize(
    ("table", "code", "key"),
    [
        ({}, "toml/missing", "tag"),
        ({"tag": "pt", "colour": "red"}, "toml/unknown", "colour"),
        ({"tag": "pt", "months": ["janeiro"]}, "toml/value", "months"),
        ({"tag": "pt", "quotes": ["“"]}, "toml/value", "quotes"),
        ({"tag": "pt", "charset": "latin-99"}, "toml/value", "charset"),
        ({"tag": "pt", "letters": {"main": "abc xyz"}}, "toml/value", "letters.main"),
        ({"tag": "pt", "letters": {"main": "0-10FFFF"}}, "toml/value", "letters.main"),
        ({"tag": "pt", "letters": {"main": "D800-DFFF"}}, "toml/value", "letters.main"),
        ({"tag": "pt", "letters": {"main": "10000-FFFFFFFF"}}, "toml/value", "letters.main"),
        ({"tag": "pt", "letters": {"main": "0041-"}}, "toml/value", "letters.main"),
        ({"tag": "pt", "letters": {"main": "005A-0041"}}, "toml/value", "letters.main"),
        ({"tag": "pt", "letters": {"auxiliary": "20000-40000"}}, "toml/value", "letters.auxiliary"),
        ({"tag": "pt", "charset": "idna"}, "toml/value", "charset"),
        ({"tag": "pt", "digits": "123"}, "toml/value", "digits"),
        ({"tag": "pt", "digits": "abcdefghij"}, "toml/value", "digits"),
        ({"tag": "pt", "invisible": "abc"}, "toml/value", "invisible"),
        ({"tag": "pt", "invisible": "\u202e"}, "toml/value", "invisible"),
        ({"tag": 'pt" onload="x'}, "toml/pattern", "tag"),
        ({"tag": "../pt"}, "toml/pattern", "tag"),
        ({"tag": "pt", "also": ["../x"]}, "toml/pattern", "also.0"),
        ({"tag": "pt", "scripts": ["Latin"]}, "toml/pattern", "scripts.0"),
        ({"tag": "pt", "decimal": ", "}, "toml/value", "decimal"),
        ({"tag": "pt", "decimal": ""}, "toml/empty", "decimal"),
        ({"tag": "pt", "families": []}, "toml/value", "families"),
        ({"tag": "pt", "month_words": {"x": 13}}, "toml/value", "month_words.x"),
        ({"tag": "pt", "number_words": {"x": 10**30}}, "toml/value", "number_words.x"),
        ({"tag": "pt", "units": {"fortnight": ["x"]}}, "toml/value", "units.fortnight.[key]"),
        ({"tag": "pt", "print": {"body": [float("inf"), 16]}}, "toml/value", "print.body.0"),
        ({"tag": "pt", "css": {"leading": float("inf")}}, "toml/value", "css.leading"),
        ({"tag": "pt", "css": {"fonts": "x /*"}}, "toml/pattern", "css.fonts"),
        ({"tag": "pt", "css": {"fonts": '"Noto Sans'}}, "toml/pattern", "css.fonts"),
        ({"tag": "pt", "css": {"fonts": "url(//x.example)"}}, "toml/pattern", "css.fonts"),
        ({"tag": "pt", "css": {"size": "expression(1)"}}, "toml/pattern", "css.size"),
        ({"tag": "pt", "features": {"ligature": 0}}, "toml/pattern", "features.ligature.[key]"),
        ({"tag": "pt", "features": {"ccmp": 10**12}}, "toml/value", "features.ccmp"),
        ({"tag": "pt", "print": {"body": [2, 16]}}, "toml/value", "print.body.0"),
        ({"tag": "pt", "features": {"ccmp": "off"}}, "toml/integer", "features.ccmp"),
        ({"tag": "pt", "number_words": {"três": -3}}, "toml/value", "number_words.três"),
        ({"tag": "pt", "words": {"step": 3}}, "toml/string", "words.step"),
    ],
)
def test_a_mistake_is_told_by_its_key(table: dict[str, object], code: str, key: str, tmp_path: Path) -> None:
    path = tmp_path / "pt.toml"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(TebikiError) as raised:
        validate(LanguageFile, path, table)
    (problem,) = raised.value.problems
    assert problem.place is not None
    assert (problem.code, problem.place.key) == (code, key)


@pytest.mark.parametrize(
    ("code", "script", "reader"),
    [("my", "Mymr", "even PDFium"), ("lo", "Laoo", "even PDFium"), ("ne", "Deva", "that ignore /ActualText")],
)
def test_faults_are_told_by_the_figures_of_the_script(code: str, script: str, reader: str) -> None:
    """One place holds them: a language's own file says nothing of it."""
    data, tried = load_language(code), script_of(script).tried
    (fault,) = known_faults(data)
    assert data.known_faults is None
    assert tried is not None
    assert reader in fault["en"]
    assert f"{tried.blind}" in fault["en"]
    assert f"{tried.words}語" in fault["ja"]


@pytest.mark.parametrize("code", ["vi", "ja", "zh_CN", "ru", "xx_YY"])
def test_a_script_that_is_read_right_has_no_faults(code: str) -> None:
    assert known_faults(load_language(code)) == ()


def test_a_language_s_own_file_says_more_than_its_script() -> None:
    """A font of the project's may do better, or worse, than the one that was tried."""
    nepali = load_language("ne")
    assert known_faults(nepali.model_copy(update={"known_faults": ()})) == ()
    worse = Fault(ja="字が抜けます。", en="Letters are missing.")
    assert known_faults(nepali.model_copy(update={"known_faults": (worse,)})) == (
        {"ja": "字が抜けます。", "en": "Letters are missing."},
    )


@pytest.mark.parametrize("code", engine_codes())
def test_words_within_words_are_no_numbers(code: str) -> None:
    """Thai สาม is three, and the beginning of "can": where no blanks part words, no table holds them."""
    data = load_language(code)
    if data.spaced or data.scripts[0] in ("CJK", "HIRAGANA"):
        return
    assert data.number_words == data.ordinals == {}
    assert all(not word.isalpha() for word in data.month_words)
