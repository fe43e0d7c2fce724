"""Readings as they are written in texts."""

from __future__ import annotations

import pytest

from tebiki.content.ruby import mistakes, parts, plain

TEXT = "これは｜電子《でんし》の｜鍵《かぎ》です。"


def test_parts_and_plain_text() -> None:
    assert list(parts(TEXT)) == [
        ("これは", None),
        ("電子", "でんし"),
        ("の", None),
        ("鍵", "かぎ"),
        ("です。", None),
    ]
    assert plain(TEXT) == "これは電子の鍵です。"
    assert list(parts("｜鍵《かぎ》")) == [("鍵", "かぎ")]
    assert list(parts("")) == []


@pytest.mark.parametrize(
    "text", ["《ガイドライン》", "電子《でんし》", "｜電子", "｜《でんし》", "｜電子《》"]
)
def test_what_is_no_reading_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TEXT, []),
        ("かなだけ", []),
        ("｜電子《デンシ》", ["reading"]),
        ("｜電子《》", ["reading"]),
        ("｜《でんし》", ["base"]),
        ("｜かな《かな》", ["base"]),
        ("｜電 子《でんし》", ["base"]),
        ("電子《でんし》", ["open"]),
        ("｜電子", ["open"]),
        ("｜電子《でん｜し》", ["open"]),
    ],
)
def test_mistakes(text: str, found: list[str]) -> None:
    assert [code for code, _ in mistakes(text)] == found
