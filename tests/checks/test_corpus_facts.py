"""Values of a year's file: what cannot be right is told at its line or key; what is right is taken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from conftest import ROOTS
from corpus_cases import LEAST_TOLD, CorpusValue, describe_rate, listed, read_values

from tebiki.content.edition import load_edition
from tebiki.content.settings import Settings, load_config
from tebiki.errors import Problem, TebikiError

SHIOMI = ROOTS / "shiomi"
YEAR = "2041"
FAULTY, HONEST = read_values("faulty"), read_values("honest")
#: Stands where the value goes, until its line is known.
HERE = "VALUE OF THE CORPUS"
Record = Callable[[str, object], None]


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    """The invented town's editions, to be changed."""
    return Path(shutil.copytree(SHIOMI / "docs" / "editions", tmp_path / "editions"))


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_config(SHIOMI).settings


def put_value(path: Path, case: CorpusValue) -> int:
    """Put the value in its place; its line."""
    document = tomlkit.parse((SHIOMI / "docs" / "editions" / path.name).read_text(encoding="utf-8"))
    *way, last = case.key.split(".")
    table: Any = document
    for step in way:
        table = table[int(step)] if step.isdigit() else table.setdefault(step, tomlkit.table())
    table[last] = HERE
    before, _, after = tomlkit.dumps(document).partition(f'"{HERE}"')
    path.write_text(before + tomlkit.string(case.value).as_string() + after, encoding="utf-8", newline="\n")
    return before.count("\n") + 1


def problems_of(case: CorpusValue, editions: Path, settings: Settings) -> tuple[int, tuple[Problem, ...]]:
    """The value's line, and what is told of the file with it."""
    line = put_value(editions / f"{YEAR}.toml", case)
    try:
        load_edition(editions, YEAR, settings)
    except TebikiError as error:
        return line, error.problems
    return line, ()


def names_the_value(problem: Problem, case: CorpusValue, line: int) -> bool:
    """Whether the place is the value's: its line, its key, or the key of the table of languages around it."""
    place = problem.place
    return place is not None and (place.line == line or place.key in {case.key, case.key.rpartition(".")[0]})


def test_impossible_values_are_told_in_their_place(
    editions: Path, settings: Settings, record_property: Record
) -> None:
    misses = []
    for case in FAULTY:
        line, problems = problems_of(case, editions, settings)
        if not any(names_the_value(problem, case, line) for problem in problems):
            misses.append((case.name, f"{case.key} = {case.value!r}, told: {[str(p) for p in problems]}"))
    rate = describe_rate("faulty values told in their place", len(FAULTY) - len(misses), len(FAULTY))
    record_property("rate", rate)
    assert len(misses) <= (1 - LEAST_TOLD) * len(FAULTY), f"{rate}\n{listed(misses)}"


def test_no_right_value_is_refused(editions: Path, settings: Settings, record_property: Record) -> None:
    told = [(case, problems_of(case, editions, settings)[1]) for case in HONEST]
    refused = [
        (case.name, f"{case.key} = {case.value!r}, told: {[p.code for p in problems]}")
        for case, problems in told
        if problems
    ]
    rate = describe_rate("honest values refused", len(refused), len(told))
    record_property("rate", rate)
    assert not refused, f"{rate}\n{listed(refused)}"


@pytest.mark.parametrize("cases", [FAULTY, HONEST], ids=["faulty", "honest"])
def test_the_values_are_as_many_as_they_should_be(cases: list[CorpusValue]) -> None:
    assert len(cases) >= 30
    assert len({case.name for case in cases}) == len(cases)
