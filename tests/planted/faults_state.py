"""The output as a whole: none, half, of other sources, changed, too large, damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

from faults import (
    EDITION,
    EN,
    HOME,
    JA,
    PAGE,
    PDF,
    PDF_EN,
    SITE,
    WALL,
    At,
    Batch,
    Fault,
    Plant,
    at,
    edit,
    put,
    remove,
    whole,
)


def emptied(root: Path) -> At:
    shutil.rmtree(root / SITE)
    (root / SITE).mkdir()
    return None


def without_language(root: Path) -> At:
    shutil.rmtree(root / SITE / "en")
    return None


def cut(file: str, size: int) -> Plant:
    def plant(root: Path) -> At:
        path = root / file
        path.write_bytes(path.read_bytes()[:size])
        return None

    return plant


def damaged(file: str) -> Plant:
    def plant(root: Path) -> At:
        path = root / file
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))
        return None

    return plant


def link(root: Path) -> At:
    (root / SITE / "ja" / "other.html").symlink_to("../robots.txt")
    return None


def next_year(root: Path) -> At:
    """The next edition is current; the output is the last one's."""
    text = (root / EDITION).read_text(encoding="utf-8")
    text = text.replace("2031", "2032", 1).replace("YMB-2031-0228", "YMB-2032-0228")
    put("docs/editions/2032.toml", text.encode())(root)
    edit("conf.py", '"2031"', '"2032"')(root)
    return None


EMPTY = Batch("empty", (Fault("an empty folder", "site/empty", SITE, emptied),))
HALF = Batch(
    "half",
    (
        Fault("a language is gone", "site/half", f"{SITE}/en", without_language),
        Fault("a PDF is gone", "document/missing", JA, remove(PDF)),
        Fault("a style sheet is gone", "output/link", HOME, at(11, remove(f"{SITE}/ja/tebiki.css"))),
    ),
    consequences=("output/link",),
)
CHANGED = Batch(
    "changed by hand",
    (
        Fault(
            "a page changed by hand",
            "site/changed",
            HOME,
            whole(edit(HOME, "山辺市福祉課", "山辺市の福祉課")),
        ),
        Fault("one bit of a PDF", "site/changed", PDF, damaged(PDF)),
        Fault("somebody's file", "site/strange", f"{SITE}/ja/memo.txt", put(f"{SITE}/ja/memo.txt", b"x")),
        Fault("Windows' pictures", "site/strange", f"{SITE}/thumbs.db", put(f"{SITE}/thumbs.db", b"x")),
        Fault("a file is gone", "site/lost", f"{SITE}/en/favicon.svg", remove(f"{SITE}/en/favicon.svg")),
    ),
    keep=True,
    consequences=(
        "document/bookmarks",
        "document/fonts",
        "document/heading",
        "document/text",
        "name/file",
        "output/link",
        "output/not-listed",
    ),
)
STALE = Batch(
    "stale",
    (
        Fault(
            "the text changed since",
            "site/stale",
            SITE,
            whole(edit(PAGE, "もう一度押します。", "もう一度だけ押します。")),
        ),
    ),
    keep=True,
)
YEAR = Batch(
    "another edition",
    (
        Fault(
            "conf.py names another year",
            "site/other-edition",
            SITE,
            next_year,
        ),
    ),
    consequences=(
        "name/pdf-version",
        "output/foreign-id",
        "output/stale",
    ),
)
LARGE = Batch(
    "large and broken",
    (
        Fault("a page of 5 MB", "site/page-large", EN, put(EN, b"<p>a</p>" * 700_000)),
        Fault("a PDF that is none", "site/no-pdf", PDF, put(PDF, b"<html><body>Sign in</body></html>")),
        Fault("a PDF cut off", "site/no-pdf", PDF_EN, cut(PDF_EN, 40_000)),
        Fault("an empty PDF", "site/no-pdf", WALL, put(WALL, b"")),
        Fault(
            "a page in another encoding",
            "site/page-encoding",
            HOME,
            lambda root: (put(HOME, "<html>\n<p>手引</p>".encode("cp932"))(root), 2)[1],
        ),
    ),
    consequences=(
        "document/alone",
        "output/qr-extra",
    ),
)
DEEP = Batch(
    "deep",
    (
        Fault(
            "a page that nests without end",
            "site/page-deep",
            EN,
            lambda root: (put(EN, b"<div>" * 50_000)(root), 1)[1],
        ),
        Fault("a page with nothing in it", "site/language", HOME, put(HOME, b"")),
        Fault("a link out of the folder", "site/symlink", f"{SITE}/ja/other.html", link),
    ),
    consequences=(
        "document/alone",
        "output/qr-extra",
        "site/title",
    ),
)
BATCHES = (EMPTY, HALF, CHANGED, STALE, YEAR, LARGE, DEEP)
