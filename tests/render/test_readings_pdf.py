"""Readings in an invented city's PDFs touch nothing: neither the line above nor the next reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pdf_gates as gates
import pdf_letters
import pytest
from docutils import nodes
from pdf_samples import WHEN, front

from tebiki.content.words import load_words
from tebiki.render.pdf import Document, compile_pdf
from tebiki.sphinxext.registry import TYPST
from tebiki.sphinxext.roles.ruby import ruby
from tebiki.sphinxext.typst.blocks import BlockWriter

#: Two paragraphs, of which the second has readings below the letters of the first.
ACTS = 'p("「事業所の名前」を書く。"), p("「", ruby("送信", "そうしん"), "」を", ruby("押", "お"), "す。")'


def saved(folder: Path, text: str, *, ruby: bool = True) -> Path:
    """A document in やさしい日本語; without ``ruby``, lines leave no room for readings."""
    look = front("ja_simple")
    look = replace(look, typography=replace(look.typography, ruby=ruby))
    path = folder / "made.pdf"
    path.write_bytes(compile_pdf(Document(text.encode(), look.json(load_words("ja_simple")), {}), WHEN).data)
    return path


def summary(steps: int) -> str:
    """A page for the wall with so many steps."""
    calls = "".join(f'short-step({n}, "手順{n}", "申請書を送る", {ACTS}),\n' for n in range(1, steps + 1))
    head = '"｜証明書《しょうめいしょ》", "a.p12", "作った人", [],\n'
    return f'#import "/template/tebiki-summary.typ": *\n#summary(\n{head}{calls})\n'


def manual(*calls: str) -> str:
    return f'#import "/template/tebiki-manual.typ": *\n#manual(\n{",".join(calls)},\n)\n'


@pytest.mark.parametrize("steps", [4, 13, 16], ids=["large", "middle", "small"])
def test_a_wall_page_leaves_readings_their_room(tmp_path: Path, steps: int) -> None:
    assert pdf_letters.readings(saved(tmp_path, summary(steps))) == []


def test_readings_over_the_line_above_are_told(tmp_path: Path) -> None:
    """As the page was set before: blocks of an item that keep no room for readings."""
    found = pdf_letters.readings(saved(tmp_path, summary(4), ruby=False))
    assert "page 1: 「そうしん」 touches 「事業所」" in found


def typst_of(*children: nodes.Node) -> str:
    """A paragraph as the writer gives it."""
    paragraph = nodes.paragraph("", "", *children)
    return BlockWriter(load_words("ja_simple"), TYPST).block(paragraph)


@pytest.mark.parametrize(("base", "reading"), [("設定", "せってい"), ("承", "うけたまわ")])
def test_readings_side_by_side_do_not_touch(tmp_path: Path, base: str, reading: str) -> None:
    second = ruby("", base, reading=reading)
    written = typst_of(ruby("", "詳細", reading="しょうさい"), second, nodes.Text("の画面"))
    assert written.count("beside: true") == 2
    assert pdf_letters.readings(saved(tmp_path, manual(written))) == []
    words = f'p(said("｜詳細《しょうさい》｜{base}《{reading}》の画面"))'
    assert pdf_letters.readings(saved(tmp_path, manual(words))) == []


def test_readings_that_touch_are_told(tmp_path: Path) -> None:
    """Both reach over their neighbours, as over letters without readings."""
    calls = 'p(ruby("詳細", "しょうさい"), ruby("設定", "せってい"))'
    assert pdf_letters.readings(saved(tmp_path, manual(calls))) == [
        "page 2: 「しょうさい」 touches 「せってい」"
    ]


def test_a_reading_may_stand_over_letters_without_one() -> None:
    assert "beside" not in typst_of(
        ruby("", "詳細", reading="しょうさい"), nodes.Text("な"), ruby("", "設定", reading="せってい")
    )


#: Words whose reading is much longer than they are, as 「証明書」 and its like.
LONG_READINGS = (
    ("商標", "しょうひょう"),
    ("入力", "にゅうりょく"),
    ("認証情報", "にんしょうじょうほう"),
    ("14日", "じゅうよっか"),
)


@pytest.mark.parametrize(("base", "reading"), LONG_READINGS)
@pytest.mark.parametrize(("before", "after"), [("この", "を押す"), ("「", "」を押す")])
def test_words_under_long_readings_are_found(
    tmp_path: Path, base: str, reading: str, before: str, after: str
) -> None:
    """As PDFium searches: a gap beside the word would be a space in its text."""
    path = saved(tmp_path, manual(f'p("{before}", ruby("{base}", "{reading}"), "{after}")'))
    assert f"{before}{base}{after}" in gates.text(path)[1]
    assert pdf_letters.readings(path) == []


def test_two_words_under_long_readings_are_found(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        manual(
            typst_of(ruby("", "商標", reading="しょうひょう"), ruby("", "証明書", reading="しょうめいしょ"))
        ),
    )
    assert "商標証明書" in gates.text(path)[1]
