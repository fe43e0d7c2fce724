"""What is measured once, while no position is known, comes to the same PDF as what is measured each time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pdf_samples import WHEN, document, front
from PIL import Image

from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.render import pdf
from tebiki.render.pdf import Document, compile_pdf

SEEN = 'p(nobreak(remedy-link("lost", nobreak("困ったとき 2"))), "を見てください。")'
BOX = f'remark("differs", "画面が違うとき", {SEEN})'
SENTENCE = 'p(to("step-1", "手順1"), "に戻って、届いたメールを確かめます。")'
LONG = f'remark("caution", "注意", {", ".join([SENTENCE] * 6)})'
REMEDY = 'remedy(2, "lost", "メールが届かない。", p("待ちます。"))'
#: What stands in the template, and what takes the shortcut away.
PLANNED = "let noted = query(selector(<tebiki-plan>).after(here())).first(default: none)"
SOUGHT = "let noted = query(<tebiki-plan>)"


def row(*boxes: str) -> str:
    legend = 'legend(p("押します"), p(to("step-2", nobreak("手順2へ")), "進みます"))'
    parts = ['"phone"', 'p("画面が出ます")', 'screen("/pictures/a.png", "画面の例", "例")', legend, *boxes]
    return f"row({', '.join(parts)})"


def manual(chapters: str) -> tuple[str, ...]:
    """Steps on one page and over two, each way of a row, links to pages, a section with a picture."""
    steps = [row(), row(BOX)], [row(LONG, BOX, LONG)], [row(LONG, "warned: 2", BOX, BOX)], ['p("終わりです")']
    return (
        f'contents({chapters}, p("はじめに"))',
        'h1("s", "手順")',
        'v(85mm), p("ここまで")',
        *(
            f'step({n}, "手順{n}", "step-{n}", "終わらせる", {", ".join(parts)})'
            for n, parts in enumerate(steps, 1)
        ),
        f'pictured(h2("more", "ほかの画面"), {row(BOX)})',
        'h1("trouble", "困ったとき")',
        f"remedies({REMEDY})",
    )


def made(folder: Path, text: bytes, language: str) -> bytes:
    Image.new("RGB", (720, 900), "#C9CAD1").save(folder / "a.png")
    look = front(language).json(load_words(language))
    return compile_pdf(Document(text, look, {"pictures/a.png": folder / "a.png"}), WHEN).data


def without(shortcut: str, instead: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Use a template that has ``instead`` in the place of a shortcut."""
    shutil.copytree(pdf.TEMPLATE, folder / "changed")
    [file] = [file for file in (folder / "changed").glob("*.typ") if shortcut in file.read_text("utf-8")]
    file.write_text(file.read_text("utf-8").replace(shortcut, instead), "utf-8")
    monkeypatch.setattr(pdf, "TEMPLATE", folder / "changed")


@pytest.mark.parametrize("language", ["ja", "ja_simple", "en"])
def test_a_manual_is_planned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    text = document(*manual("chapters: (true, false, false, false, false, true,)")).text
    once = made(tmp_path, text, language)
    without(PLANNED, "let noted = none", monkeypatch, tmp_path)
    # With it goes that no heading is repeated at first.
    pieces = tmp_path / "changed/pieces.typ"
    pieces.write_text(pieces.read_text("utf-8").replace("repeat and noted != none", "repeat"), "utf-8")
    assert made(tmp_path, text, language) == once


@pytest.mark.parametrize("chapters", ["", "chapters: ()", "chapters: (true,) * 60"])
def test_how_long_the_contents_were_thought_changes_nothing(tmp_path: Path, chapters: str) -> None:
    right = document(*manual("chapters: (true, false, false, false, false, true,)")).text
    other = document(*manual(chapters)).text.replace(b"contents(, ", b"contents(")
    assert made(tmp_path, other, "ja") == made(tmp_path, right, "ja")


@pytest.mark.parametrize("steps", [3, 9, 20, 40])
def test_a_page_for_the_wall_finds_its_size_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    calls = "".join(
        f'short-step({n}, "手順{n}", "申請書を送る", p("送信を押す。")),\n' for n in range(1, steps)
    )
    head = '"証明書", "a.p12", "作った人", [],\n'
    text = f'#import "/template/tebiki-summary.typ": *\n#summary(\n{head}{calls})\n'.encode()
    once = made(tmp_path, text, "ja")
    without(SOUGHT, "let noted = ()", monkeypatch, tmp_path)
    assert made(tmp_path, text, "ja") == once


@pytest.mark.parametrize("link", ['to("nowhere", "手順9")', 'remedy-link("nowhere", "困ったとき 9")'])
def test_a_link_to_nowhere_is_refused(tmp_path: Path, link: str) -> None:
    """That links stand before places are known hides none that is never known."""
    with pytest.raises(TebikiError) as caught:
        made(tmp_path, document(f"p({link})").text, "ja")
    assert [problem.code for problem in caught.value.problems] == ["pdf/typst"]
