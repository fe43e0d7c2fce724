"""A site, its draft and its archive of one reading are what each is of a reading of its own."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki import log
from tebiki.content.stage import Stage
from tebiki.pipeline.build import build
from tebiki.pipeline.record import files_of
from tebiki.pipeline.request import Request

YEAR = "2041"


class _Read(logging.Handler):
    """Counts readings by language."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        language, _, words = record.getMessage().partition(": ")
        if words.startswith("read: "):
            self.languages.append(language)


def _built(root: Path, out: Path, stage: Stage, shared: Path | None) -> tuple[dict[str, str], list[str]]:
    """Hashes of the files of a stage, and the languages that were read for it."""
    read = _Read()
    with log.listening(read):
        build(Request(root, edition=YEAR, stage=stage, output=out, shared=shared), lambda _: None)
    return files_of(out), sorted(read.languages)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOTS / "shiomi", tmp_path / "project"))


def test_stages_of_one_reading(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEBIKI_PLAIN", raising=False)
    shared, out = tmp_path / "shared", tmp_path / "out"
    _, read = _built(root, out / "current", "current", shared)
    assert read == ["en", "ja"]
    draft, read = _built(root, out / "draft", "draft", shared)
    assert read == []
    archive, read = _built(root, out / "archive", "archive", shared)
    assert read == []
    assert any((shared / "documents").iterdir())
    shutil.rmtree(root / "build")
    for stage, made in (("draft", draft), ("archive", archive)):
        alone, read = _built(root, out / f"{stage}-alone", stage, None)  # type: ignore[arg-type]
        assert read == ["en", "ja"]
        assert made == alone


def test_a_changed_page_is_read_again(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEBIKI_PLAIN", raising=False)
    shared, out = tmp_path / "shared", tmp_path / "out"
    _built(root, out, "current", shared)
    page = root / "docs" / "parts" / "contact.md"
    page = page if page.is_file() else min((root / "docs").glob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\n% a comment\n", encoding="utf-8", newline="\n")
    assert _built(root, out, "draft", shared)[1] == ["en", "ja"]


def test_a_shared_reading_is_one_of_all_pages(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one page has changed since the last output of the same folder, another stage still has all."""
    monkeypatch.delenv("TEBIKI_PLAIN", raising=False)
    out = tmp_path / "out"
    _built(root, out / "current", "current", tmp_path / "first")
    page = max((root / "docs").glob("*.md"), key=lambda path: path.stat().st_size)
    page.write_text(page.read_text(encoding="utf-8") + "\n% a comment\n", encoding="utf-8", newline="\n")
    _built(root, out / "current", "current", tmp_path / "second")
    draft, read = _built(root, out / "draft", "draft", tmp_path / "second")
    assert read == []
    shutil.rmtree(root / "build")
    assert draft == _built(root, out / "alone", "draft", None)[0]


def test_without_shortcuts_each_stage_is_read(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEBIKI_PLAIN", "1")
    shared = tmp_path / "shared"
    request = Request(root, edition=YEAR, languages=("ja",), formats=("html",), shared=shared)
    read = _Read()
    with log.listening(read):
        build(request, lambda _: None)
    assert read.languages == ["ja"]
    assert not (shared / "readings").exists()
