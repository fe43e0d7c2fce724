"""Chapters whose letters stand twice in a PDF's text are found among its bookmarks; other ones are not."""

from __future__ import annotations

import pytest

from tebiki.checks.rules.documents import _without_repeats


@pytest.mark.parametrize(
    ("tagged", "title", "same"),
    [
        ("အခက်အခဲခဲရှိသည့်အခါ", "အခက်အခဲရှိသည့်အခါ", True),
        ("ចុចុច", "ចុច", True),
        ("အခက်အခဲခဲ", "အခက်", False),
        ("Book", "Bok", False),  # a script without marks: letters stand as often as they were written
    ],
)
def test_letters_that_stand_twice(tagged: str, title: str, same: bool) -> None:
    assert (_without_repeats(tagged) == _without_repeats(title)) is same
