"""The guard of catalogues: planted mistakes are refused by name, right translations pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from catalogs import BAD, GOOD, cases, header, quoted, rules, write

from tebiki.checks.translations.catalog import check_catalog, check_pair
from tebiki.content.catalogs.catalog import read_catalog
from tebiki.messages import LANGUAGES, tell

PLANTED = [
    case
    for name in ("blocks", "facts", "letters", "markup", "numbers", "signs")
    for case in cases(BAD / f"{name}.toml")
]
RIGHT = [(path.stem, case) for path in sorted(GOOD.glob("*.toml")) for case in cases(path)]


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["why"])
def test_a_planted_mistake_is_refused_by_name(case: dict[str, Any], tmp_path: Path) -> None:
    language = case.get("language", "en")
    text = f"{header(language)}#: docs/tablet.md:1\nmsgid {quoted(case['msgid'])}\nmsgstr "
    # What no PO file can hold as it is comes to the guard by other ways (a zip, an editor).
    if any(ord(char) < 32 and char not in "\n\t" for char in case["msgstr"]):
        found = [code for code, _ in check_pair(case["msgid"], case["msgstr"], language, rules())]
        assert case["code"] in found
        return
    path = write(tmp_path, language, text + quoted(case["msgstr"]) + "\n")
    problems = check_catalog(read_catalog(path), rules())
    assert case["code"] in [problem.code for problem in problems]
    for problem in problems:
        assert problem.place is not None
        assert problem.place.line == 7
        assert problem.place.file.endswith(f"{language}/LC_MESSAGES/manual.po")
        assert all("→" in tell(problem, to) for to in LANGUAGES)


@pytest.mark.parametrize(("language", "case"), RIGHT, ids=[case["why"] for _, case in RIGHT])
def test_a_right_but_unusual_translation_passes(language: str, case: dict[str, Any]) -> None:
    assert list(check_pair(case["msgid"], case["msgstr"], language, rules())) == []


def test_there_are_thirty_of_them_in_five_languages() -> None:
    assert len(RIGHT) >= 30
    assert {language for language, _ in RIGHT} >= {"en", "zh_CN", "vi", "id", "ja_simple"}


@pytest.mark.parametrize("path", sorted((GOOD / "locales").rglob("*.po")), ids=lambda p: p.parts[-3])
def test_the_manuals_own_translations_pass(path: Path) -> None:
    assert check_catalog(read_catalog(path), rules()) == []


def test_what_is_not_used_is_not_looked_at(tmp_path: Path) -> None:
    text = f"""{header("en")}#, fuzzy
msgid "電話"
msgstr "<b>04-7150-6531</b>"

msgid "窓口"
msgstr ""

#~ msgid "受付"
#~ msgstr "javascript:alert(1)"
"""
    assert check_catalog(read_catalog(write(tmp_path, "en", text)), rules()) == []


def test_a_finding_shows_nothing_that_a_console_would_obey(tmp_path: Path) -> None:
    text = f'{header("en")}msgid "電話"\nmsgstr "Phone \u009b31m\u202e <b>"\n'
    for problem in check_catalog(read_catalog(write(tmp_path, "en", text)), rules()):
        assert tell(problem, "en").replace("\n", "").isprintable()
