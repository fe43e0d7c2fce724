"""The gates catch what they are for: each on a fault planted for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_gates import beyond_first_screen, check_page, chromium, chromium_path, shown_by_link

from tebiki.output.server import serve_folder

HEAD = (
    '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>題</title>'
    '<meta name="viewport" content="width=device-width"><meta name="generator" content="tebiki">'
    '<link rel="icon" href="data:,"></head><body><main><h1>題</h1>'
)
TAIL = "</main></body></html>"
IMAGE = '<img src="x.png" alt="{}" width="1" height="1">'


def test_a_sound_page_passes() -> None:
    assert (
        check_page(f'{HEAD}<h2 id="a">節</h2>{IMAGE.format("OKのある画面")}<a href="#a">節へ</a>{TAIL}') == []
    )


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<h3>飛ぶ</h3>", "h1 → h3"),
        (IMAGE.format("x.png"), "alt of x.png"),
        (IMAGE.format(""), "alt of x.png"),
        ('<img src="x.png" alt="画面">', "no width"),
        ("<table><tr><td>1</td></tr></table>", "table without caption"),
        ("<table><caption>表</caption><tr><th>1</th></tr></table>", "th without scope"),
        ('<a href="x.html">こちら</a>', "link says"),
        ('<a href="x.html"></a>', "link says"),
        ('<a href="#gone">節へ</a>', "leads nowhere"),
        ('<p style="color:red">文</p>', "style on p"),
        ('<p onclick="x()">文</p>', "onclick on p"),
        ("<script></script>", "<script>"),
        ('<p id="a">文</p><p id="a">文</p>', "id a twice"),
        ('<p id="id1">文</p>', "made-up id"),
        ('<p class="docutils">文</p>', "class docutils"),
        ("<p>Tap the button now</p>", "no lang"),
        ("<p>文<div>箱</div></p>", "unexpected-end-tag"),
    ],
)
def test_planted_fault_is_found(planted: str, found: str) -> None:
    assert any(found in finding for finding in check_page(f"{HEAD}{planted}{TAIL}"))


def test_phrase_with_its_language_passes() -> None:
    assert check_page(f'{HEAD}<p><span lang="en">Tap the button now</span></p>{TAIL}') == []


@pytest.mark.browser
@pytest.mark.skipif(chromium_path() is None, reason="no chromium")
def test_planted_faults_in_a_browser(tmp_path: Path) -> None:
    pages = {
        "low": '<link rel="stylesheet" href="low.css"><p class="low"><a href="#a">下</a></p>',
        "closed": '<details id="d"><summary>題</summary><p>中</p></details>',
    }
    (tmp_path / "low.css").write_text(".low{margin-top:900px}")
    for name, planted in pages.items():
        (tmp_path / f"{name}.html").write_text(f"{HEAD}{planted}{TAIL}", encoding="utf-8")
    with chromium() as browser, serve_folder(tmp_path) as root:
        assert beyond_first_screen(browser, root + "low.html", "a") != []
        assert not shown_by_link(browser, root + "closed.html#d", "details p")
