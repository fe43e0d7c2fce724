"""What the guard of translations knows of a language stands in the language's file, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogs import rules

from tebiki.checks.translations.catalog import check_pair, look_at_pair
from tebiki.content.language_files import use_project_languages

#: Esperanto, of which neither the engine nor CLDR's copy knows anything.
FILE = """
tag = "eo"
scripts = ["LATIN"]
decimal = ","
group = "."
reads_numbers = true
months = ["januaro", "februaro", "marto", "aprilo", "majo", "junio", "julio", "aŭgusto", "septembro",
    "oktobro", "novembro", "decembro"]
idioms = ["tri punktoj"]
half_after = ["kaj duono"]
raised = "ᵃ"
year_offset = 100
upper_floors = true
name_endings = ["n"]
[number_words]
du = 2
tri = 3
kvin = 5
ok = 8
[tens]
dudek = 20
[after_tens]
unu = 1
[powers]
mil = 1000
miliono = 1000000
[instead]
2 = ["ambaŭ", "paro"]
[units]
minute = ["minuto", "minutoj"]
hour = ["horo", "horoj"]
step = ["paŝo"]
[weekday_words]
lundo = 1
mardo = 2
[names]
"Androjdo" = "Android"
"Fajrovulpo" = "Firefox"
"""


@pytest.fixture
def esperanto(tmp_path: Path) -> Iterator[None]:
    folder = tmp_path / "languages"
    folder.mkdir()
    (folder / "eo.toml").write_text(FILE, encoding="utf-8")
    use_project_languages(tmp_path)
    yield
    use_project_languages(tmp_path / "none")


def errors(msgid: str, msgstr: str, language: str = "eo") -> list[str]:
    return [code for code, _ in check_pair(msgid, msgstr, language, rules())]


def looks(msgid: str, msgstr: str, language: str = "eo") -> list[str]:
    return [code for code, _ in look_at_pair(msgid, msgstr, language)]


@pytest.mark.usefixtures("esperanto")
@pytest.mark.parametrize(
    ("msgid", "right", "wrong", "code"),
    [
        ("8分待ちます。", "Atendu ok minutojn.", "Atendu kvin minutojn.", "catalog/number-missing"),
        ("8分待ちます。", "Atendu 8 minutoj.", "Atendu 8 horoj.", "catalog/unit"),
        ("21日待ちます。", "Atendu dudek unu tagojn.", "Atendu dudek tagojn.", "catalog/number-missing"),
        ("手順3を見ます。", "Vidu la paŝo III.", "Vidu la paŝo V.", "catalog/number"),
        ("20,000円です。", "Kostas 20 mil.", "Kostas 30 mil.", "catalog/number"),
        ("1,500,000円です。", "Kostas 1.500.000.", "Kostas 1.600.000.", "catalog/number"),
        ("月曜日に来ます。", "Venu lundo.", "Venu mardo.", "catalog/weekday"),
        ("3月に始まります。", "Komencas en marto.", "Komencas en majo.", "catalog/number"),
        ("Androidで開きます。", "Malfermu per Androjdon.", "Malfermu per Fajrovulpon.", "catalog/system"),
        ("2つの画面です。", "Ambaŭ havas tri punktoj.", "Jen tri ekranoj.", "catalog/number-count"),
        ("2031年です。", "Estas 2131.", "Estas 2132.", "catalog/number"),
        ("3階です。", "En etaĝo 2.", "En etaĝo 4.", "catalog/number"),
        ("3回目です。", "La 3ᵃ fojo.", "La 3ᵇ fojo.", "catalog/script"),
    ],
)
def test_a_projects_file_is_all_that_the_guard_needs(msgid: str, right: str, wrong: str, code: str) -> None:
    assert (errors(msgid, right), looks(msgid, right)) == ([], [])
    assert code in errors(msgid, wrong)


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr"),
    [
        ("de", "8分待ちます。", "Warten Sie acht Minuten."),
        ("ru", "8分待ちます。", "Подождите восемь минут."),
        ("hi", "3つあります。", "तीन हैं।"),
        ("pt_BR", "10分待ちます。", "Espere dez minutos."),
        ("tr", "3つの画面です。", "Üç ekran var."),
    ],
)
def test_words_of_cldr_are_read(language: str, msgid: str, msgstr: str) -> None:
    assert (errors(msgid, msgstr, language), looks(msgid, msgstr, language)) == ([], [])


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr"),
    [
        ("es", "3月に使います。", "Se usa en 3, junto al mar."),  # mar is March, and a sea
        ("pt_BR", "3月です。", "É 3, dez minutos depois."),  # dez is ten, and December
        ("my", "2つあります。", "နှစ်တိုင်း ၂ ခု ရှိသည်။"),  # နှစ် is two, and a year
        ("ru", "1つ選びます。", "Выберите одно из трёх."),
    ],
)
def test_words_of_a_language_that_is_not_read_whole_accuse_nobody(
    language: str, msgid: str, msgstr: str
) -> None:
    assert errors(msgid, msgstr, language) == []


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr"),
    [
        ("en", "Chromeを閉じて設定を開きます。", "Close it. Go to Settings."),
        ("en", "Safariで開きます。", "To open it, tap the icon."),
        ("fr", "5MBまでです。", "Jusqu’à 5 Mo."),
    ],
)
def test_words_that_are_sizes_elsewhere_are_words(language: str, msgid: str, msgstr: str) -> None:
    assert errors(msgid, msgstr, language) == []
