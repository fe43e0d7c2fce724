"""A character that nobody sees is named by the letter before it and its code."""

from __future__ import annotations

import pytest

from tebiki.characters import is_hidden, show_characters
from tebiki.content.text_files import shown

IVS = "\U000e0101"


@pytest.mark.parametrize(
    "character", [IVS, "\ufe0f", "\u200b", "\u2060", "\u00ad", "\u202e", "\u3164", "\u180b", "\t"]
)
def test_unseen(character: str) -> None:
    assert is_hidden(character)


@pytest.mark.parametrize("character", ["髙", "\u3000", "a", "\u3099", "\u0301", "𠮷", "①", " "])
def test_seen(character: str) -> None:
    assert not is_hidden(character)


@pytest.mark.parametrize(
    ("characters", "text", "said"),
    [
        (IVS, f"髙{IVS}橋", "髙 + U+E0101"),
        ("\u2060", "課\u2060長", "課 + U+2060"),
        ("\u2060", "\u2060長", "U+2060"),
        (IVS, f"辻\u200b{IVS}", "辻 + U+E0101"),
        ("\u200b", " \u200b", "U+200B"),
        ("ကक", "aကက", "က, क"),
        (f"ཀ{IVS}", f"ཀ葛{IVS}", "ཀ, 葛 + U+E0101"),
    ],
)
def test_as_a_message_shows_it(characters: str, text: str, said: str) -> None:
    assert show_characters(characters, text) == said


def test_what_a_console_shows() -> None:
    assert shown(f"髙{IVS}橋　\u202e") == "髙<U+E0101>橋　<U+202E>"
