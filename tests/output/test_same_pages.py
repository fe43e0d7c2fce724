"""Pages that count as the same in two PDFs are read the same, whatever has changed in the file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_samples import WHEN, document
from pypdfium2 import PdfDocument

from tebiki.output import pdf_document
from tebiki.output.document import Document, NoPdfError, ReadPage
from tebiki.output.pdf_document import read_document
from tebiki.output.same_pages import same_pages
from tebiki.render.pdf import compile_pdf

URL = "https://forms.example/abc"
#: Columns, a header cell, a row: elements with attributes.
TABLE = 'data-table(none, (1, 1), (th("名前"), th("時間")), (p("受付"), p("9時")), (p("返送"), p("10時")))'
PAGES = (
    'h1("a", "はじめに")',
    f'p("申請は", out("{URL}", "こちら"), "から。", to("c", "おわりに"), "も読む。")',
    "pagebreak()",
    'h1("b", "手順")',
    'p("証明書を", b("選び"), "ます。", foreign("en", "Next"))',
    "pagebreak()",
    'h1("c", "おわりに")',
    TABLE,
)


def made(*pages: str) -> bytes:
    return compile_pdf(document(*pages), WHEN).data


@pytest.fixture(scope="module")
def sample() -> bytes:
    return made(*PAGES)


def read(folder: Path, data: bytes, cache: Path | None = None, before: Path | None = None) -> Document:
    pdf_document._document.cache_clear()
    path = folder / "a.pdf"
    path.write_bytes(data)
    return read_document(path, cache, before)


def page_of(document: Document, number: int) -> object:
    """All that was read of a page."""
    content = document.content
    links = [link for link, page in zip(content.links, content.where, strict=True) if page == number]
    rows = (document.tags, document.runs, document.stray, document.misread)
    return (
        content.texts[number - 1],
        content.codes[number - 1],
        links,
        [row for each in rows for row in each if row.page == number],
        document.page_fonts[number - 1],
        document.lost.count(number),
        [name for page, name in document.actions if page == number],
    )


def test_a_changed_line_changes_its_page_alone(sample: bytes, tmp_path: Path) -> None:
    count = len(read(tmp_path, sample).content.texts)
    (changed,) = [
        number for number, text in enumerate(read(tmp_path, sample).content.texts, 1) if "証明書を" in text
    ]
    other = made(*(call.replace("選び", "選書") for call in PAGES))
    assert same_pages(sample, sample) == frozenset(range(1, count + 1))
    found = same_pages(sample, other)
    # A glyph more or less is another font on all pages; the line has the same ones.
    again = made(*(call.replace("証明書を", "書証明を") for call in PAGES))
    assert changed not in found
    assert same_pages(sample, again) == frozenset(range(1, count + 1)) - {changed}


def test_with_known_pages_the_same_is_read(
    sample: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, cache = tmp_path / "old", tmp_path / "cache"
    old.mkdir()
    before = read(old, sample, cache)
    after = made(*(call.replace("証明書を", "書証明を") for call in PAGES))
    plain = read(tmp_path, after)
    read_anew = list[int]()
    look = pdf_document._read_page

    def note(opened: PdfDocument, number: int, *, is_wall: bool) -> ReadPage:
        read_anew.append(number)
        return look(opened, number, is_wall=is_wall)

    monkeypatch.setattr(pdf_document, "_read_page", note)
    assert read(tmp_path, after, cache, old / "a.pdf") == plain != before
    assert len(read_anew) == 1


def test_nothing_is_known_of_other_bytes_or_without_a_reading(
    sample: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, cache = tmp_path / "old", tmp_path / "cache"
    old.mkdir()
    read(old, sample, cache)
    (old / "a.pdf").write_bytes(sample + b"\n")
    after = made(*(call.replace("証明書を", "書証明を") for call in PAGES))
    monkeypatch.setattr(pdf_document, "same_pages", None)
    assert read(tmp_path, after, cache, old / "a.pdf") == read(tmp_path, after)
    assert read(tmp_path, after, cache, old / "none.pdf") == read(tmp_path, after)


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.long)])
def test_whatever_changes_a_page_that_is_the_same_is_read_the_same(
    sample: bytes, tmp_path: Path, every: int
) -> None:
    """Values are changed one by one: a page is taken for the same only if PDFium reads the same of it."""
    with pikepdf.open(BytesIO(sample)) as pdf:
        base = _saved(pdf)
    plain = read(tmp_path, base)
    kept, told = 0, 0
    for changed in _changed(base, every):
        try:
            other, pages = read(tmp_path, changed), same_pages(base, changed)
        except NoPdfError:
            continue
        for number in range(1, len(other.content.texts) + 1):
            same = page_of(other, number) == page_of(plain, number)
            assert same or number not in pages
            kept += number in pages
            told += not same
    assert kept > 300 / every
    assert told > 60 / every


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    return out.getvalue()


def _changed(data: bytes, every: int) -> Iterator[bytes]:
    """The PDF with one value in one object changed, for every so many of them."""
    with pikepdf.open(BytesIO(data)) as pdf:
        places = [
            (found.objgen, key)
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream)
            and found.get("/Type") not in ("/XRef", "/ObjStm")
            for key in (*found.keys(), *(["stream"] if isinstance(found, pikepdf.Stream) else []))
            if key not in ("/Type", "/Length", "/Filter", "/DecodeParms")
        ]
    for objgen, key in places[::every]:
        with pikepdf.open(BytesIO(data)) as pdf:
            found = pdf.get_object(objgen)
            if _change(found, key):
                yield _saved(pdf)


def _change(found: pikepdf.Object, key: str) -> bool:
    """Change a value a little; whether that could be done."""
    if key == "stream":
        text = found.read_bytes()
        found.write(text.replace(b"Tj", b"Tw", 1) if b"Tj" in text else text + b" ")
        return True
    value = found[key]
    if isinstance(value, pikepdf.String):
        found[key] = pikepdf.String(str(value) + "x")
    elif isinstance(value, pikepdf.Name):
        found[key] = pikepdf.Name(str(value) + "X")
    elif isinstance(value, pikepdf.Array) and len(value) > 1:
        found[key] = pikepdf.Array([*value][1:])
    else:
        del found[key]
    return True
