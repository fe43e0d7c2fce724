"""Readings of PDFs that are kept: all of a reading comes back, and only that of the same bytes and name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pdf_samples import WHEN, document

from tebiki.audit import pdf_prefetch
from tebiki.audit.pdf_prefetch import Ahead
from tebiki.output import kept_readings, pdf_document
from tebiki.output.document import Document
from tebiki.output.kept_readings import hash_of, is_shared, keep_reading, recall_reading, share_readings
from tebiki.output.pdf_document import read_document
from tebiki.plain import SWITCH
from tebiki.render.pdf import compile_pdf


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "a.pdf"
    path.write_bytes(compile_pdf(document('h1("a", "見出し")', 'p("文です。")'), WHEN).data)
    return path


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """The folder that this process shares with others of its command."""
    pdf_document._document.cache_clear()
    share_readings(tmp_path / "shared")
    yield tmp_path / "shared"
    share_readings(None)


def keep(pdf: Path, folder: Path) -> Document:
    """Read a PDF and keep the reading; what was read."""
    read = read_document(pdf)
    keep_reading(read, pdf, hash_of(pdf), folder)
    return read


def recall(pdf: Path, folder: Path) -> Document | None:
    return recall_reading(pdf, hash_of(pdf), folder)


def test_all_of_a_reading_comes_back(pdf: Path, tmp_path: Path) -> None:
    read = keep(pdf, tmp_path)
    assert read.tags
    assert read.runs
    assert read.bookmarks
    assert recall(pdf, tmp_path) == read


def test_other_bytes_or_another_kind_of_page_are_read_anew(pdf: Path, tmp_path: Path) -> None:
    keep(pdf, tmp_path)
    other, wall = tmp_path / "a.pdf", tmp_path / "a-summary.pdf"
    other.write_bytes(pdf.read_bytes() + b"\n")
    wall.write_bytes(pdf.read_bytes())
    assert recall(other, tmp_path) is None
    assert recall(wall, tmp_path) is None


@pytest.mark.parametrize("damage", [lambda _: b"", lambda _: b"short", lambda data: data[:-1] + b" "])
def test_a_damaged_entry_is_none(pdf: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    keep(pdf, tmp_path)
    (entry,) = tmp_path.glob("*.reading")
    entry.write_bytes(damage(entry.read_bytes()))
    assert recall(pdf, tmp_path) is None


def test_no_entry_stands_in_for_another(pdf: Path, tmp_path: Path) -> None:
    keep(pdf, tmp_path)
    (entry,) = tmp_path.glob("*.reading")
    other = tmp_path / "other.pdf"
    other.write_bytes(pdf.read_bytes() + b"\n")
    entry.rename(kept_readings._entry(tmp_path, other, hash_of(other)))
    assert recall(other, tmp_path) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(pdf: Path) -> None:
    keep(pdf, pdf)  # a file
    assert recall(pdf, pdf) is None


def test_nothing_is_kept_or_recalled_without_shortcuts(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "1")
    keep(pdf, tmp_path)
    assert not list(tmp_path.iterdir())
    monkeypatch.delenv(SWITCH)
    keep(pdf, tmp_path)
    monkeypatch.setenv(SWITCH, "1")
    assert recall(pdf, tmp_path) is None


def test_an_engine_that_reads_otherwise_reads_anew(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(pdf, tmp_path)
    monkeypatch.setattr(kept_readings, "_surroundings", lambda: {"pdf_page.py": "other"})
    assert recall(pdf, tmp_path) is None


def test_a_file_that_was_read_before_is_not_read_again(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf_document._document.cache_clear()
    read = read_document(pdf, tmp_path)
    pdf_document._document.cache_clear()
    monkeypatch.setattr(pdf_document, "_opened", None)
    assert read_document(pdf, tmp_path) == read


def test_processes_of_a_command_share_what_one_has_read(
    pdf: Path, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_shared(pdf)
    read = read_document(pdf)
    other = tmp_path / "other.pdf"
    other.write_bytes(pdf.read_bytes())
    assert is_shared(other)
    assert len([*shared.iterdir()]) == 1
    with monkeypatch.context() as without:
        without.setattr(pdf_document, "_opened", None)
        assert read_document(other) == read
    other.write_bytes(pdf.read_bytes() + b"\n")
    assert not is_shared(other)


@pytest.mark.usefixtures("shared")
def test_what_is_shared_is_kept_in_a_cache_too(pdf: Path, tmp_path: Path) -> None:
    read = read_document(pdf)
    pdf_document._document.cache_clear()
    assert read_document(pdf, tmp_path / "cache") == read
    assert recall(pdf, tmp_path / "cache") == read


def test_nothing_is_shared_unless_asked_for(pdf: Path) -> None:
    pdf_document._document.cache_clear()
    read_document(pdf)
    assert not is_shared(pdf)
    assert [path.name for path in pdf.parent.iterdir()] == ["a.pdf"]


def test_a_check_asks_for_no_reading_that_is_kept(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = keep(pdf, tmp_path)
    monkeypatch.setattr(pdf_prefetch, "read_document", None)
    ahead = Ahead([pdf], tmp_path)
    assert ahead.document(pdf) == read
    ahead.close()
