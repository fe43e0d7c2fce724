"""Set-up killed before each of its changes of the disk; `killed_setups` does it and tells what it found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from toy_project import TOOLS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a process that it forked")

NEW = {"packages": "new", "project": "old"}
OLD = {"packages": "old", "project": "old"}


#: What was there before → what was found at each kill.
Kills = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Kills:
    return cache(lambda before: kill_each_step(tmp_path_factory.mktemp("killed"), before))


def kill_each_step(folder: Path, before: str) -> list[dict[str, Any]]:
    line = [
        sys.executable,
        "-S",
        str(Path(__file__).with_name("killed_setups.py")),
        str(TOOLS),
        str(folder),
        before,
    ]
    environment = {**os.environ, "TEBIKI_LANG": "en"}
    done = subprocess.run(line, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [kill["killed"] for kill in found] == [True] * (len(found) - 1) + [False]
    return found


@pytest.mark.parametrize("before", ["nothing", "ours", "a person's"])
def test_a_killed_set_up_is_not_believed_and_the_next_one_makes_all_anew(before: str, kills: Kills) -> None:
    found = kills(before)
    assert len(found) > 10
    for kill in found:
        code, after = kill["again"]
        assert code == 0
        assert after["ready"]
        assert after["texts"] == NEW
        # What is believed is whole.
        assert not kill["at_once"]["ready"] or kill["at_once"]["texts"] == NEW
        kept = [name for name in after["beside"] if name != ".venv"]
        assert kept == ([".venv.kept-1"] if before == "a person's" else [])
        assert after["mine"] == kept


@pytest.mark.parametrize("before", ["nothing", "ours", "a person's"])
def test_what_was_there_comes_back_where_the_next_set_up_fails(before: str, kills: Kills) -> None:
    for kill in kills(before):
        code, after = kill["failed"]
        # Killed after the last step: all was made, and nothing is to be done.
        if code == 0:
            assert kill["at_once"]["ready"]
            assert after["texts"] == NEW
            continue
        assert code == 1
        assert not after["ready"]
        expected = {"nothing": [], "ours": [".venv"], "a person's": [".venv"]}[before]
        assert after["beside"] == expected
        assert after["mine"] == ([".venv"] if before == "a person's" else [])
        assert after["texts"] == (OLD if before == "ours" else {})
        assert after["complete"] == (before == "ours")


def test_an_environment_whose_project_is_due_keeps_its_packages(kills: Kills) -> None:
    for kill in kills("ours with another project"):
        # Nothing here needs pip's network, so that "failed" does as well as "again".
        for code, after in (kill["failed"], kill["again"]):
            assert code == 0
            assert after["ready"]
            assert after["texts"] == {"packages": "old", "project": "new"}
            assert after["beside"] == [".venv"]
        assert kill["at_once"]["complete"]
        assert not kill["at_once"]["ready"] or kill["at_once"]["texts"]["project"] == "new"


@pytest.mark.parametrize("before", ["ours", "ours with another project"])
def test_what_is_half_removed_or_half_mended_is_not_believed_later(before: str, kills: Kills) -> None:
    for kill in kills(before):
        _, reverted = kill["reverted"]
        assert not reverted["ready"] or reverted["texts"] == OLD
        # Without `.venv`, what stands beside it comes back only if it is whole.
        _, lost = kill["lost"]
        assert not lost["complete"] or lost["texts"] == OLD
