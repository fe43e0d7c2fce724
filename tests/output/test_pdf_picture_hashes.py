"""Pictures within a PDF are told by their bytes, wherever they stand."""

from __future__ import annotations

from pathlib import Path

from pdf_samples import put_pictures

from tebiki.output.pdf_picture_hashes import hash_pictures


def test_the_same_pictures_whatever_their_order(tmp_path: Path) -> None:
    one = hash_pictures(put_pictures(tmp_path / "one.pdf", b"abc", b"defg"))
    assert len(one) == 2
    assert one == hash_pictures(put_pictures(tmp_path / "other.pdf", b"defg", b"abc"))


def test_another_pixel_or_one_picture_more(tmp_path: Path) -> None:
    one = hash_pictures(put_pictures(tmp_path / "one.pdf", b"abc"))
    assert one != hash_pictures(put_pictures(tmp_path / "other.pdf", b"abd"))
    assert one != hash_pictures(put_pictures(tmp_path / "twice.pdf", b"abc", b"abc"))
