"""Links, addresses and QR codes: in sources, pages and PDFs."""

from __future__ import annotations

from faults import (
    CATALOG,
    EDITION,
    EN,
    HOME,
    JA,
    PAGE,
    PDF,
    PDF_EN,
    WALL,
    At,
    Batch,
    Fault,
    add,
    at,
    edit,
    paragraph,
    translate,
    whole,
)
from pikepdf import Name, Pdf, String
from spoilt_pdfs import action, covered, leads_to, links, outward, spoil
from spoilt_pictures import code, unreadable

FORM = "https://yamabe.example/f/9"
LAST_YEAR = "https://yamabe.example/f/8"


def unlinked(pdf: Pdf) -> At:
    number, gone = outward(pdf, "/f/9")
    page = pdf.pages[number - 1].obj
    page.Annots = [one for one in page.Annots if one.objgen != gone.objgen]
    return None


def lost(pdf: Pdf) -> At:
    number, annotation = next((n, a) for n, a in links(pdf) if a.get("/Dest") == String("trouble"))
    annotation.Dest = String("no-such")
    return f"p. {number}"


SOURCES = Batch(
    "sources",
    (
        Fault(
            "a link typed with http",
            "link/source",
            PAGE,
            paragraph("[申込フォーム](http://yamabe.example/f/9)です。"),
        ),
        Fault(
            "a link to a server that nobody allowed",
            "link/source",
            PAGE,
            paragraph("[地図](https://maps.elsewhere.example/x)です。"),
        ),
        Fault(
            "a name before @ looks like the city's server",
            "link/source",
            PAGE,
            paragraph("[地図](https://yamabe.example@evil.example/x)です。"),
        ),
        Fault(
            "the city's server is the beginning of another's name",
            "link/source",
            PAGE,
            paragraph("[地図](https://yamabe.example.evil.example/x)です。"),
        ),
        Fault("a link without a scheme", "link/source", PAGE, paragraph("[地図](//evil.example/x)です。")),
        Fault("javascript in a link", "link/source", PAGE, paragraph("[地図](javascript:alert)です。")),
        Fault(
            "a link to a place that no page has",
            "source/target",
            PAGE,
            paragraph("[下](#no-such)を見てください。"),
        ),
        Fault(
            "the text of a link is こちら",
            "link/vague",
            PAGE,
            paragraph("[こちらをクリック](fact:form)してください。"),
        ),
        Fault(
            "the text of a link is 詳細",
            "link/vague",
            PAGE,
            paragraph("[詳しくはこちら](fact:form)をご覧ください。"),
        ),
        Fault(
            "a link of the edition that is not there",
            "source/link",
            PAGE,
            paragraph("[フォーム](fact:from)です。"),
        ),
        Fault(
            "a translation leads elsewhere",
            "catalog/link-extra",
            CATALOG,
            translate(
                'msgstr "[Open the application form](fact:form)"',
                'msgstr "[Open the application form](https://evil.example/)"',
            ),
        ),
        Fault(
            "a translation swaps two places",
            "catalog/link-extra",
            CATALOG,
            translate('msgstr "[Troubleshooting](#trouble)"', 'msgstr "[Troubleshooting](#steps)"'),
        ),
        Fault(
            "a translator writes click here",
            "link/vague",
            CATALOG,
            translate('msgstr "[Start from step 1](#step-1)"', 'msgstr "[Click here](#step-1)"'),
        ),
    ),
    site=False,
    consequences=(
        "catalog/link-missing",
        "link/source",
        "source/link-goal",
        "source/link-line",
    ),
)

EDITIONS = Batch(
    "editions",
    (
        Fault(
            "the form's address by http",
            "edition/https",
            EDITION,
            edit(EDITION, FORM, "http://yamabe.example/f/9"),
        ),
    ),
    site=False,
)

SHORT = Batch(
    "a shortener",
    (
        Fault(
            "a shortener whose target nobody wrote down",
            "link/target",
            EDITION,
            at("links.form.url", edit(EDITION, FORM, "https://s.example/kP3qLhh7ggDJ")),
        ),
        Fault(
            "the shortener is allowed",
            "link/target",
            EDITION,
            at(
                "links.form.url",
                edit(EDITION, 'hosts = ["yamabe.example"]', 'hosts = ["yamabe.example", "s.example"]'),
            ),
        ),
    ),
    site=False,
)

PAGES = Batch(
    "pages",
    (
        Fault(
            "a page that is not there", "output/link", HOME, add(HOME, '<p><a href="phone.html">電話</a></p>')
        ),
        Fault(
            "a place that is not there",
            "output/fragment",
            JA,
            edit(JA, 'href="#trouble"', 'href="#troubles"'),
        ),
        Fault(
            "a picture that is not there",
            "output/link",
            JA,
            add(JA, '<p><img src="_images/none.png" alt="パスワードを入れる画面" width="1" height="1"></p>'),
        ),
        Fault("http", "edition/https", EN, add(EN, '<p><a href="http://yamabe.example/x">Map</a></p>')),
        Fault(
            "another server",
            "edition/host",
            EN,
            add(EN, '<p><a href="https://elsewhere.example/x">Shop</a></p>'),
        ),
        Fault(
            "a server's name before @",
            "edition/url",
            EN,
            add(EN, '<p><a href="https://yamabe.example@evil.example/">Portal</a></p>'),
        ),
        Fault(
            "a script as the target",
            "edition/https",
            EN,
            add(EN, '<p><a href="javascript:alert(1)">Alarm</a></p>'),
        ),
        Fault("the text is こちら", "link/vague", HOME, add(HOME, '<p><a href="tablet.html">こちら</a></p>')),
        Fault("the text is click here", "link/vague", EN, add(EN, '<p><a href="#steps">Click here</a></p>')),
        Fault("a link without words", "link/empty", HOME, add(HOME, '<p><a href="tablet.html"> </a></p>')),
        Fault(
            "a link that holds a picture without words",
            "link/empty",
            HOME,
            add(
                HOME,
                '<a href="tablet.html"><img src="_images/tablet-ask.png" alt="" width="72" height="40"></a>',
            ),
        ),
        Fault(
            "the address shown is not the target",
            "link/shown",
            EN,
            edit(EN, f'class="url" href="{FORM}"', 'class="url" href="https://yamabe.example/f/8"'),
        ),
        Fault(
            "canonical names another server",
            "link/canonical",
            HOME,
            edit(
                HOME,
                "https://yamabe.example/tebiki/ja/index.html",
                "https://evil.example/tebiki/ja/index.html",
            ),
        ),
    ),
    consequences=(
        "link/pdf",
        "picture/alt",
    ),
)

CODES = Batch(
    "codes",
    (
        Fault(
            "last year's code",
            "output/qr-picture",
            "build/site/ja/_images/qr-form.png",
            code("build/site/ja/_images/qr-form.png", LAST_YEAR),
        ),
        Fault(
            "a code that no phone reads",
            "output/qr-picture",
            "build/site/en/_images/qr-form.png",
            unreadable("build/site/en/_images/qr-form.png"),
        ),
    ),
)

OLD_FORM = Batch(
    "last year's form",
    (
        Fault(
            "the address leads to last year's form, too",
            "link/code",
            JA,
            at(
                53,
                edit(
                    JA,
                    f'<p class="lk"><a class="url" href="{FORM}">https://yamabe.example/<wbr>f/<wbr>9</a></p>',
                    f'<p class="lk"><a class="url" href="{LAST_YEAR}">https://yamabe.example/<wbr>f/<wbr>8</a></p>',
                ),
            ),
        ),
        Fault(
            "the button leads to last year's form",
            "link/pdf",
            PDF,
            whole(edit(JA, f'<a class="btn go" href="{FORM}"', f'<a class="btn go" href="{LAST_YEAR}"')),
            also=("link/pdf",),
        ),
    ),
)

DOCUMENTS = Batch(
    "PDFs",
    (
        Fault("last year's form in the PDF", "link/pdf", PDF, spoil(PDF, leads_to(LAST_YEAR, "/f/9"))),
        Fault("a place that is gone", "link/pdf-lost", PDF_EN, spoil(PDF_EN, lost)),
        Fault(
            "another server in the PDF",
            "link/pdf-host",
            WALL,
            spoil(WALL, leads_to("https://evil.example/f/9", "/f/9")),
        ),
    ),
    consequences=(
        "link/pdf",
        "output/qr-link",
    ),
)
DOCUMENTS_2 = Batch(
    "PDFs again",
    (
        Fault(
            "a file of somebody's computer",
            "link/pdf-host",
            PDF,
            spoil(PDF, leads_to("file:///C:/form.html", "/f/9")),
        ),
        Fault(
            "a program as the target",
            "document/action",
            PDF_EN,
            spoil(PDF_EN, action(S=Name.Launch, F=String("form.exe"))),
        ),
        Fault(
            "the code leads to last year's form",
            "output/qr-extra",
            WALL,
            whole(spoil(WALL, covered(LAST_YEAR))),
        ),
    ),
    consequences=(
        "link/pdf",
        "output/qr-link",
    ),
)
DOCUMENTS_3 = Batch(
    "PDFs once more",
    (
        Fault("no link to the form", "link/pdf", PDF, spoil(PDF, unlinked)),
        Fault(
            "a script as the target",
            "document/action",
            WALL,
            spoil(WALL, action(S=Name.JavaScript, JS=String("app.alert(1)"))),
        ),
        Fault("the code is covered", "output/qr-pdf", PDF_EN, whole(spoil(PDF_EN, covered(None)))),
    ),
    consequences=(
        "output/qr-link",
        "output/qr-pdf",
    ),
)

BATCHES = (SOURCES, EDITIONS, SHORT, PAGES, CODES, OLD_FORM, DOCUMENTS, DOCUMENTS_2, DOCUMENTS_3)
