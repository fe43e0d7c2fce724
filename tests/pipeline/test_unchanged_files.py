"""Rules are not applied again to what they passed, as long as what they go by is the same, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tebiki.content.pdf_info import PdfInfo
from tebiki.pipeline.job import PageFound, Result
from tebiki.pipeline.unchanged_files import settled

#: A language of two manuals: each with a picture, and one that both show.
NAMES = (
    "index.html", "a.html", "b.html", "a.pdf", "b.pdf", "a-1.pdf", "tebiki.css", "_images/x.png",
    "_images/y.png", "_images/both.png",
)  # fmt: skip
LAST = Result(
    pdf={"a": PdfInfo("a.pdf", 1, 1), "b": PdfInfo("b.pdf", 1, 1)},
    summaries={"a": PdfInfo("a-1.pdf", 1, 1)},
    looked=dict.fromkeys(NAMES, "1"),
    found={
        "index": PageFound(),
        "a": PageFound(pictures={"x.png": "", "both.png": ""}),
        "b": PageFound(pictures={"y.png": "", "both.png": ""}),
    },
)
#: The style sheet is looked at each time.
ALL = set(NAMES) - {"tebiki.css"}


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ((), set()),
        (("tebiki.css",), set()),
        (("a.html",), {"a.html", "a.pdf", "a-1.pdf"}),
        (("a.pdf",), {"a.pdf"}),
        (("_images/x.png",), {"_images/x.png", "a.html"}),
        (("_images/both.png",), {"_images/both.png", "a.html", "b.html"}),
    ],
    ids=["nothing", "style", "page", "PDF", "picture", "picture of two"],
)
def test_what_an_edit_has_changed_is_looked_at_again(changed: tuple[str, ...], again: set[str]) -> None:
    now = dict.fromkeys(NAMES, "1") | dict.fromkeys(changed, "2")
    assert settled(now, LAST, "en") == {f"en/{name}" for name in ALL - again}


@pytest.mark.parametrize("now", [NAMES[:-1], (*NAMES, "c.pdf")], ids=["gone", "new"])
def test_pages_are_looked_at_again_where_there_are_other_files(now: tuple[str, ...]) -> None:
    pages = {name for name in NAMES if name.endswith(".html")}
    expected = {f"en/{name}" for name in (ALL & set(now)) - pages}
    assert settled(dict.fromkeys(now, "1"), LAST, "en") == expected


def test_a_page_of_which_nothing_is_known_is_looked_at_again() -> None:
    here = settled(LAST.looked, replace(LAST, found={}), "en")
    assert here == {f"en/{name}" for name in ALL if not name.endswith(".html")}
    assert settled(LAST.looked, None, "en") == settled(LAST.looked, Result(), "en") == frozenset()
