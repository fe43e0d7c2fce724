"""The translators' runbook, and what differs in words only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tebiki.cli.dispatch import parser
from tebiki.translate.same import equal

RUNBOOK = Path(__file__).resolve().parents[2] / "docs" / "locales" / "README.md"


@pytest.mark.parametrize("command", re.findall(r"`tebiki ([^`]+)`", RUNBOOK.read_text(encoding="utf-8")))
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
