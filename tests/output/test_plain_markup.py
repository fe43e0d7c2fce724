"""Plain markup is cut into the tokens of the standard library's parser; other pages are left to that one."""

from __future__ import annotations

import random

import pytest

from tebiki.checks.pages import read_site_page
from tebiki.output.page_tree import Element, TooDeepError, read_page
from tebiki.output.plain_markup import cut_plain
from tebiki.plain import SWITCH

PAGE = """<!DOCTYPE html>
<html lang="ja">
<head><meta charset="utf-8"><title>手引 &amp; 図</title></head>
<body>
<main id="main" class="w"><h1>手引</h1>
<p translate="no">1 &lt; 2 &amp 3 &#x41; &copy;<wbr aria-hidden="true">
<a href="a.html?b=1&amp;c=2" hidden>で</a></p><p><img src="a.png" alt="絵"></p>
<ul><li lang="en">A<li>B</ul></div><p><div><section></p>
</main></body></html>
"""
#: Pieces that a page is spoilt with.
PIECES = (
    *("<", ">", "</", "&", '"', "'", "=", "/", "\0", "\r\n", "\n", " ", "<!--", "-->", "<?", "<!", "</>"),
    *(
        "<P>",
        "<br/>",
        "<i a=b>",
        '<i A="b">',
        "<i  a>",
        '<i a="x" a="y">',
        "<i\na>",
        '<i a="<">',
        '<i a=">">',
    ),
    *("<script>", "</script>", "<style>", "<title>", "</title>", "<textarea>", "<svg><path/></svg>"),
    *('<i a="&copy=1">', '<i a="&amp;amp;">', "&#0;", "&notit;", "<x-y>", "<i é>", "</p >", "<p>", "</p>"),
    *('<p id="main">', "<a>", "<b>", "<i id>"),
)


def shape(text: str) -> object:
    """All that a reading of a page says."""
    read_page.cache_clear()
    try:
        page = read_page(text)
    except TooDeepError as error:
        return error.line
    return _shape(page.root), page.mistakes, page.hidden, [*map(id_of, page.root.iter())]


def _shape(here: Element) -> object:
    below = [_shape(child) if isinstance(child, Element) else child for child in here.children]
    return here.tag, here.line, here.attrs, here.lang, here.main, here.quoted, below


def id_of(here: Element) -> tuple[str, int, list[tuple[str, int]], list[int]]:
    """An element, what is found below it, and by the slower way."""
    found = list(here.iter())
    here.order, order = None, here.order
    walked = list(here.iter())
    assert found == walked
    assert list(here.iter("p", "a")) == [one for one in found if one.tag in ("p", "a")]
    here.order = order
    assert list(here.iter("p", "a")) == [one for one in found if one.tag in ("p", "a")]
    return here.tag, here.line, [(one.tag, one.line) for one in found], [len(one.children) for one in found]


def test_a_plain_page_is_cut_and_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cut_plain(PAGE) is not None
    quick = shape(PAGE)
    monkeypatch.setenv(SWITCH, "1")
    assert shape(PAGE) == quick


@pytest.mark.parametrize("seed", range(40))
def test_spoilt_pages_are_read_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(seed)  # noqa: S311 -- no secret
    pages = [PAGE]
    for _ in range(30):
        page = pages[0]
        for _ in range(pick.randint(1, 3)):
            at, cut = pick.randrange(len(page)), pick.choice((0, 0, 1, 5))
            page = page[:at] + pick.choice(PIECES) + page[at + cut :]
        pages.append(page)
    quick = [shape(page) for page in pages]
    monkeypatch.setenv(SWITCH, "1")
    assert [shape(page) for page in pages] == quick


@pytest.mark.parametrize(
    "piece", ["<!-- x -->", "<script>1<2</script>", "<BR>", "<br/>", "<i a=b>", '<i a="" a="">']
)
def test_what_is_not_plain_is_left(piece: str) -> None:
    assert cut_plain(f"<p>{piece}</p>") is None


def test_deep_pages_end_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<p>\n" + "<div>" * 300
    quick = shape(deep)
    monkeypatch.setenv(SWITCH, "1")
    assert quick == shape(deep) == 2


@pytest.mark.parametrize("seed", range(10))
def test_what_the_site_asks_of_a_page_is_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(seed)  # noqa: S311 -- no secret
    pieces = (
        *PIECES,
        '<a href="b" onclick="c">',
        '<p style="d">',
        "<form>",
        '<meta http-equiv="Refresh">',
        '<link rel="canonical" href="e">',
    )
    pages = [PAGE]
    for _ in range(30):
        at = pick.randrange(len(PAGE))
        pages.append(PAGE[:at] + pick.choice(pieces) + PAGE[at:])
    quick = [read_site_page(page, "ja/a.html") for page in pages]
    monkeypatch.setenv(SWITCH, "1")
    read_page.cache_clear()
    read_site_page.cache_clear()
    assert [read_site_page(page, "ja/a.html") for page in pages] == quick
    assert len({page.forbidden for page in quick}) > 1
