"""What a language lacks, kind by kind: each is told until somebody has seen to it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.catalogs.language_folder import catalog_path
from tebiki.content.language_files import ENGINE_LANGUAGES
from tebiki.content.project import Project
from tebiki.content.scripts import script_of
from tebiki.translate.lacking import Lacking, find_lacking

Told = pytest.CaptureFixture[str]
TERM = 'format = 2\n[[terms]]\nja = "端末"\n'


@pytest.fixture
def begun(translated: Path) -> Path:
    """The project with Portuguese, of which only the catalogue and CLDR's data are there."""
    assert main(["translate", "add", "pt_BR"]) == 0
    return translated


def look(root: Path) -> Lacking:
    return find_lacking(Project(root), "pt_BR")


def write_language(root: Path, text: str) -> None:
    (root / "docs" / "languages" / "pt_BR.toml").write_text(text, encoding="utf-8")


def english_words() -> str:
    text = (ENGINE_LANGUAGES / "en.toml").read_text(encoding="utf-8")
    return text[text.index("[words]") :]


def test_the_file_of_the_language(begun: Path, capsys: Told) -> None:
    assert look(begun).known
    (begun / "docs" / "languages" / "pt_BR.toml").unlink()
    assert not look(begun).known
    capsys.readouterr()
    assert main(["translate", "add", "pt_BR", "--check"]) == 1
    assert "There is no docs/languages/pt_BR.toml" in capsys.readouterr().out


def test_its_catalogue(begun: Path) -> None:
    there = look(begun)
    assert there.has_catalog
    assert there.open_messages == there.messages > 0
    catalog_path(begun / "docs", "pt_BR").unlink()
    gone = look(begun)
    assert (gone.has_catalog, gone.messages) == (False, 0)
    shutil.rmtree(begun / "docs" / "locales" / "pt_BR")
    assert not look(begun).has_catalog


def test_families_and_words(begun: Path) -> None:
    write_language(begun, 'tag = "pt-BR"\nfamilies = ["Round Hand"]\n[words]\nstep = "Etapa {n}"\n')
    found = look(begun)
    assert found.families == ("Round Hand",)
    assert "step" not in found.words
    assert len(found.words) == found.all_words - 1
    write_language(begun, 'tag = "pt-BR"\n' + english_words())
    found = look(begun)
    assert (found.families, found.words) == ((), ())


def test_months_that_dates_name(begun: Path) -> None:
    def lack_months(text: str) -> bool:
        (begun / "docs" / "languages" / "cy.toml").write_text(f'tag = "cy"\n{text}', encoding="utf-8")
        return find_lacking(Project(begun), "cy").months

    assert lack_months(english_words())
    assert not lack_months("months = [" + '"mis", ' * 12 + "]\n" + english_words())
    write_language(begun, 'tag = "pt-BR"\n' + english_words())
    assert not look(begun).months  # CLDR has them


def test_terms_labels_and_names(begun: Path) -> None:
    glossary = begun / "docs" / "glossary.toml"
    glossary.write_text(TERM, encoding="utf-8")
    found = look(begun)
    assert found.terms == 1
    assert "tablet.ask.ok" in found.labels
    assert "city" in found.names
    assert found.conf is not None
    assert '"pt_BR"' in found.conf
    glossary.write_text(TERM + 'pt_BR = "aparelho"\n', encoding="utf-8")
    assert look(begun).terms == 0


def test_letters_are_tested_where_anybody_knows_them(begun: Path) -> None:
    assert look(begun).tested
    assert main(["translate", "add", "yo"]) == 0
    assert not find_lacking(Project(begun), "yo").tested


NOTHING = Lacking(
    language="pt_BR",
    known=True,
    right_to_left=False,
    letters="",
    families=(),
    tested=True,
    words=(),
    all_words=79,
    months=False,
    conf=None,
    names=(),
    labels=(),
    terms=0,
    open_messages=0,
    messages=9,
    has_catalog=True,
    script=script_of(""),
    faults=(),
)


def test_what_lacks_nothing_is_whole() -> None:
    assert NOTHING.is_whole


@pytest.mark.parametrize(
    "one",
    [
        {"known": False},
        {"right_to_left": True},
        {"letters": "x"},
        {"families": ("Round Hand",)},
        {"words": ("step",)},
        {"months": True},
        {"conf": '"languages": ["ja"],'},
        {"names": ("city",)},
        {"labels": ("tablet.ask.ok",)},
        {"terms": 1},
        {"open_messages": 1},
        {"has_catalog": False},
    ],
    ids=lambda one: next(iter(one)),
)
def test_each_thing_that_lacks_holds_it_back(one: dict[str, object]) -> None:
    assert not replace(NOTHING, **one).is_whole  # type: ignore[arg-type]
