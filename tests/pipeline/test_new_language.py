"""A language that the engine does not know: one data file in the project, no Python, right outputs.

The language is invented: English words with letters of Esperanto, which the engine's fonts have.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import IN_ENGLISH, ROOTS, Shared

from tebiki.cli.dispatch import main
from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

CODE = "eo"
#: A letter that English lacks stands before each of the engine's words.
MARK = "Ŝ"
LETTERS = 'letters.main = "0041-005A 0061-007A 0108-0109 015C-015D 016C-016D"\n'
MONTHS = [f"ĝ{number:02}-monato" for number in range(1, 13)]

Told = pytest.CaptureFixture[str]


def add_language(root: Path) -> None:
    """Give the city's project the language as its staff would: commands, then edits of data files."""
    shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
    assert run(root, ["translate", "add", CODE]) == 0
    fill_words(root)
    with (root / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(IN_ENGLISH.format(languages=["ja", CODE]).replace('"en"', f'"{CODE}"'))
    labels = root / "docs" / "labels" / "tablet.toml"
    edit(labels, "\n[ask.ok]\n", f'\n[ask.ok]\n{CODE} = "Jes, ỵalti"\n')
    edit(labels, "\n[ask.title]\n", f'\n[ask.title]\nmeaning.{CODE} = "Ĉu enmeti {{app}}?"\n')
    edit(root / "docs" / "editions" / "2031.toml", 'en = "', f'{CODE} = "')
    english = ROOTS / "yamabe_en" / "docs" / "locales" / "en" / "LC_MESSAGES" / "manual.po"
    sent = root / "sent.po"
    sent.write_text(english.read_text(encoding="utf-8").replace("Language: en", f"Language: {CODE}"), "utf-8")
    assert run(root, ["translate", "apply", str(sent), "--language", CODE]) == 0
    sent.unlink()


def run(root: Path, command: list[str]) -> int:
    """A command of the project, started in its folder as people do."""
    with contextlib.chdir(root):
        return main(command)


def fill_words(root: Path) -> None:
    """Take the marks of comments away, write the engine's words, letters and months."""
    path = language_file(root)
    text = path.read_text(encoding="utf-8").replace("\n# [words]\n", "\n[words]\n")
    for key, english in load_words("en").table.items():
        word = english if key in ("label.open", "label.close", "list.separator") else MARK + english
        text, count = re.subn(rf'(?m)^# {re.escape(key)} = ".*"$', f'{key} = "{word}"', text)
        assert count == 1, key
    text = text.replace("months = []\n", f"months = {MONTHS}\n".replace("'", '"') + LETTERS)
    path.write_text(text, encoding="utf-8", newline="\n")


def language_file(root: Path) -> Path:
    return root / "docs" / "languages" / f"{CODE}.toml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def spoken(shared: Shared) -> Path:
    """The project with the language, built once and not to be changed; a build takes most of a minute."""

    def make(root: Path) -> None:
        add_language(root)
        build(Request(root), lambda _: None)

    return shared("yamabe_eo", make)


@pytest.fixture
def unbuilt(shared: Shared, tmp_path: Path) -> Path:
    """A copy of the project with the language, not built, to be spoilt."""
    return Path(shutil.copytree(shared("yamabe_eo_unbuilt", add_language), tmp_path / "yamabe"))


def site(root: Path) -> Path:
    return root / "build" / "site"


def pdfs(root: Path) -> list[Path]:
    found = sorted(site(root).glob(f"{CODE}/**/*.pdf"))
    assert found
    return found


@pytest.mark.long
def test_pages_speak_the_language(spoken: Path) -> None:
    page = (site(spoken) / CODE / "tablet.html").read_text(encoding="utf-8")
    assert f'lang="{CODE}"' in page
    assert "ŜStep 1" in page
    assert "ĝ03-monato 2031" in page
    assert "Choose your device." in (site(spoken) / CODE / "index.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_pdfs_are_read_back_as_they_were_written(spoken: Path) -> None:
    for path in pdfs(spoken):
        document = pypdfium2.PdfDocument(path)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        assert "ĝ03-monato 2031" in text, path
        assert "\ufffd" not in text
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == CODE


@pytest.mark.long
def test_the_other_language_is_as_it_was(spoken: Path, built_city: Path) -> None:
    def words(root: Path) -> str:
        return re.sub(r"<[^>]+>", " ", (site(root) / "ja" / "tablet.html").read_text(encoding="utf-8"))

    assert words(spoken).count(MARK) == 1  # the name of the language, in the list of languages
    assert "手順1" in words(built_city)


def test_nothing_lacks(unbuilt: Path, capsys: Told) -> None:
    capsys.readouterr()
    assert run(unbuilt, ["translate", "add", CODE, "--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (f"months = {MONTHS}".replace("'", '"'), "months = []", "months"),
        ('\nstep = "', '\n# step = "', "1 of 118"),
        ("0108-0109", "0108-0109 0F40", "U+0F40"),
    ],
)
def test_what_was_taken_away_is_told(unbuilt: Path, old: str, new: str, told: str, capsys: Told) -> None:
    edit(language_file(unbuilt), old, new)
    capsys.readouterr()
    assert run(unbuilt, ["translate", "add", CODE, "--check"]) == 1
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"months = {MONTHS}".replace("'", '"'), "months = []"),
        ('\nstep = "', '\n# step = "'),
        (
            'screen_families = ["Noto Sans", "BIZ UDPGothic", "Noto Sans SC"]',
            'screen_families = ["BIZ UDPGothic"]',
        ),
        ('\nstep = "', '\nstep = "\u0f40'),
        ('\nfamilies = ["Noto Sans"', '\nfamilies = ["Noto Sans Nowhere"'),
    ],
)
def test_a_build_refuses_what_it_cannot_print(unbuilt: Path, old: str, new: str) -> None:
    """Months without names, a missing word of the engine's, letters that no family has: no half output."""
    edit(language_file(unbuilt), old, new)
    with pytest.raises(TebikiError):
        build(Request(unbuilt), lambda _: None)
    assert not site(unbuilt).exists()
