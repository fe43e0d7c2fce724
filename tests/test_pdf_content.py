"""The repository's own PDF in Japanese; `test_languages` holds all of them to every gate."""

from __future__ import annotations

from pathlib import Path

import pdf_gates
import pytest


@pytest.fixture(scope="module")
def android(site: Path) -> Path:
    (found,) = (site / "ja").glob("*-android-ver4-ja.pdf")
    return found


def test_document_says_what_it_is(android: Path) -> None:
    assert pdf_gates.language(android) == "ja"
    metadata = pdf_gates.metadata(android)
    assert metadata["Title"] == "Android 電子証明書インストールマニュアル Ver.4"
    assert metadata["Author"] == "流山市介護支援課"


def test_every_step_is_bookmarked(android: Path) -> None:
    titles = [title for _, title in pdf_gates.bookmarks(android)]
    steps = [title for title in titles if title.startswith("手順")]
    assert [title[:3] for title in steps] == [f"手順{n}" for n in range(1, 10)]


def test_a_step_is_read_in_order(android: Path) -> None:
    """Number and title, lead, picture, legend, boxes: as decided for both outputs."""
    order = [text.replace(" ", "") for _, text in pdf_gates.reading(android)]
    start = next(i for i, text in enumerate(order) if text.startswith("5") and "証明書の種類を選ぶ" in text)
    marks = [
        "「証明書の種類の選択」の画面が出ます",
        "「証明書の種類の選択」の画面。",
        "1",
        "2",
        "注意",
        "画面が違うとき",
    ]
    at = start
    for mark in marks:
        at = next(i for i in range(at + 1, start + 20) if order[i].startswith(mark.replace(" ", "")))
