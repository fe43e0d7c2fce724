"""Slips that office staff make, each told at its line; what only looks like one, not refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from conftest import ROOTS
from corpus_cases import LEAST_TOLD, CorpusText, describe_rate, listed, read_texts

from tebiki.checks.manual_text import check_text
from tebiki.errors import Problem

FAULTY, HONEST = read_texts("faulty"), read_texts("honest")
Record = Callable[[str, object], None]


def lines_told(problems: Sequence[Problem]) -> set[int | None]:
    return {problem.place.line if problem.place else None for problem in problems}


def summarized(problems: Sequence[Problem]) -> str:
    return ", ".join(f"{p.code} at {p.place and p.place.line}" for p in problems) or "nothing"


def count_elsewhere(told: tuple[CorpusText, Sequence[Problem]]) -> int:
    """How many lines are named besides the right ones: each sends somebody to a place that is right."""
    case, problems = told
    return len(lines_told(problems) - case.lines)


def test_slips_are_told_at_their_line(record_property: Record) -> None:
    told = [(case, check_text(case.text)) for case in FAULTY]
    misses = [(case, problems) for case, problems in told if not case.lines & lines_told(problems)]
    rate = describe_rate("faulty texts told at their line", len(told) - len(misses), len(told))
    record_property("rate", rate)
    record_property(
        "rate", f"problems told at other lines of faulty texts: {sum(map(count_elsewhere, told))}"
    )
    said = listed(
        (case.name, f"line {sorted(case.lines)}, told: {summarized(problems)}") for case, problems in misses
    )
    assert len(misses) <= (1 - LEAST_TOLD) * len(FAULTY), f"{rate}\n{said}"


def test_nothing_right_is_refused(record_property: Record) -> None:
    told = [(case, check_text(case.text)) for case in HONEST if not case.warning]
    refused = [(case.name, summarized(problems)) for case, problems in told if problems]
    rate = describe_rate("honest texts refused", len(refused), len(told))
    record_property("rate", rate)
    assert not refused, f"{rate}\n{listed(refused)}"


@pytest.mark.parametrize("town", ["shiomi", "yamabe"])
def test_pages_of_the_invented_towns_are_right(town: str) -> None:
    pages = sorted((ROOTS / town / "docs").rglob("*.md"))
    told = {page.name: summarized(check_text(page.read_text(encoding="utf-8"))) for page in pages}
    assert pages
    assert set(told.values()) == {"nothing"}, told


@pytest.mark.parametrize("cases", [FAULTY, HONEST], ids=["faulty", "honest"])
def test_the_corpus_is_as_large_as_it_should_be(cases: list[CorpusText]) -> None:
    assert len(cases) >= 150
    assert len({case.name for case in cases}) == len(cases) == len({case.text for case in cases})


def test_every_faulty_text_names_lines_that_it_has() -> None:
    assert all(case.lines for case in FAULTY)
    assert not any(case.lines for case in HONEST)
    assert not [
        case.name for case in FAULTY if max(case.lines) > case.text.count("\n") + 1 or min(case.lines) < 1
    ]
