"""The tree of a page: lines, languages, pieces of text; pages that are none end nothing."""

from __future__ import annotations

import pytest

from tebiki.output.page_tree import TooDeepError, blocks, read_tree

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


def test_elements() -> None:
    root = read_tree(PAGE)
    link = next(root.iter("a"))
    assert (link.line, link.lang, link.main, link.text) == (4, "ja", True, "で")
    assert next(root.iter("ruby")).text == "手順"
    assert next(root.iter("main")).said.endswith("絵")


@pytest.mark.parametrize("text", ["", "<", "<p", "</p></p>", "a<b<c", "<p a=>", "\0", "<!--", "&#x110000;"])
def test_what_is_no_page(text: str) -> None:
    assert list(blocks(read_tree(text))) is not None


def test_a_page_that_nests_without_end() -> None:
    with pytest.raises(TooDeepError) as caught:
        read_tree("<p>\n" + "<div>" * 1000)
    assert caught.value.line == 2
