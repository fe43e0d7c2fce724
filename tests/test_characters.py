"""The one look at characters that nobody can see."""

from __future__ import annotations

import pytest

from tebiki.characters import BREAK, name_of, names_of, unseen
from tebiki.content.language_files import invisible_of

UNSEEN = {
    "\u200b": "U+200B ZERO WIDTH SPACE",
    "\u200d": "U+200D ZERO WIDTH JOINER",
    "\u2060": "U+2060 WORD JOINER",
    "\u00ad": "U+00AD SOFT HYPHEN",
    "\ufeff": "U+FEFF ZERO WIDTH NO-BREAK SPACE",
    "\u202a": "U+202A LEFT-TO-RIGHT EMBEDDING",
    "\u202e": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "\u2066": "U+2066 LEFT-TO-RIGHT ISOLATE",
    "\u2069": "U+2069 POP DIRECTIONAL ISOLATE",
    "\u200e": "U+200E LEFT-TO-RIGHT MARK",
    "\u200f": "U+200F RIGHT-TO-LEFT MARK",
    "\u2028": "U+2028 LINE SEPARATOR",
    "\u2003": "U+2003 EM SPACE",
    "\u3164": "U+3164 HANGUL FILLER",
    "\u2800": "U+2800 BRAILLE PATTERN BLANK",
    "\ufe0f": "U+FE0F VARIATION SELECTOR-16",
    "\ufffd": "U+FFFD REPLACEMENT CHARACTER",
    "\ufffc": "U+FFFC OBJECT REPLACEMENT CHARACTER",
    "\ue000": "U+E000 PRIVATE USE",
    "\uffff": "U+FFFF NONCHARACTER",
    "\ufdd0": "U+FDD0 NONCHARACTER",
    "\x07": "U+0007 CONTROL CHARACTER",
    "\x1b": "U+001B ESCAPE",
    "\t": "U+0009 TAB",
    "\U000e0041": "U+E0041 TAG LATIN CAPITAL LETTER A",
    "\U000e0100": "U+E0100 VARIATION SELECTOR-17",
}


@pytest.mark.parametrize(("char", "name"), UNSEEN.items(), ids=[f"{ord(c):04X}" for c in UNSEEN])
def test_each_is_found_where_it_stands_and_has_a_name(char: str, name: str) -> None:
    """Line and column count from 1, in characters."""
    assert list(unseen(f"山辺市\nab{char}役所")) == [(2, 3, char)]
    assert name_of(char) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "流山市介護支援課\n電話 04-7150-6531（内線 123）",
        "Phòng Hỗ trợ Chăm sóc",
        "全角の　空白と、改行しない\u00a0空白",
        "㈱ ① ☎ 〒 髙﨑 神\ufa19 𠮷田 ｱｲｳ",
        "葛\U000e0100城 辻\U000e0101",
        "が ぱ",
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    """Full-width spaces, names with old letters and with chosen forms are what people type."""
    assert not list(unseen(text))


def test_what_a_text_may_hold_is_the_callers_to_say() -> None:
    """A chance to break in a title, joiners in a script that needs them."""
    assert not list(unseen(f"電子証明書{BREAK}マニュアル", allowed=BREAK))
    assert not list(unseen("क्\u200dष", allowed=invisible_of("ne")))
    assert [char for _, _, char in unseen(f"電子{BREAK}証明書\u2060", allowed=BREAK)] == ["\u2060"]


def test_several_are_named_once_each() -> None:
    """In order of their numbers."""
    assert names_of("\u202e\u00ad\u202e") == "U+00AD SOFT HYPHEN, U+202E RIGHT-TO-LEFT OVERRIDE"
