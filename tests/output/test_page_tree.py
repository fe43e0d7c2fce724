"""The tree of a page: lines, languages, mistakes of its markup; pages that are none end nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest

from tebiki.output.page_tree import DEEPEST, Element, Mistake, TooDeepError, read_page, read_tree

PAGE = """<!DOCTYPE html>
<html lang="ja"><body>
<main><p>｜<ruby>手順<rp>（</rp><rt>てじゅん</rt></ruby>1<br>次へ</p>
<ul><li>ここ<a href="#a">で</a>押す
<li lang="en">Press <b>OK</b> <span lang="ja">はい</span>.</ul>
<img src="a.png" alt="絵"></main></body></html>
"""


def test_elements() -> None:
    root = read_tree(PAGE)
    link = next(root.iter("a"))
    assert (link.line, link.lang, link.main, link.text) == (4, "ja", True, "で")
    assert next(root.iter("ruby")).text == "手順"
    assert next(root.iter("main")).said.endswith("絵")


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ('<main><p id="a">文<br>文</p>\n<img alt="" src="x"/></main>', []),
        ("<p>\n文</main>", [Mistake(2, "stray-end", "main"), Mistake(1, "no-end", "p")]),
        ("<b><i>文\n</b></i>", [Mistake(2, "stray-end", "b"), Mistake(2, "stray-end", "i")]),
        ("\n</br>", [Mistake(2, "stray-end", "br")]),
        ("<p>文\n<b><div>箱</div></b></p>", [Mistake(2, "ends-p", "div")]),
        ('<a href="x">一\n<b><a href="y">二</a></b></a>', [Mistake(2, "nested", "a")]),
        ('<i id="a">一</i>\n<i id="a">二</i>', [Mistake(2, "id", "a")]),
        ("<i id>一</i>", [Mistake(1, "id", "")]),
        ("<p>\n<i/>文</i></p>", [Mistake(2, "solidus", "i")]),
        ("<i/>", [Mistake(1, "solidus", "i"), Mistake(1, "no-end", "i")]),
        ('<svg viewBox="0 0 1 1"><path/><link/></svg>', []),
        ('\n<i class="a" class="b">文</i>', [Mistake(2, "attribute-twice", "i")]),
    ],
)
def test_mistakes_and_their_lines(text: str, mistakes: list[Mistake]) -> None:
    assert list(read_page(text).mistakes) == mistakes


@pytest.mark.parametrize("text", ["", "<", "<p", "</p></p>", "a<b<c", "<p a=>", "\0", "<!--", "&#x110000;"])
def test_what_is_no_page(text: str) -> None:
    assert read_tree(text).tag == ""


def test_a_page_that_nests_without_end() -> None:
    with pytest.raises(TooDeepError) as caught:
        read_tree("<p>\n" + "<div>" * 1000)
    assert caught.value.line == 2


def test_a_page_may_nest_as_deep_as_it_says() -> None:
    depth = DEEPEST - 1
    assert len(list(read_tree("<div>" * depth + "</div>" * depth).iter("div"))) == depth


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("<!DOCTYPE html>\n<p>1 &lt; 2<br>3 > 2 < 4</p>", []),
        ("<p>\n<!-- x --></p>", [(2, "<!--")]),
        ("\n\n<!-- x", [(3, "<!--")]),
        ("<!doctype HTML><!ELEMENT p ANY>", [(1, "<!")]),
        ("<![CDATA[x]]>", [(1, "<!")]),
        ('<?x?>\n<!DOCTYPE html SYSTEM "x">', [(1, "<?"), (2, "<!")]),
        ("<p>a</ x>b</>\nc</", [(1, "</"), (1, "</"), (2, "</")]),
        ("<p>a\n\0b<i\0></i></p>", [(2, "NUL"), (2, "NUL")]),
    ],
)
def test_what_parsers_pass_over(text: str, hidden: list[tuple[int, str]]) -> None:
    assert list(read_page(text).hidden) == hidden


def test_of_an_attribute_that_stands_twice_the_first_counts() -> None:
    (here,) = read_tree('<a href="x" class="b" href="y">文</a>').elements
    assert list(here.attrs.items()) == [("href", "x"), ("class", "b")]


def test_the_same_text_is_read_once() -> None:
    assert read_tree(PAGE) is read_tree(PAGE)


@pytest.mark.parametrize("project", ["built_city", "built_shiomi"])
def test_the_tree_is_a_browsers(request: pytest.FixtureRequest, project: str) -> None:
    pages = sorted((request.getfixturevalue(project) / "build" / "site").rglob("*.html"))
    assert pages
    for path in pages:
        text = path.read_text(encoding="utf-8")
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        ours, page = next(read_tree(text).iter("html")), parser.parse(text)
        assert (read_page(text).mistakes, read_page(text).hidden, parser.errors) == ((), (), []), path
        assert [_part(here) for here in ours.elements] == [_browsers_part(here) for here in page], path


def _part(here: Element) -> list[object]:
    children = (child if isinstance(child, str) else _part(child) for child in here.children)
    return [here.tag, here.attrs, *_joined(here.tag, children)]


def _browsers_part(here: Any) -> list[object]:
    """The same of an element of html5lib, which reads as browsers do."""
    parts = [here.text, *(part for child in here for part in (_browsers_part(child), child.tail))]
    return [here.tag, dict(here.attrib), *_joined(here.tag, parts)]


def _joined(tag: str, parts: Iterable[object]) -> list[object]:
    """Runs of text as one; a browser puts the line ends behind ``</body>`` into it."""
    found: list[object] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part:
            found.append(part)
    if tag == "body" and found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip("\n")
    return [part for part in found if part]
