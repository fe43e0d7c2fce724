"""What stands in ``docs/locales`` beside the catalogues: settings for Weblate, the runbook."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tebiki.cli import parser
from tebiki.parse.catalog import read_catalog
from tebiki.parse.tokens import tokens_of
from tebiki.translate.project import Project
from tebiki.translate.same import equal
from tebiki.translate.template import asked

LOCALES = Path(__file__).resolve().parents[2] / "docs" / "locales"
CATALOGS = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))


def placeholders() -> tuple[str, ...]:
    """The regular expressions of ``placeholders`` in Weblate's settings."""
    flags = json.loads((LOCALES / "weblate.json").read_text(encoding="utf-8"))["check_flags"]
    assert "\\" not in flags  # Weblate would take it for an escape
    return tuple(re.findall(r':r"([^"]*)"', flags))


def test_weblate_finds_every_catalogue() -> None:
    settings = json.loads((LOCALES / "weblate.json").read_text(encoding="utf-8"))
    assert settings["file_format"] == "po"
    assert sorted(LOCALES.parents[1].glob(settings["filemask"])) == CATALOGS
    assert {"md-text", "safe-html"} <= {flag.strip() for flag in settings["check_flags"].split(",")}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_weblate_sees_every_token_and_no_word(path: Path) -> None:
    role, link = placeholders()
    for entry in read_catalog(path).entries:
        for text in (entry.msgid, entry.msgstr):
            tokens = tokens_of(text)
            roles = Counter(f"{{{name}}}`{value}`" for name, value in tokens.roles.elements())
            assert Counter(re.findall(role, text)) == roles
            assert len(re.findall(link, text)) == tokens.links.total()


@pytest.mark.parametrize(
    "command", re.findall(r"`tebiki ([^`]+)`", (LOCALES / "README.md").read_text(encoding="utf-8"))
)
def test_every_command_of_the_runbook_exists(command: str) -> None:
    parts = [part for part in command.split() if not part.startswith("届いた")]
    parts += ["FILE.zip"] if command.startswith("translate apply") and "FILE.zip" not in parts else []
    parts += ["vi"] if command in ("translate add", "translate package") else []
    assert parser().parse_args(parts)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("押します。", "おします。", True),
        ("**必ず**押す", "かならず押す", False),
        ("[手順](#step-1)へ", "[てじゅん](#step-1)へ", True),
        ("[手順](#step-1)へ", "[手順](#step-2)へ", False),
        ("8分待つ", "８分待ちます", True),
        ("8分待つ", "9分待つ", False),
        ("{ui}`a.b`を押す", "{ui}`a.c`を押す", False),
        ("{step}`1`と{step}`2`", "{step}`2`と{step}`1`", True),
    ],
)
def test_what_differs_in_words_only(one: str, other: str, same: bool) -> None:
    assert equal(one, other) is same


def test_catalogues_ask_for_what_the_pages_hold() -> None:
    """Else: ``tebiki translate update``."""
    project = Project.read(LOCALES.parents[1])
    wanted = [one.msgid for one in asked(project.messages())]
    for catalog in project.catalogs(project.languages):
        assert [entry.msgid for entry in catalog.entries if not entry.obsolete] == wanted, catalog.language
