"""A small site of pages with planted faults, and one without any."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

HEAD = (
    '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n<title>題</title>\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<link rel="icon" href="ok.png">\n<link rel="stylesheet" href="{style}.css">\n</head>\n<body>\n'
)
GOOD = HEAD.format(style="good") + (
    '<nav aria-label="道"><a href="good.html">はじめ</a></nav>\n<main>\n<h1>題</h1>\n'
    '<p id="a">文です。<a href="https://example.jp/">例のページ</a></p>\n'
    "<details><summary>開くもの</summary><p>中の文です。</p></details>\n"
    '<p><img src="ok.png" alt="絵" width="8" height="8"></p>\n</main>\n</body>\n</html>\n'
)
GOOD_CSS = """
a, summary { display: inline-block; padding: 12px }
:focus-visible { outline: 3px solid #00f }
img { max-width: 100% }
@media print { nav { display: none } a[href^="http"]::after { content: attr(href) }
  details::details-content { content-visibility: visible; block-size: auto } }
"""
#: Each element's id says which fault it is.
BAD = HEAD.format(style="bad") + (
    '<header class="over">蓋</header>\n'
    '<nav aria-label="道"><a id="unseen" href="good.html">はじめ</a></nav>\n'
    '<main>\n<h1>題</h1>\n<h3 id="skipped">飛ぶ</h3>\n'
    '<p><img id="no-alt" src="ok.png" width="8" height="8"></p>\n'
    '<p id="pale">読みにくい文です。</p>\n'
    '<p style="color: red">文です。</p>\n'
    '<p><img id="outside" src="http://elsewhere.example/a.png" alt="絵" width="8" height="8"></p>\n'
    '<p><img id="gone" src="gone.png" alt="絵" width="8" height="8"></p>\n'
    '<p><img id="broken" src="broken.png" alt="絵" width="8" height="8"></p>\n'
    '<div id="wide">幅の広いもの</div>\n'
    '<div id="cut">高さの決まった、長い文です。高さの決まった、長い文です。</div>\n'
    '<div class="pair"><p id="under">下の文です。</p><p id="upon">上の文です。</p></div>\n'
    '<div id="tight">行が詰まった文です。</div>\n'
    '<p><a id="first" href="good.html" tabindex="2">後から前へ</a></p>\n'
    '<p><a id="second" href="good.html">前の前</a></p>\n'
    '<p id="twice"><a id="address" href="https://example.jp/">例のページ</a></p>\n<p id="twice">同じ</p>\n'
    '<details id="shut"><summary>開くもの</summary><p id="inside">中の文です。</p></details>\n'
    "</main>\n</body>\n</html>\n"
)
BAD_CSS = """
a, summary { display: inline-block; padding: 12px }
:focus-visible { outline: 3px solid #00f }
#unseen:focus-visible { outline: none }
.over { position: fixed; left: 0; right: 0; bottom: 0; height: 200px; background: #fff; z-index: 9 }
#pale { color: #ddd }
#wide { width: 700px; background: #eee }
#cut { height: 60px; overflow: hidden; width: 300px }
.pair { position: relative; height: 60px }
.pair p { position: absolute; top: 0; margin: 0; white-space: nowrap }
.pair #upon { top: 28px }
#tight { height: 18px; line-height: 18px; overflow: hidden; font-size: 15px }
@media print { #shut p { display: none } }
"""
TRAP = HEAD.format(style="good") + (
    '<main>\n<h1>題</h1>\n<p><a href="good.html">前</a></p>\n'
    '<p><label>名前 <input id="trap" type="text"></label></p>\n'
    '<p><a id="behind" href="good.html">後</a></p>\n'
    '</main>\n<script src="trap.js"></script>\n</body>\n</html>\n'
)
TRAP_JS = """
const trap = document.getElementById("trap");
trap.addEventListener("keydown", (event) => { if (event.key === "Tab") event.preventDefault(); });
"""
LEAP = HEAD.format(style="good") + (
    '<main>\n<h1>題</h1>\n<p><a id="leap" href="good.html">飛ぶもの</a></p>\n'
    '</main>\n<script src="leap.js"></script>\n</body>\n</html>\n'
)
LEAP_JS = """
const leap = document.getElementById("leap");
leap.addEventListener("focus", () => { location.href = "good.html"; });
"""


def plant(folder: Path) -> None:
    """Write the site."""
    texts = {
        "good.html": GOOD,
        "good.css": GOOD_CSS,
        "bad.html": BAD,
        "bad.css": BAD_CSS,
        "trap.html": TRAP,
        "trap.js": TRAP_JS,
        "leap.html": LEAP,
        "leap.js": LEAP_JS,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    Image.new("RGB", (8, 8)).save(folder / "ok.png")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n no picture")
