"""What a build's guard has passed is not compared again by a check; what is told is the same."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki.audit.audit import Asked, check
from tebiki.checks.report import Report
from tebiki.checks.translations import catalog
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in two languages whose pages were built; its catalogue is put back by each test."""
    folder = tmp_path_factory.mktemp("passed") / "project"
    shutil.copytree(ROOTS / "shiomi", folder)
    build(Request(folder, formats=("html",)), lambda _: None)
    return folder


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Messages whose translations were compared whole."""
    monkeypatch.delenv("TEBIKI_PLAIN", raising=False)
    found, whole = list[str](), catalog.check_pair

    def check_pair(msgid: str, *rest: object) -> object:
        found.append(msgid)
        return whole(msgid, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(catalog, "check_pair", check_pair)
    return found


def _told(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, str(finding.problem)) for finding in report.findings]


def _plainly(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    with monkeypatch.context() as plain:
        plain.setenv("TEBIKI_PLAIN", "1")
        return _told(check(Asked(root, outputs=False)))


def test_nothing_is_compared_again(root: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told = _told(check(Asked(root, outputs=False)))
    assert compared == []
    assert told == _plainly(root, monkeypatch)
    assert compared != []


def test_what_has_changed_since_is(root: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "docs" / "locales" / "en" / "LC_MESSAGES" / "manual.po"
    before = path.read_text(encoding="utf-8")
    entry = re.search(r'(?m)^msgstr "([^"\\{\[]+\.)"$', before)
    assert entry
    try:
        path.write_text(before.replace(entry[0], f'msgstr "{entry[1]} 違う https://other.example/"'), "utf-8")
        told = _told(check(Asked(root, outputs=False)))
        assert len(compared) == 1
        assert any(rule.startswith("catalog/") for rule, _ in told)
        assert told == _plainly(root, monkeypatch)
    finally:
        path.write_text(before, encoding="utf-8")


def test_single_files_are_looked_at_whole(root: Path, compared: list[str]) -> None:
    path = root / "docs" / "locales" / "en" / "LC_MESSAGES" / "manual.po"
    check(Asked(root, files=(path,), outputs=False))
    assert compared != []
