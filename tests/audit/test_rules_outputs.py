"""Faults planted in a finished site: each is found by its own rule, in its file, at its line."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, PngImagePlugin
from planted import Found, copied, found, spoil

SITE = Path("build/site")
EN, JA = SITE / "en" / "tablet.html", SITE / "ja" / "tablet.html"
PDF = SITE / "ja" / "guide-tablet-ver12-ja.pdf"
ENGLISH = SITE / "en" / "guide-tablet-ver12-en.pdf"
PICTURE = SITE / "ja" / "_images" / "tablet-ask.png"
CODE = SITE / "ja" / "_images" / "qr-form.png"


def name_of(value: object) -> str:
    """How a case is called."""
    return value if isinstance(value, str) else value.name if isinstance(value, Path) else ""


@pytest.fixture(scope="module")
def before(built_bilingual: Path) -> Counter[Found]:
    """What is told of the site as it was built."""
    return found(built_bilingual, sources=False)


@pytest.fixture
def root(built_bilingual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built project; its site is told of as one that no record knows."""
    root = copied(built_bilingual, tmp_path)
    monkeypatch.chdir(root)
    return root


def new(root: Path, before: Counter[Found]) -> Counter[Found]:
    """What is told now that was not told before."""
    return found(root, sources=False) - before


#: Rule, file, what stands there, what is put there.
PAGES = [
    ("link/vague", EN, "Open the Japanese version</a>", "here</a>"),
    ("link/vague", JA, ">困ったとき</a>", ">こちら</a>"),
    ("link/empty", EN, ">Open the Japanese version</a>", "></a>"),
    ("link/shown", EN, 'class="url" href="https://yamabe.example/f/9"', 'class="url" href="https://yamabe.example/f/8"'),
    ("link/code", EN, "qr-form.png", "qr-from.png"),
    ("edition/host", EN, 'class="url" href="https://yamabe.example/', 'class="url" href="https://elsewhere.example/'),
    ("edition/https", EN, 'class="url" href="https://', 'class="url" href="http://'),
    ("output/link", EN, 'href="index.html"', 'href="home.html"'),
    ("output/link", EN, 'href="index.html"', 'href="http://[index/"'),
    ("output/fragment", EN, 'href="#trouble"', 'href="#troubles"'),
    ("output/forbidden", EN, '<section id="trouble">', '<section id="trouble" onclick="x()">'),
    ("output/forbidden", EN, "Press once more.", "Press <!-- x -->once more."),
    ("output/forbidden", EN, "Press once more.", "Press <?x?>once more."),
    ("output/forbidden", EN, "Press once more.", "Press on\0ce more."),
    ("output/foreign-id", EN, "<code>YMB-2031-0228.pfx</code>", "<code>YMB-2029-0228.pfx</code>"),
    ("output/template", EN, "Press once more.", "Press {{once}} more."),
    ("output/reading", EN, "Press once more.", "Press ｜一度《いちど》."),
    ("name/near", EN, "<code>YMB-2031-0228.pfx</code>", "<code>YMB-2031-O228.pfx</code>"),
    ("name/near", JA, "<code>YMB-2031-0228.pfx</code>", "<code>YMB-2031-0228.p12</code>"),
    ("name/near", EN, 'alt="Screen with', 'alt="YMB-2031-0228. pfx with'),
    ("name/version", EN, "Ver.12 (<span", "Ver.11 (<span"),
    ("name/version", JA, "令和13年3月", "令和12年3月"),
    ("picture/alt", EN, 'alt="Screen with the button “Yes”"', 'alt=""'),
    ("picture/alt", EN, 'alt="Screen with the button “Yes”"', 'alt="tablet-ask.png"'),
    ("picture/alt", EN, 'alt="Screen with the button “Yes”"', 'alt="screenshot"'),
    ("picture/size", EN, 'width="720" height="398"', 'width="720"'),
    ("picture/size", EN, 'width="720" height="398"', 'width="720" height="720"'),
    ("japanese/width", JA, "もう一度押します。", "もう１度押します。"),
    ("japanese/width", EN, "Press once more.", "Press ＯＫ."),
    ("japanese/date", JA, "もう一度押します。", "2031年3月に押します。"),
    ("japanese/date", EN, "Press once more.", "Press after Reiwa 13."),
    ("japanese/date", EN, "Press once more.", "Press after 2031/3/1."),
    ("private/mail", EN, "</main>", "<!-- taro@yamabe-city.jp -->\n</main>"),
    ("private/secret", JA, "もう一度押します。", "パスワードは「Kaigo2031!」です。"),
    ("private/folder", EN, "</main>", "<!-- /ho" + "me/taro/tebiki -->\n</main>"),
    ("document/missing", EN, 'href="guide-tablet-ver12-en.pdf"', 'href="guide.pdf"'),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "page", "old", "put"), PAGES, ids=name_of)
def test_a_fault_on_a_page(
    root: Path, before: Counter[Found], *, rule: str, page: Path, old: str, put: str
) -> None:
    line = spoil(root / page, old, put)
    told = {(code, file, at) for code, file, at, _ in new(root, before)}
    anywhere = {"name/version", "document/missing"}
    wanted = {(rule, page.as_posix(), line), *([(rule, page.as_posix(), None)] if rule in anywhere else [])}
    assert told & wanted, told


def edited(path: Path, edit: Callable[[pikepdf.Pdf], object]) -> None:
    """Change a PDF with another program, as somebody may."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(path, deterministic_id=True)


def struct(pdf: pikepdf.Pdf, role: str) -> pikepdf.Object:
    """The first element of a role in the tag tree."""
    return next(
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{role}" and len(item.get("/K", []))
    )


def untag(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]
    del pdf.Root["/StructTreeRoot"]


def claim_less(pdf: pikepdf.Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1", b"<pdfuaid:part>9")
    pdf.Root.Metadata = pdf.make_stream(text, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def lead_elsewhere(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and str(note.A.get("/URI", "")).endswith("/f/9"):
                note.A.URI = pikepdf.String("https://yamabe.example/f/8")


def lose_a_page(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/Dest" in note:
                note["/Dest"] = pikepdf.String("nowhere")
            elif "/A" in note and note.A.S == "/GoTo":
                note.A.D = pikepdf.String("nowhere")


def head_nothing(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH":
            item.S = pikepdf.Name.TD


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["list.txt"] = b"names"


def swap_steps(pdf: pikepdf.Pdf) -> None:
    kids = struct(pdf, "Document").K
    items = list(kids)
    struct(pdf, "Document").K = pikepdf.Array(reversed(items))


def say_otherwise(pdf: pikepdf.Pdf) -> None:
    """What a page shows first has other words for readers that look for them."""
    pdf.pages[1].contents_coalesce()
    contents = pdf.pages[1].obj.Contents
    before, _, after = contents.read_bytes().partition(b"BT")
    text, _, rest = after.partition(b"ET")
    contents.write(before + b"/Span <</ActualText (Another)>> BDC BT" + text + b"ET EMC" + rest)


PDFS: list[tuple[str, Path, Callable[[pikepdf.Pdf], object]]] = [
    ("document/tagged", PDF, untag),
    ("document/claims", PDF, claim_less),
    ("document/language", PDF, lambda pdf: pdf.Root.__setitem__("/Lang", pikepdf.String("en"))),
    ("document/title", PDF, lambda pdf: pdf.docinfo.__setitem__("/Title", "Untitled")),
    ("document/bookmarks", PDF, lambda pdf: pdf.Root.__delitem__("/Outlines")),
    ("document/figure", PDF, lambda pdf: struct(pdf, "Figure").__setitem__("/Alt", pikepdf.String("a.png"))),
    ("document/heading", PDF, lambda pdf: struct(pdf, "H1").__setitem__("/S", pikepdf.Name.H3)),
    ("document/table", PDF, head_nothing),
    ("document/order", PDF, swap_steps),
    ("document/misread", PDF, say_otherwise),
    ("link/pdf", PDF, lead_elsewhere),
    ("link/pdf-lost", PDF, lose_a_page),
    ("output/qr-link", PDF, lead_elsewhere),
    ("private/author", PDF, lambda pdf: pdf.docinfo.__setitem__("/Author", "Taro Yamada")),
    ("private/mail", PDF, lambda pdf: pdf.docinfo.__setitem__("/Keywords", "taro@yamabe-city.jp")),
    ("private/attached", PDF, attach),
    ("name/near", PDF, lambda pdf: pdf.docinfo.__setitem__("/Subject", "YMB-2031-O228")),
    ("output/foreign-id", PDF, lambda pdf: pdf.docinfo.__setitem__("/Subject", "YMB-2029-0228")),
]


@pytest.mark.parametrize(("rule", "path", "edit"), PDFS, ids=name_of)
def test_a_fault_in_a_pdf(
    root: Path, before: Counter[Found], rule: str, path: Path, edit: Callable[[pikepdf.Pdf], object]
) -> None:
    edited(root / path, edit)
    told = {(code, file) for code, file, _, _ in new(root, before)}
    assert (rule, path.as_posix()) in told, told


def test_pdfs_of_two_languages_in_each_other_s_place(root: Path, before: Counter[Found]) -> None:
    data = (root / PDF).read_bytes()
    (root / PDF).write_bytes((root / ENGLISH).read_bytes())
    (root / ENGLISH).write_bytes(data)
    told = {(code, file) for code, file, _, _ in new(root, before)}
    assert {("document/language", PDF.as_posix()), ("document/text", PDF.as_posix())} <= told
    assert ("document/text", ENGLISH.as_posix()) in told


def test_a_page_that_was_made_anew_without_its_pdf(root: Path, before: Counter[Found]) -> None:
    spoil(root / JA, "もう一度押します。", "もう一度だけ、ゆっくり押します。")
    told = {(code, file) for code, file, _, _ in new(root, before)}
    assert ("document/text", PDF.as_posix()) in told


def faded(path: Path) -> None:
    with Image.open(path) as picture:
        rgb = picture.convert("RGB")
    rgb.point(lambda value: 255 - (255 - value) // 8).save(path)


def told_of_its_maker(path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Taro")
    with Image.open(path) as picture:
        picture.save(path, pnginfo=info)


def jpeg(path: Path) -> None:
    out = io.BytesIO()
    with Image.open(path) as picture:
        picture.convert("RGB").save(out, "JPEG")
    path.write_bytes(out.getvalue())


def other_code(path: Path) -> None:
    from tebiki.render.qr import matrix_of, png_of  # noqa: PLC0415

    path.write_bytes(png_of(matrix_of("https://yamabe.example/f/8")))


PICTURES: list[tuple[str, Path, Callable[[Path], None], Path]] = [
    ("picture/marks", PICTURE, faded, JA),
    ("picture/metadata", PICTURE, told_of_its_maker, PICTURE),
    ("picture/no-png", PICTURE, jpeg, PICTURE),
    ("output/qr-picture", CODE, other_code, CODE),
]


@pytest.mark.parametrize(("rule", "path", "edit", "where"), PICTURES, ids=name_of)
def test_a_fault_in_a_picture(
    root: Path, before: Counter[Found], *, rule: str, path: Path, edit: Callable[[Path], None], where: Path
) -> None:
    edit(root / path)
    told = {(code, file) for code, file, _, _ in new(root, before)}
    assert (rule, where.as_posix()) in told, told


NAMES = [
    ("name/file", "ja/guide-tablet-ver11-ja.pdf", PDF),
    ("document/alone", "ja/guide-phone-ver12-ja.pdf", PDF),
    ("output/name", "ja/Guide Tablet.pdf", PDF),
    ("name/pictures", "ja/_images/ymb-20310228.png", PICTURE),
    ("output/not-listed", "ja/guide.docx", PICTURE),
    ("secret/output", "ja/guide.txt", None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "like"), NAMES, ids=name_of)
def test_a_file_of_a_wrong_name_or_kind(
    root: Path, before: Counter[Found], rule: str, name: str, like: Path | None
) -> None:
    if like:
        shutil.copy(root / like, root / SITE / name)
    else:
        (root / SITE / name).write_text("-----BEGIN " + "PRIVATE KEY-----\n", encoding="ascii")
    told = {(code, file) for code, file, _, _ in new(root, before)}
    assert (rule, (SITE / name).as_posix()) in told, told
