"""The workflow that releases: the same command as at a desk, and nothing that people type is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tebiki.cli.dispatch import parser

WORKFLOWS = Path(__file__).parent.parent / ".github" / "workflows"
RELEASE = (WORKFLOWS / "release.yml").read_text(encoding="utf-8")


def runs(text: str) -> list[str]:
    """The commands of a workflow, each on one line."""
    found = re.findall(r"^ +- run: (.+)$", text, re.MULTILINE)
    assert len(found) == text.count("- run:"), "a command of several lines: this test reads none"
    return found


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.stem)
def test_no_command_holds_what_somebody_typed(path: Path) -> None:
    assert not [line for line in runs(path.read_text(encoding="utf-8")) if "${{" in line]


def test_a_release_by_three_fields() -> None:
    inputs, _, _ = RELEASE.partition("permissions:")
    assert re.findall(r"^      (\w+):$", inputs, re.MULTILINE) == ["approved", "number", "check_number"]
    [line] = [line for line in runs(RELEASE) if "tebiki" in line]
    program, *words = shlex.split(line)
    assert program == ".venv/bin/tebiki"
    asked = parser().parse_args(words)
    assert (asked.command, asked.words) == ("release", [])
    assert (asked.approved, asked.number, asked.check_number) == ("$APPROVED", "$NUMBER", "$CHECK_NUMBER")
    for name in ("approved", "number", "check_number"):
        assert f"{name.upper()}: ${{{{ inputs.{name} }}}}" in RELEASE


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.stem)
def test_the_whole_history_is_there(path: Path) -> None:
    """A shallow clone has no commits of older editions and engines."""
    text = path.read_text(encoding="utf-8")
    assert text.count("fetch-depth: 0") == text.count("actions/checkout@") == 1


def test_it_is_pushed_only_after_it_is_made_and_kept_only_after_it_is_pushed() -> None:
    made, pushed, kept = (RELEASE.index(word) for word in ("tebiki release", "git push", "upload-artifact"))
    assert made < pushed < kept
