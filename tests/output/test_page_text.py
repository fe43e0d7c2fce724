"""The texts of a page in pieces: each with its line and its language."""

from __future__ import annotations

import pytest

from tebiki.output.page_text import blocks
from tebiki.output.page_tree import read_tree

PAGE = """<!DOCTYPE html>
<html lang="ja"><body>
<main><p>｜<ruby>手順<rp>（</rp><rt>てじゅん</rt></ruby>1<br>次へ</p>
<ul><li>ここ<a href="#a">で</a>押す
<li lang="en">Press <b>OK</b> <span lang="ja">はい</span>.</ul>
<img src="a.png" alt="絵"></main></body></html>
"""


def test_pieces_of_text() -> None:
    found = [(block.line, block.tag, block.lang, block.text) for block in blocks(read_tree(PAGE))]
    assert found == [
        (3, "p", "ja", "｜手順1"),
        (3, "p", "ja", "次へ"),
        (4, "li", "ja", "ここで押す"),
        (5, "li", "en", "Press OK"),
        (5, "span", "ja", "はい"),
        (5, "li", "en", "."),
        (6, "alt", "ja", "絵"),
    ]


@pytest.mark.parametrize("text", ["", "<", "<p", "</p></p>", "a<b<c", "<p a=>", "\0", "<!--", "&#x110000;"])
def test_what_is_no_page(text: str) -> None:
    assert list(blocks(read_tree(text))) is not None
