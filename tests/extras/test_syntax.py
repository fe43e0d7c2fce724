"""WCAG 4.1.1: what a browser would mend in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.extras.browser.syntax import faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<main><p id="a">文<br>文</p><img alt="" src="x"></main>', []),
        ("<p>文</main>", ["1: </main> ends nothing", "<p> has no end"]),
        ("<b><i>文</b></i>", ["1: </b> ends nothing", "1: </i> ends nothing"]),
        ("<p>文\n<div>箱</div></p>", ["2: <div> in <p>"]),
        ('<a href="x">一<a href="y">二</a></a>', ["1: <a> in <a>"]),
        ('<p id="a">一</p>\n<p id="a">二</p>', ["2: id a twice or empty"]),
        ('<p class="a" class="b">文</p>', ["1: <p> attribute twice"]),
        ("<br></br>", ["1: </br> ends nothing"]),
        ("<div>文", ["<div> has no end"]),
        ("<div>文<i/></i></div>", ["1: <i/> does not end <i>"]),
        ('<p>文<br/><img alt="" src="x"/></p>', []),
        ("<p>\n" + "<b>" * 1000, ["2: more than 200 elements in each other"]),
    ],
)
def test_markup(tmp_path: Path, text: str, found: list[str]) -> None:
    path = tmp_path / "x.html"
    path.write_text(text, encoding="utf-8")
    assert [fault.what for fault in faults(path)] == found
