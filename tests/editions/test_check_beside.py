"""A site is checked by a process beside this one: what it refuses and raises comes back as if made here."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Self

import pytest
from conftest import ROOTS

from tebiki import log
from tebiki.editions.release import check_beside
from tebiki.editions.release.check_beside import checked_beside, refused_by_check
from tebiki.errors import Problem, TebikiError
from tebiki.log import Records

YEAR = "2031"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content that was never built."""
    return Path(shutil.copytree(ROOTS / "yamabe", tmp_path / "project"))


def _codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_the_same_is_refused(root: Path) -> None:
    records = Records()
    with log.listening(records), checked_beside(root, root / "build" / "site", YEAR) as refused:
        found = refused()
    assert "site/missing" in _codes(found)
    assert found == refused_by_check(root, root / "build" / "site", YEAR)
    assert any("sources read" in record.getMessage() for record in records.take())


def test_what_keeps_it_from_being_made_is_raised_first(root: Path) -> None:
    conf = root / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + '\ntebiki_checks = {"no/rule": 1}\n', encoding="utf-8")
    with pytest.raises(TebikiError) as here:
        refused_by_check(root, root / "build" / "site", YEAR)
    with (
        pytest.raises(TebikiError) as beside,
        checked_beside(root, root / "build" / "site", YEAR),
    ):
        raise TebikiError([Problem("output/later")])
    assert beside.value.problems == here.value.problems


def test_what_raises_meanwhile_is_raised(root: Path) -> None:
    with (
        pytest.raises(TebikiError) as beside,
        checked_beside(root, root / "build" / "site", YEAR),
    ):
        raise TebikiError([Problem("output/later")])
    assert _codes([*beside.value.problems]) == ["output/later"]


class _Killed:
    """A pool whose process has died."""

    def __init__(self, *_args: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def submit(self, *_job: object) -> Future[object]:
        future = Future[object]()
        future.set_exception(BrokenProcessPool())
        return future


def test_a_process_that_dies_is_no_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_beside, "ProcessPoolExecutor", _Killed)
    with checked_beside(root, root / "build" / "site", YEAR) as refused:
        assert "site/missing" in _codes(refused())
