"""Faults of every kind, planted by someone else than the rules' authors: each is found by its own rule.

Each stands in its file, at its line or page. Whatever else is told must follow from a fault of the same
batch: ``consequences`` and ``also`` list it, so that a false alarm fails the test, too.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from conftest import Shared
from faults import Batch
from planted_project import KNOWN, PROJECTS, check, planted

from tebiki.checks.registry import every_rule

#: Each ``faults_*.py`` beside this file, found by being there: one that nobody lists would pass unseen.
MODULES = tuple(import_module(path.stem) for path in sorted(Path(__file__).parent.glob("faults_*.py")))
BATCHES = [
    pytest.param(batch, id=f"{module.__name__.removeprefix('faults_')}-{batch.name}")
    for module in MODULES
    for batch in module.BATCHES
]
#: Without its record or its output a copy cannot be told to be new; each batch has one or the other.
ALWAYS = KNOWN | {"site/missing", "site/unrecorded"}
#: Rules whose faults need more than a project: their authors plant them in `tests/checks` and `tests/audit`.
#: (Those of ``online`` and ``browser`` have servers and pages of their own in `tests/extras`.)
ELSEWHERE = {
    *("catalog/number-unread", "catalog/system-look", "document/known-faults"),
    *("cms/alt", "cms/date", "cms/name", "cms/place", "cms/short", "cms/start", "cms/stripped", "cms/vague"),
    "cms/width",
    *("document/alone", "document/size", "name/pdf-version"),
    *(
        "fact/decision",
        "fact/needed",
        "fact/placeholder",
        "fact/unconfirmed",
        "fact/unknown",
        "fact/unreviewed",
    ),
    *("picture/stale", "picture/system", "picture/unmeasured", "picture/unverified"),
    *("required/manual", "required/mark-retired", "required/not-listed", "required/value"),
    *("walk/decision", "walk/differs", "walk/unwalked"),
}


@pytest.fixture(scope="session")
def projects(shared: Shared) -> Callable[[str], Path]:
    """Each built once, not to be changed."""
    return lambda name: shared(name, PROJECTS[name])


@pytest.mark.parametrize("name", PROJECTS)
def test_the_unharmed_project_has_no_errors(
    projects: Callable[[str], Path],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, found = check(projects(name), monkeypatch, capsys)
    assert (code, {row.rule for row in found} | KNOWN) == (0, KNOWN)


@pytest.mark.parametrize("batch", BATCHES)
def test_each_fault_is_found(
    projects: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    batch: Batch,
) -> None:
    root, places = planted(projects(batch.of), tmp_path, batch)
    _, found = check(root, monkeypatch, capsys)
    missed, own = [], set()
    for fault, at in zip(batch.faults, places, strict=True):
        hits = {row for row in found if (row.rule, row.file) == (fault.rule, fault.file) and row.is_at(at)}
        own |= hits
        if not hits:
            missed.append((fault.name, fault.rule, fault.file, at))
    rest = {row.rule for row in found if row not in own} - ALWAYS
    allowed = {*batch.consequences, *(code for fault in batch.faults for code in fault.also)}
    assert (missed, sorted(rest - allowed)) == ([], []), found


def test_every_rule_has_a_fault() -> None:
    here = {fault.rule for module in MODULES for batch in module.BATCHES for fault in batch.faults}
    rules = {rule.code for rule in every_rule() if not rule.code.startswith(("online/", "browser/"))}
    assert rules - here == ELSEWHERE


def test_there_are_enough() -> None:
    names = [
        (module.__name__, fault.name) for module in MODULES for b in module.BATCHES for fault in b.faults
    ]
    assert len(names) >= 200
    assert len({fault.rule for module in MODULES for b in module.BATCHES for fault in b.faults}) >= 90
