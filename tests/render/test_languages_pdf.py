"""Readings and words of another language in print, as they are read aloud."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pdf_gates
import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from language_gates import unmarked_in_pdf
from pdf_samples import WHEN, document, front
from PIL import ImageChops

from tebiki.content.languages import load_language
from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.output.pdf_document import read_document
from tebiki.render import pack, pdf_language, pdf_readings
from tebiki.render.pdf import Document, compile_pdf
from tebiki.sphinxext.typography import typography_of

ACTUAL_TEXT = re.compile(rb"/ActualText\s*(?:<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()])*\))")
RUBY = 'ruby("証明書", "しょうめいしょ")'


def made(path: Path, sample: Document) -> Path:
    path.write_bytes(compile_pdf(sample, WHEN).data)
    return path


def test_a_word_with_its_reading_is_part_of_its_sentence(tmp_path: Path) -> None:
    calls = (f'h1("a", "電子", {RUBY})', f'p("この", {RUBY}, "を使います。")')
    path = made(tmp_path / "ruby.pdf", document(*calls))
    found = [(tag.role, tag.text) for tag in pdf_gates.tags(path) if tag.page == 2]
    assert [each for each in found if each[0] != "Span"] == [
        ("H1", "電子証明書"),
        ("P", "この証明書を使います。"),
    ]
    words = [tag for tag in pdf_gates.tags(path) if tag.role == "Span"]
    assert [(tag.text, tag.alt, tag.roles_above[-1]) for tag in words] == [
        ("証明書", "しょうめいしょ", "H1"),
        ("証明書", "しょうめいしょ", "P"),
    ]
    assert (0, "電子証明書") in pdf_gates.bookmarks(path)
    assert "しょうめいしょ" in pdf_gates.text(path)[1].replace("\r\n", "")
    assert pdf_gates.conformance(path) == []


def test_the_version_of_a_correction_has_its_reading_over_it(tmp_path: Path) -> None:
    version = load_words("ja_simple").version(7, 1)
    assert "《" in version
    here = replace(front(), cover=replace(front().cover, edition=version))
    sample = replace(document("p()"), front=here.json(load_words("ja")))
    path = made(tmp_path / "correction.pdf", sample)
    said = pdf_gates.text(path)[0]
    assert "訂正" in said
    assert not {"《", "｜"} & set(said)
    assert pdf_gates.conformance(path) == []


PHRASE = "この電子証明書を入れるときに、担当の人が確認します。"
PARTS = (
    '"この", ruby("電子", "でんし"), ruby("証明書", "しょうめいしょ"), "を", ruby("入", "い"), "れる"',
    '"ときに、"',
    'ruby("担当", "たんとう"), "の人が", b(ruby("確認", "かくにん")), "します。"',
)
SENTENCE = ('h1("a", "準備")', f"p({', '.join(PARTS)})")


def test_a_phrase_across_readings_is_found(tmp_path: Path) -> None:
    """Readings are behind all else of their page, for PDFium's search and for pypdf."""
    path = made(tmp_path / "ruby.pdf", document(*SENTENCE))
    text_page = pdfium.PdfDocument(path)[1].get_textpage()
    for phrase in (PHRASE, "でんし", "しょうめいしょ", "かくにん"):
        assert text_page.search(phrase).get_next(), phrase
    assert PHRASE in pypdf.PdfReader(path).pages[1].extract_text()
    assert pdf_gates.conformance(path) == []
    assert pdf_gates.is_painted_in_order(path)


def test_readings_are_drawn_where_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "ruby.pdf", document(*SENTENCE))
    monkeypatch.setattr(pack, "place_readings", lambda *_: False)
    before = made(tmp_path / "before.pdf", document(*SENTENCE))
    difference = ImageChops.difference(pdf_gates.render(path, 2, 150), pdf_gates.render(before, 2, 150))
    assert max(difference.tobytes()) <= 1  # one step of grey at edges
    assert not pdfium.PdfDocument(before)[1].get_textpage().search("証明書を入れる").get_next()


def test_readings_are_what_a_word_is_read_aloud_as(tmp_path: Path) -> None:
    path = made(tmp_path / "ruby.pdf", document(*SENTENCE))
    words = [(tag.text, tag.alt) for tag in pdf_gates.tags(path) if tag.role == "Span"]
    assert words == [
        ("電子", "でんし"),
        ("証明書", "しょうめいしょ"),
        ("入", "い"),
        ("担当", "たんとう"),
        ("確認", "かくにん"),
    ]
    (sentence,) = [tag.text for tag in read_document(path).tags if tag.role == "P" and tag.page == 2]
    assert sentence == PHRASE


def test_a_word_whose_reading_is_not_found_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_readings, "_text_of", lambda *_: "")
    with pytest.raises(TebikiError) as caught:
        made(tmp_path / "ruby.pdf", document(*SENTENCE))
    (problem,) = caught.value.problems
    assert (problem.code, problem.values) == ("pdf/reading", {"page": 2, "count": 5})


def test_readings_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (made(tmp_path / name, document(*SENTENCE)).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert one == other


def test_japanese_in_another_language_is_marked(tmp_path: Path) -> None:
    english = front("en").json(load_words("en"))
    for call, unmarked in (
        ('foreign("ja", "ダウンロード")', []),
        ('"ダウンロード"', ["page 2: ダウンロード"]),
    ):
        sample = replace(document('h1("a", "Open")', f'p("Open ", {call}, ".")'), front=english)
        found = unmarked_in_pdf(made(tmp_path / "foreign.pdf", sample))
        assert [text for text in found if text.startswith("page 2")] == unmarked


def said_languages(path: Path) -> set[str]:
    """Every language that a PDF says: in its objects, the marks of its texts, its metadata."""
    with pikepdf.open(path) as pdf:
        steps = [step for page in pdf.pages for step in pikepdf.parse_content_stream(page, "BDC")]
        said = [*pdf.objects, *(step.operands[1] for step in steps)]
        found = [str(one.Lang) for one in said if isinstance(one, pikepdf.Dictionary) and "/Lang" in one]
        listed = re.search(rb"<dc:language>.*?<rdf:li>([^<]*)<", pdf.Root.Metadata.read_bytes())
        assert listed
        return {*found, listed[1].decode()}


def test_the_language_of_a_pdf_has_the_script_of_its_pages(tmp_path: Path) -> None:
    """Typst writes ``zh``: whether the letters are simplified was lost."""
    chinese = front("zh_CN").json(load_words("zh_CN"))
    calls = ('h1("a", "打开")', 'p("打开", foreign("ja", "ダウンロード"), "。")')
    sample = replace(document(*calls), front=chinese)
    path = made(tmp_path / "script.pdf", sample)
    assert pdf_gates.language(path) == load_language("zh_CN").tag == "zh-Hans"
    assert said_languages(path) == {"zh-Hans", "ja"}
    assert pdf_gates.conformance(path) == []
    assert path.read_bytes() == made(tmp_path / "again.pdf", sample).read_bytes()


def test_a_language_that_typst_can_say_stays_as_written() -> None:
    data = compile_pdf(document('p("本文")'), WHEN).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for tag, wanted in (("ja", "ja"), ("ja-JP", "ja"), ("ja-simple", "ja"), ("ja-Hira", "ja-Hira")):
            pdf_language.name_language(pdf, tag)
            assert str(pdf.Root.Lang) == wanted


def test_a_fact_of_the_page_within_japanese_keeps_its_letters(tmp_path: Path) -> None:
    """A corrected sentence that is not translated yet names a fact in the reader's language."""
    vietnamese = front("vi").json(load_words("vi"))
    calls = ('h1("a", "Mở")', 'p(foreign("ja", "手順は、", "từ 15 đến 18", "です。"))')
    path = made(tmp_path / "fact.pdf", replace(document(*calls), front=vietnamese))
    assert "từ 15 đến 18" in pdf_gates.text(path)[1]


def test_vietnamese_is_right_for_readers_that_ignore_actual_text(tmp_path: Path) -> None:
    """Those readers see what the glyphs say: a dot below that letters share said another one."""
    words = "Chọn mục lục, đọc lại, gọi điện thoại một lần"
    own = typography_of(load_language("vi"))
    for features, same in ((own.features, True), ({}, False)):
        shown = json.loads(front("vi").json(load_words("vi")))
        shown["type"] = replace(own, features=features).table()
        path = made(
            tmp_path / "vi.pdf",
            replace(document('h1("a", "Mở")', f'p("{words}")'), front=json.dumps(shown).encode()),
        )
        assert words in " ".join(pdf_gates.text(path)[1].split())
        assert (words in " ".join(text_of_glyphs(path, 2).split())) is same


def text_of_glyphs(path: Path, page: int) -> str:
    """The text of a page (from 1) of a copy that has no ``/ActualText`` any more."""
    with pikepdf.open(path) as document:
        for one in document.pages:
            stream = one.obj["/Contents"]
            stream.write(ACTUAL_TEXT.sub(b"", stream.read_bytes()))
        copy = io.BytesIO()
        document.save(copy)
    opened = pdfium.PdfDocument(copy.getvalue())
    text: str = opened[page - 1].get_textpage().get_text_range()
    return text
