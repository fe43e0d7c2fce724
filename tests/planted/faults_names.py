"""The certificate's names and the names of files: right, and of this edition."""

from __future__ import annotations

from collections.abc import Callable

from faults import (
    CATALOG,
    DRAWING,
    EDITION,
    EN,
    HOME,
    JA,
    LABELS,
    PAGE,
    PDF,
    PDF_EN,
    SCREEN,
    SITE,
    WALL,
    WALL_EN,
    At,
    Batch,
    Fault,
    add,
    edit,
    paragraph,
    put,
    translate,
)
from pikepdf import Pdf, String
from spoilt_pdfs import elements, info, metadata, spoil

SOURCES = Batch(
    "sources",
    (
        Fault(
            "this year's id typed by hand", "source/typed-fact", PAGE, paragraph("YMB-2031-0228を入れます。")
        ),
        Fault(
            "last year's id typed by hand", "source/typed-fact", PAGE, paragraph("YMB-2030-0301を入れます。")
        ),
        Fault(
            "an id in full-width letters",
            "source/typed-fact",
            PAGE,
            paragraph("ＹＭＢ－２０３１－０２２８を入れます。"),
            also=("japanese/width",),
        ),
        Fault("the letter O for a zero", "name/near", PAGE, paragraph("ファイルYMB-2O31-0228を入れます。")),
        Fault("a digit too few", "name/near", PAGE, paragraph("ファイルYMB-2031-022を入れます。")),
        Fault("small letters", "name/near", PAGE, paragraph("ファイルymb-2031-0228を入れます。")),
        Fault("two digits swapped", "name/near", PAGE, paragraph("ファイルYBM-2031-0228を入れます。")),
        Fault("a dash for the hyphen", "name/near", PAGE, paragraph("ファイルYMB–2031–0228を入れます。")),
        Fault("underlines for hyphens", "name/near", PAGE, paragraph("ファイルYMB_2031_0228を入れます。")),
        Fault("another kind of file", "name/near", PAGE, paragraph("末尾が.p12のファイルです。")),
        Fault("a version typed by hand", "source/typed-fact", PAGE, paragraph("Ver.12をお使いください。")),
        Fault(
            "last year's id in a translation",
            "catalog/typed-fact",
            CATALOG,
            translate('msgstr "Press once more."', 'msgstr "Press YMB-2030-0301 once more."'),
        ),
        Fault(
            "nearly the file's name in a translation",
            "name/near",
            CATALOG,
            translate('msgstr "Nothing happens"', 'msgstr "Nothing happens with .pf x"'),
        ),
        Fault(
            "an id in a label", "source/typed-id", LABELS, edit(LABELS, 'en = "Yes"', 'en = "YMB-2031-0228"')
        ),
        Fault(
            "an id in a drawing",
            "source/typed-id",
            DRAWING,
            edit(DRAWING, 'fact("certificate.file")', '"YMB-2031-0228.pfx"'),
        ),
        Fault(
            "nearly an id in a drawing's field",
            "name/near",
            DRAWING,
            edit(DRAWING, "button-row", 'field("YMB-2O31-0228"), button-row'),
        ),
        Fault(
            "an id in a declared screen",
            "source/typed-id",
            SCREEN,
            edit(SCREEN, '"invented"', '"YMB-2030-0301"'),
        ),
        Fault(
            "a screen named after the certificate",
            "name/near",
            "screenshots/tablet/ymb-2031-0228.toml",
            put(
                "screenshots/tablet/ymb-2031-0228.toml",
                b'format = 2\nverified = false\nknown = false\nsource = "x"\n',
            ),
            also=("screens/unshown", "screens/no_picture"),
        ),
    ),
    site=False,
    consequences=("name/near",),
)
EDITIONS = Batch(
    "edition",
    (
        Fault(
            "the history's newest row names another certificate",
            "edition/history-id",
            EDITION,
            edit(EDITION, 'certificate = "YMB-2031-0228"\n', 'certificate = "YMB-2031-0227"\n'),
        ),
    ),
    site=False,
)
PATTERN = Batch(
    "pattern",
    (
        Fault(
            "an id that the city's pattern does not allow",
            "edition/id-pattern",
            EDITION,
            edit(EDITION, 'id = "YMB-2031-0228"', 'id = "YMB-2031-228"'),
        ),
    ),
    site=False,
    consequences=("edition/history-id",),
)

PAGES = Batch(
    "pages",
    (
        Fault(
            "another year's id in the text",
            "output/foreign-id",
            EN,
            edit(EN, "<code>YMB-2031-0228.pfx</code>", "<code>YMB-2032-0301.pfx</code>"),
        ),
        Fault(
            "last year's file in the steps",
            "name/earlier",
            JA,
            edit(JA, "<code>YMB-2031-0228.pfx</code>", "<code>YMB-2030-0301.pfx</code>"),
        ),
        Fault("nearly an id in the title", "name/near", HOME, edit(HOME, "<title>", "<title>YMB-2O31-0228 ")),
        Fault(
            "another year's id in a description",
            "output/foreign-id",
            JA,
            edit(JA, 'name="description" content="', 'name="description" content="YMB-2032-0301'),
        ),
        Fault(
            "another year's id in an alt",
            "output/foreign-id",
            JA,
            edit(JA, 'alt="「はい」', 'alt="YMB-2032-0301「はい」'),
        ),
        Fault("an id split by an element", "name/near", EN, add(EN, "<p>Use YMB-<b>2O31</b>-0228.</p>")),
        Fault("another kind of file", "name/near", EN, add(EN, "<p>Open the .p12 file.</p>")),
        Fault("a version of another year", "name/version", EN, edit(EN, "Ver.12 (", "Ver.11 (")),
        Fault(
            "a picture named after a certificate",
            "name/pictures",
            f"{SITE}/ja/_images/ymb-2030-0301.png",
            put(f"{SITE}/ja/_images/ymb-2030-0301.png", b""),
        ),
        Fault(
            "a Japanese file name",
            "name/file",
            f"{SITE}/ja/手引.html",
            put(f"{SITE}/ja/手引.html", b"<p>x</p>"),
        ),
        Fault(
            "a PDF of last year's version",
            "name/file",
            f"{SITE}/ja/guide-tablet-ver11-ja.pdf",
            put(f"{SITE}/ja/guide-tablet-ver11-ja.pdf", b"%PDF"),
        ),
        Fault(
            "a name with a blank",
            "name/file",
            f"{SITE}/ja/guide tablet.pdf",
            put(f"{SITE}/ja/guide tablet.pdf", b"%PDF"),
        ),
        Fault(
            "a PDF in another language's folder",
            "name/file",
            f"{SITE}/ja/guide-tablet-ver12-en.pdf",
            put(f"{SITE}/ja/guide-tablet-ver12-en.pdf", b"%PDF"),
        ),
        Fault(
            "a picture with capitals",
            "output/name",
            f"{SITE}/ja/_images/Tablet.PNG",
            put(f"{SITE}/ja/_images/Tablet.PNG", b""),
        ),
        Fault("a word file", "name/file", f"{SITE}/ja/guide.docx", put(f"{SITE}/ja/guide.docx", b"PK")),
    ),
    consequences=(
        "document/text",
        "name/file",
        "output/name",
        "output/not-listed",
        "picture/no-png",
        "site/language",
        "site/no-pdf",
        "site/title",
    ),
)


def alt(text: str) -> Callable[[Pdf], At]:
    def change(pdf: Pdf) -> At:
        next(one for one in elements(pdf) if "“Yes”" in str(one.get("/Alt", ""))).Alt = String(text)
        return "p. 2"

    return change


def outline(text: str) -> Callable[[Pdf], At]:
    def change(pdf: Pdf) -> At:
        pdf.Root.Outlines.First.Title = String(text)
        return None

    return change


DOCUMENTS = Batch(
    "PDFs",
    (
        Fault(
            "another year's id in the title",
            "output/foreign-id",
            PDF,
            spoil(PDF, info("/Title", "YMB-2032-0301")),
            also=("document/title",),
        ),
        Fault(
            "another year's id in a picture's alt",
            "output/foreign-id",
            PDF_EN,
            spoil(PDF_EN, alt("Screen with YMB-2032-0301")),
        ),
        Fault(
            "another year's id in the subject",
            "output/foreign-id",
            WALL,
            spoil(WALL, info("/Subject", "YMB-2032-0301")),
        ),
        Fault(
            "nearly an id in the key words",
            "name/near",
            WALL_EN,
            spoil(WALL_EN, info("/Keywords", "YMB-2O31-0228")),
        ),
    ),
)
DOCUMENTS_2 = Batch(
    "PDFs again",
    (
        Fault(
            "another year's id in a bookmark", "output/foreign-id", PDF, spoil(PDF, outline("YMB-2032-0301"))
        ),
        Fault(
            "another year's id in XMP",
            "output/foreign-id",
            PDF_EN,
            spoil(PDF_EN, metadata(b" Ver.12", b" YMB-2032-0301")),
        ),
    ),
    consequences=("document/bookmarks",),
)
BATCHES = (SOURCES, EDITIONS, PATTERN, PAGES, DOCUMENTS, DOCUMENTS_2)
