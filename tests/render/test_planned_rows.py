"""Rows of planned heights: the same PDF as with heights that Typst finds; one that is another is no row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pdf_samples import WHEN, document
from PIL import Image

from tebiki import plain
from tebiki.render import pdf
from tebiki.render.pdf import Document, compile_pdf

BOX = 'remark("info", "入力のこつ", p("半角で入れます"))'
#: A text that is longer once positions are known, as a link that says a page may be.
GROWS = 'context p("あ" * if query(<tebiki-set>) == () { 10 } else { 400 })'


def row(*boxes: str) -> str:
    parts = ['"phone"', 'p("画面が出ます")', 'screen("/pictures/a.png", "画面の例", "例")', "[]", *boxes]
    return f"row({', '.join(parts)})"


def manual(folder: Path, *parts: str) -> Document:
    Image.new("RGB", (720, 900), "#C9CAD1").save(folder / "a.png")
    steps = (
        f'step({n}, "手順{n}", "step-{n}", "題", {", ".join(parts)}, p("終わりです"))' for n in range(1, 5)
    )
    pictures = {"pictures/a.png": folder / "a.png"}
    return document('h1("s", "手順")', *steps, f'pictured(h2("m", "ほか"), {row(BOX)})', pictures=pictures)


def plainly(here: Document, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The PDF without planned rows."""
    with monkeypatch.context() as patch:
        patch.setenv(plain.SWITCH, "1")
        return compile_pdf(here, WHEN).data


def counted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether rows are planned, each time that a document is set from now on."""
    seen: list[bool] = []
    usual = pdf._set

    def noted(folder: Path, timestamp: object, *, is_planned: bool) -> object:
        seen.append(is_planned)
        return usual(folder, timestamp, is_planned=is_planned)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "_set", noted)
    return seen


def test_planned_rows_are_those_that_typst_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = manual(tmp_path, 'p("はじめに")', row(BOX), row(BOX, BOX, BOX), 'p("次に")')
    usual = plainly(here, monkeypatch)
    seen = counted(monkeypatch)
    assert compile_pdf(here, WHEN).data == usual
    assert seen == [True]


@pytest.mark.parametrize("parts", [(GROWS, row()), (row(BOX), GROWS), (GROWS,)])
def test_a_row_of_another_height_is_not_set_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: tuple[str, ...]
) -> None:
    here = manual(tmp_path, *parts)
    usual = plainly(here, monkeypatch)
    seen = counted(monkeypatch)
    made = compile_pdf(here, WHEN).data
    assert seen == [True, False]
    assert made == usual


@pytest.mark.parametrize("error", ["+ 30pt", "- 5pt", "+ 0.1pt"])
def test_a_plan_that_is_wrong_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    shutil.copytree(pdf.TEMPLATE, tmp_path / "changed")
    pieces, right = tmp_path / "changed/pieces.typ", "measure(width: width, text).height }"
    assert right in pieces.read_text("utf-8")
    wrong = f"measure(width: width, text).height {error} }}"
    pieces.write_text(pieces.read_text("utf-8").replace(right, wrong), "utf-8")
    monkeypatch.setattr(pdf, "TEMPLATE", tmp_path / "changed")
    here = manual(tmp_path, 'p("はじめに")', row(BOX))
    usual = plainly(here, monkeypatch)
    seen = counted(monkeypatch)
    assert compile_pdf(here, WHEN).data == usual
    assert seen == [True, False]
