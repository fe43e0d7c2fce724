"""PDFs: what they claim, what is read aloud, what can be taken out of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from faults import PDF, PDF_EN, WALL, WALL_EN, At, Batch, Fault
from pikepdf import Dictionary, Name, Object, Pdf, String
from spoilt_pdfs import (
    elements,
    encrypted,
    info,
    metadata,
    on_root,
    roles,
    spoil,
    swapped,
    unembedded,
    unmapped,
    without,
)

_UA: Final = b"<pdfuaid:part>1</pdfuaid:part>"
_A: Final = b"<pdfaid:conformance>A<"


def scopeless(pdf: Pdf) -> At:
    """One cell no longer says what it heads."""
    del next(one for one in elements(pdf) if one.S == Name.TH and "/A" in one).A
    return "p. 3"


def unspoken(pdf: Pdf) -> At:
    """Japanese parts lose their language, in the tags and in the text."""
    for one in elements(pdf):
        if "/Lang" in one:
            del one.Lang
    for page in pdf.pages:
        page.contents_coalesce()
        data = page.obj.Contents.read_bytes()
        page.obj.Contents.write(re.sub(rb"/Lang ?(?:\([^)]*\)|<[^>]*>)", b"", data))
    return "p. 2"


def at(place: At, change: Callable[[Pdf], At]) -> Callable[[Pdf], At]:
    """The same change, told on a page."""

    def changed(pdf: Pdf) -> At:
        change(pdf)
        return place

    return changed


def skipping(pdf: Pdf) -> At:
    """The first heading of the second level is of the third."""
    next(one for one in elements(pdf) if one.S == Name.H2).S = Name.H3
    return "p. 2"


def spoken(pdf: Pdf) -> At:
    """The last paragraph is read aloud as another one."""
    [one for one in elements(pdf) if one.S == Name.P][-1].ActualText = String("Open the other file.")
    return None


def alt(words: str | None) -> Callable[[Pdf], At]:
    """The screen's picture gets another alt, or none."""

    def change(pdf: Pdf) -> At:
        found = next(
            one
            for one in elements(pdf)
            if "\u300c" in str(one.get("/Alt", "")) or "“" in str(one.get("/Alt", ""))
        )
        if words is None:
            del found.Alt
        else:
            found.Alt = String(words)
        return "p. 2"

    return change


def opens_script(root: Object) -> None:
    """A script runs when the file is opened."""
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def unmarked(root: Object) -> None:
    """The tags are no longer said to be there."""
    root.MarkInfo.Marked = False


def untitled(root: Object) -> None:
    """The window shows the file's name."""
    root.ViewerPreferences.DisplayDocTitle = False


def chinese(root: Object) -> None:
    """It says that it is in Chinese."""
    root.Lang = String("zh")


CLAIMS = Batch(
    "claims",
    (
        Fault("no claim of PDF/UA", "document/claims", PDF, spoil(PDF, metadata(_UA, b""))),
        Fault(
            "PDF/A-2b only", "document/claims", PDF_EN, spoil(PDF_EN, metadata(_A, b"<pdfaid:conformance>B<"))
        ),
        Fault("not marked as tagged", "document/tagged", WALL, spoil(WALL, on_root(unmarked))),
        Fault("the file's name in the window", "document/window", WALL_EN, spoil(WALL_EN, on_root(untitled))),
    ),
)
TABLES = Batch(
    "tables",
    (
        Fault("head cells that are none", "document/table", PDF, spoil(PDF, at("p. 3", roles("/TH", "/TD")))),
        Fault("a head cell without scope", "document/table", PDF_EN, spoil(PDF_EN, scopeless)),
        Fault("no language", "document/language", WALL_EN, spoil(WALL_EN, without("/Lang"))),
        Fault(
            "another language",
            "document/language",
            WALL,
            spoil(WALL, on_root(chinese)),
            also=("document/parts",),
        ),
    ),
)
ORDER = Batch(
    "order",
    (
        Fault("read in another order", "document/order", PDF, spoil(PDF, swapped)),
        Fault("Japanese read as English", "document/parts", PDF_EN, spoil(PDF_EN, unspoken)),
        Fault("an author who is a person", "private/author", WALL, spoil(WALL, info("/Author", "山田太郎"))),
        Fault(
            "a script that runs by itself", "document/action", WALL_EN, spoil(WALL_EN, on_root(opens_script))
        ),
    ),
)
READING = Batch(
    "reading",
    (
        Fault("no bookmarks", "document/bookmarks", PDF, spoil(PDF, at("p. 2", without("/Outlines")))),
        Fault(
            "other words read aloud",
            "document/text",
            PDF_EN,
            spoil(PDF_EN, spoken),
            also=("document/misread",),
        ),
        Fault("the same, with its letters", "document/misread", PDF_EN, lambda _: "p. 3"),
        Fault("a font that is not in it", "document/fonts", WALL, spoil(WALL, unembedded)),
        Fault("encrypted", "document/locked", WALL_EN, encrypted(WALL_EN, "")),
    ),
    consequences=("document/bookmarks",),
)
TEXT = Batch(
    "text",
    (
        Fault(
            "letters that nobody can copy",
            "document/text",
            PDF,
            spoil(PDF, unmapped),
            also=("name/pdf-version", "document/bookmarks", "document/order"),
        ),
        Fault("a picture without alt", "document/figure", PDF_EN, spoil(PDF_EN, alt(None))),
        Fault("another title", "document/title", WALL, spoil(WALL, info("/Title", "Microsoft Word - 手引"))),
        Fault("a password to open it", "site/no-pdf", WALL_EN, encrypted(WALL_EN, "secret")),
    ),
    consequences=("document/text",),
)
TAGS = Batch(
    "tags",
    (
        Fault("a file's name as alt", "document/figure", PDF, spoil(PDF, alt("tablet-ask.png"))),
        Fault("a heading skips a level", "document/heading", PDF_EN, spoil(PDF_EN, skipping)),
        Fault("no tags", "document/tagged", WALL, spoil(WALL, at("p. 1", without("/StructTreeRoot")))),
    ),
)
BATCHES = (CLAIMS, TABLES, ORDER, READING, TEXT, TAGS)
