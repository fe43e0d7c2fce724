"""Text layers as readers find them that do not use ``/ActualText``: a wrong letter is told, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from other_readers import differing_pages
from pdf_samples import WHEN, document, front

from tebiki.checks.rules import paper
from tebiki.checks.rules.paper import misread, uncompared
from tebiki.checks.subjects.site import Site, SitePdf
from tebiki.content.languages import Fault, load_language
from tebiki.content.papers import Report, line
from tebiki.content.words import load_words
from tebiki.errors import Place, TebikiError
from tebiki.messages import tell
from tebiki.output import pdf_document, text_layer
from tebiki.output.pdf_document import read_document
from tebiki.output.text_layer import MisreadWord, first_difference, without_actual_text
from tebiki.render.fonts import FONT_FILES
from tebiki.render.pdf import Pdf, compile_pdf
from tebiki.sphinxext import papers
from tebiki.sphinxext.typography import typography_of

#: Invented words; each has a letter whose dot below stands under another letter before, too.
WORDS = ("Mục lục của thành phố Yamabe", "Chọn một lần, gọi lại, đọc thật chậm")


#: A fault that a project's file tells of a font of its own.
WORSE = Fault(ja="字が抜けます。", en="Letters are missing.")


def vietnamese(features: Mapping[str, int]) -> bytes:
    """An invented Vietnamese manual, set without some features of its font."""
    shown = json.loads(replace(front(), tag="vi").json(load_words("vi")))
    shown["type"] = replace(typography_of(load_language("vi")), features=features).table()
    made = document('h1("a", "Mở")', *(f'p("{words}")' for words in WORDS))
    return compile_pdf(replace(made, front=json.dumps(shown).encode()), WHEN).data


@pytest.fixture(scope="module")
def misread_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("misread") / "vi.pdf"
    path.write_bytes(vietnamese({}))
    return path


@pytest.fixture(scope="module")
def sound_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "vi.pdf"
    path.write_bytes(vietnamese({"ccmp": 0}))
    return path


def test_letters_that_a_font_takes_apart_are_told(misread_pdf: Path) -> None:
    assert read_document(misread_pdf).misread == (MisreadWord(2, "Mục", "Mụục"),)


def test_letters_that_stay_whole_are_not(sound_pdf: Path) -> None:
    assert read_document(sound_pdf).misread == ()


def test_another_reader_finds_the_same_faults(misread_pdf: Path, sound_pdf: Path) -> None:
    """pypdf reads by rules of its own; PDFium's second reading tells of the same pages."""
    assert [page for page, *_ in differing_pages(misread_pdf)] == [2]
    assert differing_pages(sound_pdf) == []


def test_the_rule_names_page_and_both_words(misread_pdf: Path) -> None:
    document = read_document(misread_pdf)
    city = SimpleNamespace(languages={"vi": None})
    pdf = SitePdf("vi/a.pdf", document, Site(misread_pdf.parent, (), city))  # type: ignore[arg-type]
    problems = list(misread.look(pdf))
    assert [problem.code for problem in problems] == ["document/misread"] * len(document.misread)
    assert problems[-1].place == Place("vi/a.pdf", key="p. 2")
    assert problems[-1].values["read"] == "Mụục"


@pytest.mark.parametrize(
    ("code", "faults", "told"),
    [("vi", None, ["misread"]), ("ne", None, []), ("ne", (), ["misread"]), ("vi", (WORSE,), [])],
)
def test_a_script_with_known_faults_is_not_held_to_its_letters(
    misread_pdf: Path,
    code: str,
    faults: tuple[Fault, ...] | None,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And whoever publishes it is told that nobody has compared them."""
    data = load_language(code).model_copy(update={"known_faults": faults})
    monkeypatch.setattr(paper, "load_language", {code: data, "ja": load_language("ja")}.__getitem__)
    city = SimpleNamespace(languages={"ja": None, code: None})
    site = Site(misread_pdf.parent, ("ja/a.pdf", f"{code}/a.html", f"{code}/a.pdf"), city)  # type: ignore[arg-type]
    pdf = SitePdf(f"{code}/a.pdf", read_document(misread_pdf), site)
    assert [problem.code for problem in misread.look(pdf)] == [f"document/{one}" for one in told]
    problems = list(uncompared.look(site))
    assert [problem.place for problem in problems] == ([] if told else [Place(code)])
    assert all(f"PDFs in {code} " in tell(problem, "en") for problem in problems)
    unprinted = Site(misread_pdf.parent, (f"{code}/a.html",), city)  # type: ignore[arg-type]
    assert list(uncompared.look(unprinted)) == []


def test_a_paper_that_is_misread_is_refused(
    misread_pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an approver signs is read by the same rule as a manual."""
    monkeypatch.setattr(papers, "printed", lambda *_: None)
    monkeypatch.setattr(papers, "kept_pdf", lambda *_: Pdf(misread_pdf.read_bytes(), 2))
    report = Report("paper", "確認表", "見本", datetime(2031, 4, 1, tzinfo=UTC), (line("一行"),))
    with pytest.raises(TebikiError) as caught:
        papers.write_report(report, SimpleNamespace(has_phrases=False), tmp_path, tmp_path)  # type: ignore[arg-type]
    assert {problem.code for problem in caught.value.problems} == {"document/misread"}


SAME = [
    ("Chọn", "Cho\u0323n"),
    ("one word", "oneword"),
    ("long-\r\nword", "long\x02\r\nword"),
    ("hy\u00adphen", "hyphen"),
    ("Wi-Fi", "Wi\u2011Fi"),
    ("9時〜17時", "9時～17時"),
    ("a\u200bb\u2060c", "abc"),
    ("", ""),
]


@pytest.mark.parametrize(("tagged", "read"), SAME)
def test_what_is_no_other_letter_is_not_told(tagged: str, read: str) -> None:
    assert first_difference(tagged, read) is None


WRONG = [
    ("a Chọn b", "a Choịn b", ("Chọn", "Choịn")),
    ("a Choịn b", "a Chọn b", ("Choịn", "Chọn b")),
    ("one two", "one", ("two", "")),
    ("one", "one two", ("", "two")),
    ("dịch ở", "di ịch ở", ("dịch", "di ịch")),
    ("Mở", "mở", ("Mở", "mở")),
    ("no 10 now", "no 1O now", ("10", "1O")),
    ("ab cd", "cd ab", ("ab", "cd")),
    ("２", "2", ("２", "2")),
    ("well-known", "wellknown", ("well-known", "wellknown")),
    ("あ" * 40 + "電" + "い" * 40, "あ" * 40 + "雷" + "い" * 40, ("あ" * 12 + "電" + "い" * 12, None)),
]


@pytest.mark.parametrize(("tagged", "read", "words"), WRONG)
def test_a_wrong_letter_is_told_with_its_word(tagged: str, read: str, words: tuple[str, str | None]) -> None:
    found = first_difference(tagged, read)
    assert found is not None
    assert found[0] == words[0]
    assert found[1] == (words[1] if words[1] is not None else words[0].replace("電", "雷"))


@pytest.mark.parametrize("font", FONT_FILES, ids=lambda path: path.name)
def test_letters_with_one_glyph_in_our_fonts_are_the_same(font: Path) -> None:
    """Such a glyph stands for one of them in a PDF's font: of the other only ``/ActualText`` tells."""
    letters: dict[str, list[str]] = {}
    with TTFont(font) as opened:
        for code, glyph in opened.getBestCmap().items():
            letters.setdefault(glyph, []).append(chr(code))
    pairs = [pair for shared in letters.values() for pair in combinations(shared, 2)]
    assert [pair for pair in pairs if first_difference(*pair)] == []


def first_page(pdf: pikepdf.Pdf) -> pikepdf.Object:
    pdf.pages[1].contents_coalesce()
    return pdf.pages[1].obj


def say_in_the_stream(pdf: pikepdf.Pdf, string: bytes = b"(Another \\(word)") -> None:
    data = first_page(pdf).Contents.read_bytes()
    whole = b"/Span <</ActualText %s>> BDC BT" % string
    first_page(pdf).Contents.write(_whole_text(data, whole))


def say_in_the_properties(pdf: pikepdf.Pdf) -> None:
    page = first_page(pdf)
    page.Resources.Properties = pikepdf.Dictionary(MC7=pikepdf.Dictionary(ActualText="Another word"))
    page.Contents.write(_whole_text(page.Contents.read_bytes(), b"/Span /MC7 BDC BT"))


def say_in_properties_of_their_own(pdf: pikepdf.Pdf) -> None:
    page = first_page(pdf)
    held = pdf.make_indirect(pikepdf.Dictionary(ActualText="Another word"))
    page.Resources.Properties = pikepdf.Dictionary(MC7=held)
    page.Contents.write(_whole_text(page.Contents.read_bytes(), b"/Span /MC7 BDC BT"))


def say_in_a_mark_around(pdf: pikepdf.Pdf) -> None:
    page = first_page(pdf)
    data = _whole_text(page.Contents.read_bytes(), b"/Span <</Lang (en)>> BDC BT")
    page.Contents.write(b"/Span <</ActualText (Another word)>> BDC " + data + b" EMC")


def say_in_a_form(pdf: pikepdf.Pdf) -> None:
    page = first_page(pdf)
    data = _whole_text(page.Contents.read_bytes(), b"/Span <</ActualText (Another word)>> BDC BT")
    form = pdf.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox, form.Resources = page.MediaBox, pdf.make_indirect(page.Resources)
    page.Resources.XObject = pikepdf.Dictionary(F7=form)
    page.Contents.write(b"/F7 Do")


def _whole_text(data: bytes, begin: bytes) -> bytes:
    """The first text of a page within marks that give it other words."""
    before, _, after = data.partition(b"BT")
    text, _, rest = after.partition(b"ET")
    assert rest
    return before + begin + text + b"ET EMC" + rest


@pytest.mark.parametrize(
    "say",
    [
        say_in_the_stream,
        lambda pdf: say_in_the_stream(pdf, b"<FEFF0041>"),
        lambda pdf: say_in_the_stream(pdf, b"(A)/MCID 77"),
        say_in_the_properties,
        say_in_properties_of_their_own,
        say_in_a_mark_around,
        say_in_a_form,
    ],
)
def test_other_words_are_told_wherever_they_are_written(
    sound_pdf: Path, tmp_path: Path, say: Callable[[pikepdf.Pdf], None]
) -> None:
    path = tmp_path / "said.pdf"
    with pikepdf.open(sound_pdf) as pdf:
        say(pdf)
        pdf.save(path)
    assert [word.page for word in read_document(path).misread] == [2]
    assert without_actual_text(without_actual_text(path.read_bytes()) or b"") is None


def test_other_words_of_an_element_are_told(sound_pdf: Path, tmp_path: Path) -> None:
    path = tmp_path / "said.pdf"
    with pikepdf.open(sound_pdf) as pdf:
        elements = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary)]
        next(found for found in elements if found.get("/S") == "/P" and found.get("/K") is not None)[
            "/ActualText"
        ] = pikepdf.String("Another word")
        pdf.save(path)
    assert read_document(path).misread


def test_a_copy_is_made_only_where_there_is_something_to_take_out(
    sound_pdf: Path, misread_pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert without_actual_text(misread_pdf.read_bytes()) is not None
    assert without_actual_text(sound_pdf.read_bytes()) is None
    monkeypatch.setattr(text_layer, "pdfium", None)
    assert list(text_layer.misread_words({2: "Mở"}, sound_pdf.read_bytes())) == []


def test_a_page_without_other_words_is_read_once(
    sound_pdf: Path, misread_pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only pages with ``/ActualText`` at a text go into the second reading; a damaged file is still told."""
    asked: list[list[int]] = []

    def ask(pages: Mapping[int, str], data: bytes) -> Iterator[MisreadWord]:
        asked.append([*pages])
        return text_layer.misread_words(pages, data)

    monkeypatch.setattr(pdf_document, "misread_words", ask)
    pdf_document._document.cache_clear()
    assert read_document(misread_pdf).misread
    assert not read_document(sound_pdf).misread
    assert asked == [[2], []]
    with pytest.raises(pikepdf.PdfError):
        list(text_layer.misread_words({}, b"%PDF-1.7 and nothing"))


def test_streams_that_nobody_can_unpack_are_no_text(sound_pdf: Path) -> None:
    out = BytesIO()
    with pikepdf.open(sound_pdf) as pdf:
        pdf.Root.Odd = pdf.make_stream(b"/ActualText (a)", Filter=pikepdf.Name.JPXDecode)
        pdf.save(out)
    assert without_actual_text(out.getvalue()) is None
