"""Readings of PDFs that are kept: all of a reading comes back, and only that of the same bytes and name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pdf_samples import WHEN, document

from tebiki.audit import pdf_prefetch
from tebiki.audit.pdf_prefetch import Ahead
from tebiki.output import kept_readings
from tebiki.output.kept_readings import keep_reading, recall_reading
from tebiki.output.pdf_document import read_document
from tebiki.plain import SWITCH
from tebiki.render.pdf import compile_pdf


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "a.pdf"
    path.write_bytes(compile_pdf(document('h1("a", "見出し")', 'p("文です。")'), WHEN).data)
    return path


def test_all_of_a_reading_comes_back(pdf: Path, tmp_path: Path) -> None:
    read = read_document(pdf)
    assert read.tags
    assert read.runs
    assert read.bookmarks
    keep_reading(read, pdf, tmp_path)
    assert recall_reading(pdf, tmp_path) == read


def test_other_bytes_or_another_kind_of_page_are_read_anew(pdf: Path, tmp_path: Path) -> None:
    keep_reading(read_document(pdf), pdf, tmp_path)
    other, wall = tmp_path / "a.pdf", tmp_path / "a-summary.pdf"
    other.write_bytes(pdf.read_bytes() + b"\n")
    wall.write_bytes(pdf.read_bytes())
    assert recall_reading(other, tmp_path) is None
    assert recall_reading(wall, tmp_path) is None


def test_a_damaged_entry_is_none(pdf: Path, tmp_path: Path) -> None:
    keep_reading(read_document(pdf), pdf, tmp_path)
    (entry,) = tmp_path.glob("*.reading")
    table = json.loads(entry.read_bytes())
    entry.write_text(json.dumps({**table, "lang": "xx"}), encoding="utf-8")
    assert recall_reading(pdf, tmp_path) is None


def test_nothing_is_kept_or_recalled_without_shortcuts(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "1")
    keep_reading(read_document(pdf), pdf, tmp_path)
    assert not list(tmp_path.iterdir())
    monkeypatch.delenv(SWITCH)
    keep_reading(read_document(pdf), pdf, tmp_path)
    monkeypatch.setenv(SWITCH, "1")
    assert recall_reading(pdf, tmp_path) is None


def test_an_engine_that_reads_otherwise_reads_anew(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_reading(read_document(pdf), pdf, tmp_path)
    monkeypatch.setattr(kept_readings, "_surroundings", lambda: {"pdf_page.py": "other"})
    assert recall_reading(pdf, tmp_path) is None


def test_a_check_asks_for_no_reading_that_is_kept(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_document(pdf)
    keep_reading(read, pdf, tmp_path)
    monkeypatch.setattr(pdf_prefetch, "read_document", None)
    ahead = Ahead([pdf], tmp_path)
    assert ahead.document(pdf) == read
    ahead.close()
