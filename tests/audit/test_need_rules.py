"""`tebiki check` tells what a stuck reader lacks, and decisions that are no longer about anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, spoil

EDITION = "docs/editions/2031.toml"
DECISION = '\n[[decisions]]\nabout = "contact"\nrole = "係長"\nday = 2031-02-01\nreason = "準備中"\n'
PHONE = '\n[contact]\nphone = "04-0000-0000"\n'


@pytest.fixture
def asking(city: Path) -> Path:
    """The city with one thing that its edition needs, and does not have."""
    spoil(city / "conf.py", '"needed": {},', '"needed": {"contact": ["contact.phone", "contact.mail"]},')
    return city


def told(root: Path) -> set[tuple[str, str]]:
    return {(code, file) for code, file, *_ in found(root, outputs=False) if code in CODES}


CODES = ("fact/needed", "fact/decision")


def add(root: Path, text: str) -> None:
    path = root / EDITION
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")


def test_what_a_reader_needs_and_nobody_has_written(asking: Path) -> None:
    assert told(asking) == {("fact/needed", EDITION)}


@pytest.mark.parametrize("text", [PHONE, DECISION])
def test_a_fact_or_a_decision_is_enough(asking: Path, text: str) -> None:
    add(asking, text)
    assert told(asking) == set()


def test_a_decision_about_what_is_there_by_now(asking: Path) -> None:
    add(asking, DECISION + PHONE)
    assert told(asking) == {("fact/decision", EDITION)}
