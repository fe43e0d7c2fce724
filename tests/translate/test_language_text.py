"""The file of a new language: it reads as one, its commented lines do, and nothing in it is made up."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.cldr import cldr_names
from tebiki.content.languages import LanguageFile, load_language
from tebiki.content.scripts import script_of
from tebiki.content.words import load_words
from tebiki.translate.language_text import language_text

_COMMENTED = re.compile(r"(?m)^# (?=[a-z_.]+ = \"|\[words\]$)")


def file_of(code: str, *, filled: bool = False) -> LanguageFile:
    """The file of a language that the engine does not know; ``filled``: with its comments taken away."""
    text = language_text(code, None)
    return LanguageFile.model_validate(tomllib.loads(_COMMENTED.sub("", text) if filled else text))


@pytest.mark.parametrize("code", sorted(cldr_names()))
def test_each_language_of_cldr_has_a_file_that_reads(code: str) -> None:
    found = file_of(code)
    assert len(found.months) == 12
    assert found.letters.main
    (source,) = found.sources
    assert (source.text, source.licence) == ("Unicode CLDR 48.2.0", "Unicode-3.0")
    assert set(source.keys) >= {"letters", "months", "quotes"}
    assert len(found.quotes) % 2 == 0
    assert found.families


def test_a_language_that_cldr_was_not_copied_for() -> None:
    found = file_of("yo")
    assert (found.tag, found.scripts, found.months, found.letters.main) == ("yo", ("LATIN",), (), "")


def test_what_is_open_can_be_filled_by_taking_the_comments_away() -> None:
    assert file_of("pt_BR").words is None
    assert file_of("pt_BR", filled=True).words == dict(load_words("en").table)


def test_of_a_language_that_the_engine_knows_only_the_words_are_open() -> None:
    """The file is laid over the engine's; what it repeats would be kept when the engine learns better."""
    table = tomllib.loads(language_text("my", load_language("my")))
    assert table == {"tag": "my"}


def test_what_the_script_needs_stands_in_the_file() -> None:
    burmese, nepali, portuguese = file_of("my"), file_of("ne"), file_of("pt_BR")
    assert burmese.scripts == ("MYANMAR",)
    assert (burmese.spaced, nepali.spaced) == (False, True)
    assert burmese.families[0] == burmese.screen_families[0] == "Noto Sans Myanmar"
    assert "\u200d" in nepali.invisible
    assert (portuguese.decimal, portuguese.group, portuguese.tag) == (",", ".", "pt-BR")
    assert not portuguese.known_faults
    assert [dict(fault).keys() for fault in nepali.known_faults or ()] == [{"ja", "en"}]


def test_words_that_would_be_found_within_others_are_left_out() -> None:
    """Burmese နှစ် is two, and a year; Portuguese parts its words with blanks."""
    assert file_of("my").number_words == file_of("my").month_words == {}
    assert file_of("pt_BR").number_words["três"] == 3
    assert file_of("pt_BR").month_words["jan"] == 1


def test_a_family_of_another_name_where_the_engines_own_lacks_letters() -> None:
    """Mongolian's ү is not in the engine's Noto Sans; a second font of that name would stand beside it."""
    assert file_of("mn").families[:2] == ("Noto Sans Display", "Noto Sans")
    assert file_of("ru").families[0] == "Noto Sans"


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        *(("Latn", None), ("Cyrl", None), ("Deva", "some"), ("Sinh", "some"), ("Telu", "some")),
        *(("Khmr", "every"), ("Mymr", "every"), ("Thai", "every"), ("Xxxx", None)),
    ],
)
def test_which_readers_get_a_script_wrong(script: str, fault: str | None) -> None:
    assert script_of(script).fault == fault


def test_the_project_gets_the_file_and_the_licence_of_what_was_copied(translated: Path) -> None:
    assert main(["translate", "add", "my"]) == 0
    folder = translated / "docs" / "languages"
    assert LanguageFile.model_validate(tomllib.loads((folder / "my.toml").read_text(encoding="utf-8")))
    assert "UNICODE LICENSE V3" in (folder / "LICENSE-CLDR.txt").read_text(encoding="utf-8")


def test_a_file_that_somebody_wrote_is_kept(translated: Path) -> None:
    path = translated / "docs" / "languages" / "my.toml"
    path.parent.mkdir()
    path.write_text('tag = "my"\n', encoding="utf-8")
    assert main(["translate", "add", "my"]) == 0
    assert path.read_text(encoding="utf-8") == 'tag = "my"\n'


def test_a_language_that_the_engine_speaks_gets_no_file(translated: Path) -> None:
    assert main(["translate", "add", "en"]) == 0
    assert not (translated / "docs" / "languages").exists()


def test_a_language_with_a_catalogue_alone_gets_its_file(
    translated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "add", "my"]) == 0
    (translated / "docs" / "languages" / "my.toml").unlink()
    catalog = translated / "docs" / "locales" / "my" / "LC_MESSAGES" / "manual.po"
    before = catalog.read_bytes()
    assert main(["translate", "add", "my"]) == 0
    assert catalog.read_bytes() == before
    assert (translated / "docs" / "languages" / "my.toml").exists()
    assert main(["translate", "add", "my"]) == 1
    assert "tebiki translate update my" in capsys.readouterr().err
