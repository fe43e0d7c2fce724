"""``tebiki translate add``: a language begins, and people are told what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate_sample import MESSAGES

from tebiki.cli.dispatch import main
from tebiki.content.catalogs.catalog import read_catalog
from tebiki.content.catalogs.language_folder import catalog_path, load_care
from tebiki.content.format_numbers import older_files

Told = pytest.CaptureFixture[str]


def add(code: str) -> int:
    return main(["translate", "add", code])


def test_a_language_begins(translated: Path, capsys: Told) -> None:
    assert add("my") == 0
    told = capsys.readouterr().out
    catalog = read_catalog(catalog_path(translated / "docs", "my"))
    assert [entry.msgid for entry in catalog.entries] == [m.msgid for m in MESSAGES[:-1]]
    assert not any(entry.msgstr for entry in catalog.entries)
    assert load_care(translated / "docs", "my").owner is None
    care = (translated / "docs/locales/my/language.toml").read_text(encoding="utf-8")
    assert "# [reviewed.2031]" in care
    assert '"languages": ["ja", "my"],' in told
    assert "languages/my.toml" in told
    assert "No font" in told
    assert "2 rows have no my" in told
    assert "tablet.ask.ok" in told
    assert main(["translate", "status"]) == 0
    assert main(["translate", "update"]) == 0
    assert "my: nothing to change" in capsys.readouterr().out


@pytest.mark.parametrize("code", ["pt_BR", "sw", "yo"])
@pytest.mark.usefixtures("translated")
def test_what_was_made_just_now_does_not_lack(code: str, capsys: Told) -> None:
    """Languages that the engine has no file of: what is told at once is what is told later."""
    assert add(code) == 0
    made, _, lacks = capsys.readouterr().out.partition("What is left to do")
    assert f"docs/languages/{code}.toml was made." in made
    assert f"There is no docs/languages/{code}.toml" not in lacks
    assert main(["translate", "add", code, "--check"]) == 1
    assert set(capsys.readouterr().out.splitlines()[1:]) <= set(lacks.splitlines())


def test_the_commented_lines_can_be_used(translated: Path) -> None:
    add("my")
    path = translated / "docs/locales/my/language.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    used = [
        line.removeprefix("# ")
        for line in lines
        if line.startswith(("# owner", "# bar", "# [", "# by", "# on"))
    ]
    path.write_text("\n".join(used), encoding="utf-8")
    care = load_care(translated / "docs", "my")
    assert (care.owner, care.bar, list(care.reviewed)) == ("…", 95, ["2031"])


def test_all_that_is_begun_is_of_todays_format(translated: Path) -> None:
    assert add("my") == add("ja_simple") == 0
    assert older_files(translated) == ()
    for name in ("my/language.toml", "ja_simple/language.toml", "ja_simple/readings.toml"):
        text = (translated / "docs/locales" / name).read_text(encoding="utf-8")
        first = next(line for line in text.splitlines() if line and not line.startswith("#"))
        assert first == "format = 2"


@pytest.mark.usefixtures("translated")
def test_fonts_that_have_all_letters_are_not_spoken_of(capsys: Told) -> None:
    assert add("en") == 0
    told = capsys.readouterr().out
    assert "No font" not in told
    assert "languages/en.toml" not in told


def test_who_looks_after_it_is_kept(translated: Path) -> None:
    care = translated / "docs/locales/id/language.toml"
    care.parent.mkdir(parents=True)
    care.write_text('owner = "国際課"\n', encoding="utf-8")
    assert add("id") == 0
    assert care.read_text(encoding="utf-8") == 'owner = "国際課"\n'


@pytest.mark.usefixtures("translated")
@pytest.mark.parametrize("code", ["ja", "../x", "con", "vi ", "VI", "", "xx", "vi/../en"])
def test_what_is_no_new_language(code: str, capsys: Told) -> None:
    assert add(code) == 2
    assert "pt_BR" in capsys.readouterr().err


@pytest.mark.usefixtures("translated")
def test_a_language_that_is_there(capsys: Told) -> None:
    assert add("vi") == 1
    assert "tebiki translate update vi" in capsys.readouterr().err


@pytest.mark.usefixtures("translated")
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("my", ("U+1000", "Noto Sans Myanmar", "ActualText")),
        ("km", ("Noto Sans Khmer", "63 of 66 words")),
        ("zh_TW", ("絕", "Noto Sans TC", "戸 for 戶")),
        ("ur", ("right to left",)),
        ("yo", ("no list of the letters",)),
    ],
)
def test_what_is_known_of_the_script_is_told(code: str, expected: tuple[str, ...], capsys: Told) -> None:
    assert add(code) == 0
    told = capsys.readouterr().out
    assert not [words for words in expected if words not in told]


@pytest.mark.usefixtures("translated")
def test_a_script_that_is_well_is_not_spoken_of(capsys: Told) -> None:
    assert add("pt_BR") == 0
    told = capsys.readouterr().out
    assert not [words for words in ("No font", "ActualText", "right to left", "(CLDR)") if words in told]


@pytest.mark.usefixtures("translated")
def test_what_a_language_lacks_is_told_again(capsys: Told) -> None:
    add("my")
    capsys.readouterr()
    assert main(["translate", "add", "my", "--check"]) == 1
    told = capsys.readouterr().out
    order = [
        told.index(words) for words in ("No font", "[words]", "conf.py", "docs/labels", "not translated")
    ]
    assert order == sorted(order)
    assert main(["translate", "add", "ne", "--check"]) == 2


@pytest.mark.usefixtures("translated")
@pytest.mark.parametrize(("code", "plain"), [("vi_VN", "vi"), ("ne_NP", "ne")])
def test_a_region_that_says_nothing_more(code: str, plain: str, capsys: Told) -> None:
    assert add(code) == 2
    assert f"same language as {plain}" in capsys.readouterr().err
