"""Whole translations into Burmese and Nepali come in: the guard refuses nothing, the words are whole.

Not read by speakers; what the writer was unsure of is left empty. Pages and PDFs of them need
fonts that are not in the repository (docs/languages/README.md).
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki.cli.dispatch import main
from tebiki.content.language_files import use_project_languages
from tebiki.content.words import load_words


@pytest.mark.parametrize(("code", "step", "taken"), [("my", "အဆင့် 2", 80), ("ne", "चरण 2", 79)])
def test_a_whole_translation(
    shiomi: Path, code: str, step: str, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, brought = ROOTS / "shiomi_my_ne" / f"{code}.po", shiomi / "docs" / "languages" / f"{code}.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(shiomi)
        assert main(["translate", "add", code]) == 0
        shutil.copy(ROOTS / "shiomi_my_ne" / brought.name, brought)
        assert main(["translate", "apply", str(sent), "--language", code]) == 0
        assert f"{taken} translations went into" in (said := capsys.readouterr().out)
        assert "refused: 0" in said
        assert load_words(code)("step", n=2) == step
    use_project_languages(shiomi / "none")
