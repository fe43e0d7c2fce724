from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tebiki.output.kept_documents import find_document, is_kept, keep_document, keep_documents

PDF, DIGEST = b"%PDF", sha256(b"%PDF").digest()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    keep_documents(tmp_path / "kept")
    yield tmp_path / "kept"
    keep_documents(None)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    return path


def test_what_was_read_is_found_by_its_bytes(folder: Path, pdf: Path, tmp_path: Path) -> None:
    assert find_document(pdf, DIGEST) is None
    assert not is_kept(pdf)
    keep_document(pdf, DIGEST, ("a", 1))
    other = tmp_path / "other.pdf"
    other.write_bytes(PDF)
    assert find_document(other, DIGEST) == ("a", 1)
    assert is_kept(other)
    assert len([*folder.iterdir()]) == 1
    other.write_bytes(PDF + b" ")
    assert not is_kept(other)


def test_a_page_for_the_wall_is_read_otherwise(folder: Path, pdf: Path) -> None:
    keep_document(pdf, DIGEST, "a manual")
    wall = folder.parent / "a-summary.pdf"
    wall.write_bytes(PDF)
    assert find_document(wall, DIGEST) is None
    keep_document(wall, DIGEST, "a page")
    assert (find_document(pdf, DIGEST), find_document(wall, DIGEST)) == ("a manual", "a page")


@pytest.mark.parametrize("damage", [b"", b"short", bytes(100)])
def test_what_is_damaged_is_none(folder: Path, pdf: Path, damage: bytes) -> None:
    keep_document(pdf, DIGEST, "a manual")
    [entry] = folder.iterdir()
    entry.write_bytes(damage)
    assert find_document(pdf, DIGEST) is None


@pytest.mark.usefixtures("folder")
def test_a_folder_that_cannot_be_written_keeps_nothing(pdf: Path) -> None:
    keep_documents(pdf)  # a file
    keep_document(pdf, DIGEST, "a manual")
    assert find_document(pdf, DIGEST) is None


def test_nothing_is_kept_unless_asked_for(pdf: Path, tmp_path: Path) -> None:
    keep_document(pdf, DIGEST, "a manual")
    assert find_document(pdf, DIGEST) is None
    assert not is_kept(pdf)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
