"""What is plain text for sure: the parser then finds one paragraph of one text, and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tebiki.content.catalogs.catalog import read_catalog
from tebiki.content.catalogs.tokens import Tokens, tokens_of
from tebiki.content.composed_text import compose
from tebiki.content.markdown.parser import is_plain, parser

ROOTS = Path(__file__).parents[1] / "roots"
#: Signs that Markdown or MyST knows at one place or another, blanks, ends of lines, letters.
SIGNS = "abAZ09.,:;()%+-=#/@'\"?、。「」（）あ漢ợế\u3000\u00a0\t\n\r\u200b\u2028~|$^!<>&{}[]`*_\\・…–—©é "


def parsed(text: str) -> list[object]:
    return [
        (token.type, token.content, [(child.type, child.content) for child in token.children or []])
        for token in parser().parse(text)
    ]


def is_a_plain_paragraph(text: str) -> bool:
    inline = ("inline", text, [("text", text)])
    return parsed(text) == [("paragraph_open", "", []), inline, ("paragraph_close", "", [])]


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_called_plain_that_is_not(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 -- no secret
    texts = (compose("".join(rng.choices(SIGNS, k=rng.randint(1, 9)))) for _ in range(5000))
    found = [text for text in texts if is_plain(text)]
    assert len(found) > 100
    assert [text for text in found if not is_a_plain_paragraph(text)] == []


def test_messages_are_plain_as_the_parser_has_them() -> None:
    paths = [*ROOTS.glob("*/docs/locales/*/LC_MESSAGES/*.po")]
    entries = [entry for path in paths for entry in read_catalog(path, path.parts[-3]).entries]
    texts = {text for entry in entries for text in (entry.msgid, entry.msgstr) if text}
    found = [text for text in texts if is_plain(text)]
    assert found
    assert [text for text in found if not is_a_plain_paragraph(text)] == []
    for text in found:
        assert tokens_of(text) == Tokens(blocks=("paragraph",), pieces=(text,), visible=text)


@pytest.mark.parametrize(
    "text", ["", "1. a", "- a", "# a", "a *b*", "a\nb", "a ", "(a)=", "a{b}`c`", "a & b", "a | b", "[a](b)"]
)
def test_what_may_be_markup_is_not_called_plain(text: str) -> None:
    assert not is_plain(text)
