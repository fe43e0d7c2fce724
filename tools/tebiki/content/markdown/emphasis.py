"""``*`` and ``**`` beside Japanese: CommonMark's rule, relaxed where it was made for spaces between words.

CommonMark lets a row of ``*`` close after punctuation only before a space or more punctuation, so that
``**「設定」**を`` keeps its signs. The rule here is that of the CommonMark CJK-friendly Amendments
(https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md, text of 2026-01-18, to
CommonMark 0.31.2): it opens and closes beside a wide character, too. Between Latin letters nothing
changes, nor does ``_``, but that it looks past a sign of variant. Which characters are wide, Python's own
tables say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, east_asian_width

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

#: Wide, and shown as pictures: no letters of a text without spaces. The signs among them that are (㊗, 🈂)
#: are left out as Unicode's emoji-data.txt leaves them out of ``Emoji_Presentation``.
_PICTURES: Final = re.compile(
    "[\u231a-\u2328\u232b-\u262f\u2638-\u2689\u2690-\u2b55\U0001f004-\U0001f19a\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250-\U0001f251\U0001f300-\U0001faff]"
)
_QUOTES: Final = "‘’“”"
#: Says of a quotation mark before it that it is set full width.
_FULL_WIDTH: Final = "\ufe01"


def use_emphasis(markdown: MarkdownIt) -> None:
    """A plugin of markdown-it: its rule ``emphasis`` becomes ours; pairs are found as before."""
    markdown.inline.ruler.at("emphasis", _scan)


@lru_cache(4096)
def is_cjk(character: str) -> bool:
    """Whether ``character`` is of a script that writes words without spaces, or of its punctuation."""
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7fb":  # Hangul's parts
        return True
    if category(character) == "Cn":  # Python says that of a newer ideograph, and calls all such full width
        return "\U00020000" <= character <= "\U0003fffd"
    return east_asian_width(character) in "WFH" and not _PICTURES.match(character)


def flanking(text: str, start: int, end: int, limit: int) -> tuple[bool, bool]:
    """Whether the row of ``*`` or ``_`` at ``text[start:end]`` may open, and whether it may close.

    The text ends at ``limit``: of a link, that is its bracket.
    """
    after = text[end] if end < limit else " "
    before, wide = _before(text, start)
    if _is_space(before) or _is_space(after):
        return not _is_space(after), not _is_space(before)
    opens, closes = _is_punctuation(before), _is_punctuation(after)
    if text[start] == "_":  # never within a word
        return opens, closes
    beside = wide or is_cjk(after)
    return beside or opens or not closes, beside or closes or not opens


def _before(text: str, start: int) -> tuple[str, bool]:
    """The character before ``start``, a sign of its variant passed over; whether it is a CJK one."""
    last = text[start - 1 : start] or " "
    if "\U000e0100" <= last <= "\U000e01ef":  # of an ideograph
        return last, True
    if not "\ufe00" <= last <= "\ufe0e" or start < 2 or _is_space(text[start - 2]):
        return last, is_cjk(last)
    varied = text[start - 2]
    return varied, is_cjk(varied) or (last == _FULL_WIDTH and varied in _QUOTES)


def _is_space(character: str) -> bool:
    return isWhiteSpace(ord(character))


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _scan(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- a rule of markdown-it
    """Each sign of a row as a text of its own, and as a delimiter for the rules that find pairs."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    opens, closes = flanking(state.src, state.pos, end, state.posMax)
    for _ in range(length := end - state.pos):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), length, len(state.tokens) - 1, -1, open=opens, close=closes)
        )
    state.pos = end
    return True
