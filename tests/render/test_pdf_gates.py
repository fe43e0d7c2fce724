"""Each gate on a finished PDF catches the fault that it is there for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdf_gates as gates
import pdf_letters
import pikepdf
import pytest
from pdf_samples import WHEN, document

from tebiki.render.pdf import compile_pdf
from tebiki.render.qr import matrix_of
from tebiki.render.typst.modules import ink

FORM = "https://forms.example/abc"
CODE = "(" + "".join(f'"{row}", ' for row in ink(matrix_of(FORM))) + ")"
SOUND = (
    'h1("a", "はじめに")',
    'p("「電子証明書」は、端末に入れて使います。（参考）「次へ」を押します。")',
    f'qr("申請のQRコード", {CODE}, "申請フォーム", p(address("{FORM}", "https://forms.example/", "abc")))',
    'data-table("表", (0, 1), (th("版"), th("内容"),), (p("1"), p("はじめて")))',
    "v(70mm)",
    'p("終わり")',
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "sound.pdf"
    path.write_bytes(compile_pdf(document(*SOUND), WHEN).data)
    return path


def spoilt(path: Path, folder: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    """A copy with a fault."""
    target = folder / "spoilt.pdf"
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(target)
    return target


def made(folder: Path, *calls: str) -> Path:
    path = folder / "made.pdf"
    path.write_bytes(compile_pdf(document(*calls), WHEN).data)
    return path


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return [item for item in found if item.get("/S") == role]


def test_a_sound_document_passes_every_gate(sound: Path) -> None:
    assert gates.everything(sound) == []


def turn_a_sentence(pdf: pikepdf.Pdf) -> None:
    """What a sentence says last is read first."""
    found = next(each for each in elements(pdf, "/P") if len(each.get("/K", [])) > 1)
    found.K = pikepdf.Array(reversed(list(found.K)))


def test_an_order_that_is_not_that_of_the_page(tmp_path: Path) -> None:
    path = made(tmp_path, 'h1("a", "準備")', 'p("この", ruby("電子", "でんし"), "を", b("入"), "れます。")')
    assert gates.is_painted_in_order(path)
    assert not gates.is_painted_in_order(spoilt(path, tmp_path, turn_a_sentence))


def test_header_cells_turned_plain(sound: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for cell in elements(pdf, "/TH"):
            cell.S = pikepdf.Name.TD

    assert gates.tables(spoilt(sound, tmp_path, change)) != []


def test_picture_without_alt(sound: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for figure in elements(pdf, "/Figure"):
            del figure["/Alt"]

    path = spoilt(sound, tmp_path, change)
    assert gates.figures(path) != []
    assert gates.conformance(path) != []


def test_file_name_as_alt(sound: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, "/Figure")[0]["/Alt"] = pikepdf.String("form.png")

    assert gates.figures(spoilt(sound, tmp_path, change)) != []


def test_heading_that_skips_a_level(sound: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, "/H1")[0].S = pikepdf.Name.H3

    assert gates.headings(spoilt(sound, tmp_path, change)) != []


def test_font_that_is_not_embedded(sound: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                del item["/FontFile2"]

    assert gates.fonts(spoilt(sound, tmp_path, change)) != []


def test_language_is_seen_to_be_missing(sound: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/Lang"]

    path = spoilt(sound, tmp_path, change)
    assert (gates.language(sound), gates.language(path)) == ("ja", "")
    assert gates.conformance(path) != []


def test_link_that_leads_elsewhere_than_its_code(sound: Path, tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for sheet in pdf.pages:
            for note in sheet.get("/Annots", []):
                note.A.URI = pikepdf.String("https://elsewhere.example/")

    assert any("without a link" in finding for finding in gates.qr(spoilt(sound, tmp_path, change)))


def test_code_too_small_to_read(tmp_path: Path) -> None:
    code = f'qr("コード", {CODE}, "フォーム", p(out("{FORM}", "開く")))'
    path = made(tmp_path, 'h1("a", "はじめに")', f"scale(x: 40%, y: 40%, origin: top + left, {code})")
    assert any("not readable" in finding for finding in gates.qr(path))


def test_page_left_half_empty(tmp_path: Path) -> None:
    calls = ('h1("a", "はじめに")', 'p("短い")', "pagebreak()", 'p("次")', "v(150mm)", 'p("最後")')
    path = made(tmp_path, *calls)
    assert [finding.partition(":")[0] for finding in gates.fill(path)] == ["page 2"]


def test_page_left_half_empty_for_what_would_not_fit(tmp_path: Path) -> None:
    tall = "block(breakable: false, rect(height: 200mm, width: 5mm, fill: black), above: 7mm)"
    assert gates.fill(made(tmp_path, 'h1("a", "はじめに")', "v(60mm)", 'p("短い")', tall)) == []


def test_punctuation_squeezed_over_its_neighbour(sound: Path, tmp_path: Path) -> None:
    here = document('p("画面が出ます。「次へ」を押します（参考）。「完了」と出ます。")')
    front = json.loads(here.front)
    front["type"] |= {"fonts": ["BIZ UDPGothic"], "signs": ""}
    path = tmp_path / "squeezed.pdf"
    path.write_bytes(compile_pdf(replace(here, front=json.dumps(front).encode()), WHEN).data)
    assert pdf_letters.overlaps(path) != []
    assert pdf_letters.overlaps(sound) == []


LONG = "https://forms.example/files/2031_a/application_form_of_the_city.html"


def test_address_in_two_lines(tmp_path: Path) -> None:
    """As it was printed: it could break after its host."""
    call = f'block(width: 80mm, p("申請フォーム：", out("{LONG}", "{LONG}")))'
    assert gates.addresses(made(tmp_path, call)) == [f"page 2: in two lines: {LONG}"]


@pytest.mark.parametrize("width", ["172mm", "130mm"])
def test_address_on_one_line(tmp_path: Path, width: str) -> None:
    """In a narrow column it is set smaller."""
    path = made(tmp_path, f'block(width: {width}, p("申請フォーム：", address("{LONG}", "{LONG}", "")))')
    assert gates.addresses(path) == []
    assert pdf_letters.underscores(path) == []
    assert LONG in gates.text(path)[1]


def test_address_under_its_code_where_it_has_no_room_beside(tmp_path: Path) -> None:
    call = f'qr("コード", {CODE}, "フォーム", p(address("{FORM}_2031", "{FORM}_2031", "")))'
    path = made(tmp_path, f"block(width: 75mm, {call})")
    assert gates.addresses(path) == []
    assert f"{FORM}_2031" in gates.text(path)[1]


@pytest.mark.parametrize("mark", ["out", "changed"])
def test_underscore_under_a_line(tmp_path: Path, mark: str) -> None:
    path = made(tmp_path, 'p(b(link("https://a.example", underline(offset: 0.16em, "a_b"))))')
    assert len(pdf_letters.underscores(path)) == 1
    first = '"https://a.example", ' if mark == "out" else ""
    assert pdf_letters.underscores(made(tmp_path, f'p(b({mark}({first}"a_b")))')) == []


def test_last_line_of_one_sign(tmp_path: Path) -> None:
    assert gates.stubs(made(tmp_path, 'p("電子証明書を端末に入れま", br(), "す。")')) != []


def test_too_many_bytes(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(sound.read_bytes() + b"%" * gates.LARGEST)
    assert gates.size(path) != []


def test_what_is_read_is_in_order_and_without_header(sound: Path) -> None:
    found = gates.reading(sound)
    body = found[found.index(("H1", "はじめに")) :]
    assert [role for role, _ in body] == ["H1", "P", "Figure", "P", "P", "P", "TH", "TH", "TD", "TD", "P"]
    assert ("TD", "はじめて") in body
    assert "Android版" not in [text for _, text in body]


def test_stream_that_is_not_as_long_as_it_says(tmp_path: Path) -> None:
    path = made(tmp_path, 'h1("a", "はじめに")', 'p("短い")')
    assert gates.stream_lengths(path) == []
    data = path.read_bytes()
    length = re.findall(rb"/Length (\d+)", data)[-1]
    path.write_bytes(data.replace(b"/Length " + length, b"/Length " + str(int(length) - 2).encode(), 1))
    assert gates.stream_lengths(path) != []
