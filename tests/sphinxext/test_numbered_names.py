"""A name and its number stay together, in running text as in links, in print by the lines of the PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pdf_gates as gates
import pytest
from docutils import nodes
from pdf_samples import WHEN, front

from tebiki.content.languages import load_language
from tebiki.content.words import load_words
from tebiki.render.pdf import Document, compile_pdf
from tebiki.sphinxext.numbered_names import pattern, pieces
from tebiki.sphinxext.registry import TYPST
from tebiki.sphinxext.roles.nobreak import nobreak
from tebiki.sphinxext.typography import typography_of
from tebiki.sphinxext.typst.blocks import BlockWriter


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "If it came, go to Step 2. Steps 3–5 follow.", ["Step 2", "Steps 3–5"]),
        ("en", "Misstep 2, footsteps 3, step two", []),
        ("en", "see Troubleshooting 12 and troubleshooting", ["Troubleshooting 12"]),
        ("vi", "Xem Bước 2, rồi bước 3, Sự cố 4", ["Bước 2", "bước 3", "Sự cố 4"]),
        ("zh_CN", "请看步骤2和问题4。", ["步骤2", "问题4"]),
    ],
)
def test_numbers_that_stay_with_their_names(language: str, text: str, kept: list[str]) -> None:
    found = pattern(load_words(language))
    assert found is not None
    cut = pieces(text, found)
    assert "".join(piece.astext() for piece in cut) == text
    assert [piece.astext() for piece in cut if isinstance(piece, nobreak)] == kept


@pytest.mark.parametrize("language", ["ja", "ja_simple"])
def test_japanese_breaks_at_phrases_only(language: str) -> None:
    assert pattern(load_words(language)) is None


def printed(folder: Path, language: str, width: int, *children: nodes.Node) -> list[str]:
    """The lines of one paragraph in a column so many millimetres wide, as a table's is."""
    writer = BlockWriter(load_words(language), TYPST)
    paragraph = nodes.paragraph("", "", *children)
    calls = [f"block(width: {width}mm, narrow({writer.block(paragraph)}))", 'h1("there", "There")']
    text = '#import "/template/tebiki-manual.typ": *\n#manual(\n' + "".join(f"{c},\n" for c in calls) + ")\n"
    look = replace(front(language), typography=typography_of(load_language(language)))
    path = folder / f"{width}.pdf"
    path.write_bytes(compile_pdf(Document(text.encode(), look.json(load_words(language)), {}), WHEN).data)
    return next(list(tag.lines) for tag in gates.tags(path) if tag.role == "P" and tag.page == 2)


@pytest.mark.parametrize("width", range(40, 90, 3))
def test_a_step_in_running_text(tmp_path: Path, width: int) -> None:
    found = pattern(load_words("en"))
    assert found is not None
    lines = printed(
        tmp_path, "en", width, *pieces("If you have received the email, go to Step 2 now.", found)
    )
    assert sum("Step 2" in line for line in lines) == 1


@pytest.mark.parametrize("width", range(65, 110, 3))
@pytest.mark.parametrize(
    ("language", "name", "end"),
    [("en", "Troubleshooting 12", ")"), ("ja", "困ったとき 12", "）"), ("zh_CN", "问题12", "）")],
)
def test_a_remedy_with_its_page(tmp_path: Path, language: str, name: str, end: str, width: int) -> None:
    link = nodes.reference("", name, refid="there", remedy=12, internal=True)
    before = {"en": "If it does not open, see ", "ja": "何も出ないときは、", "zh_CN": "打不开页面时请看"}[
        language
    ]
    lines = printed(tmp_path, language, width, nodes.Text(before), link, nodes.Text("."))
    (line,) = [line for line in lines if name in line]
    assert end in line, lines


def test_a_remedy_wider_than_its_column(tmp_path: Path) -> None:
    """The name and the page are still whole."""
    link = nodes.reference("", "Troubleshooting 12", refid="there", remedy=12, internal=True)
    lines = printed(tmp_path, "en", 40, nodes.Text("See "), link, nodes.Text("."))
    assert [line.strip() for line in lines][1:] == ["Troubleshooting 12", "(page 2)."]
