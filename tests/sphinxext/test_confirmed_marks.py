"""A walk takes the mark of what nobody has confirmed from the sentences that it covers, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from planted import spoil
from walk_samples import changed, recorded, walk_of, with_marks
from web_gates import unmarked

from tebiki.content.words import load_words
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.sphinxext.confirmed_marks import drop_marks

pytestmark = pytest.mark.usefixtures("forked")
DARK, FORM = "はじめに、画面が暗くなります（参考）。", "フォームを開きます（参考）。"


def page(root: Path, language: str = "ja") -> str:
    build(Request(root), lambda _: None)
    return unmarked((root / "build" / "site" / language / "tablet.html").read_text(encoding="utf-8"))


def test_a_mark_goes_where_its_sentence_was_confirmed(city: Path) -> None:
    with_marks(city)
    recorded(city, changed(walk_of(city), FORM, seen=""))
    text = page(city)
    assert "はじめに、画面が暗くなります。次に、明るくなります。" in text
    assert "フォームを開きます（参考）。" in text
    assert "「（参考）」は、一般的な説明です。" in text


def test_a_mark_stays_where_the_sentence_was_changed(city: Path) -> None:
    with_marks(city)
    recorded(city)
    spoil(city / "docs/tablet.md", "画面が暗く", "画面が急に暗く")
    text = page(city)
    assert "急に暗くなります（参考）。" in text
    assert "フォームを開きます。" in text


def test_what_differed_keeps_its_mark(city: Path) -> None:
    with_marks(city)
    recorded(city, changed(walk_of(city), DARK, seen="differs", words="明るいまま"))
    assert "暗くなります（参考）。" in page(city)


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("en", "It goes dark (general information). Then it is bright.", "It goes dark. Then it is bright."),
        ("ja_simple", "くらくなります（ふつうの｜説明《せつめい》）。", "くらくなります。"),
        ("zh_CN", "会变暗（一般说明）。", "会变暗。"),
        ("vi", "Tối đi (tham khảo).", "Tối đi."),
        ("id", "Menjadi gelap (sebagai referensi).", "Menjadi gelap."),
    ],
)
def test_each_language_has_its_mark(language: str, text: str, left: str) -> None:
    node = nodes.paragraph("", "", nodes.strong("", text))
    assert drop_marks(node, load_words(language)("walk.mark"), [True])
    assert node.astext() == left


def test_marks_are_counted_in_their_order() -> None:
    node = nodes.paragraph("", "", nodes.Text("A (x). B (x)."), nodes.strong("", "C (x)."))
    assert drop_marks(node, "(x)", [False, True, True])
    assert node.astext() == "A (x). B.C."


def test_a_translation_with_another_number_of_marks_keeps_all() -> None:
    node = nodes.paragraph("", "", nodes.Text("A (x). B (x)."))
    assert not drop_marks(node, "(x)", [True])
    assert node.astext() == "A (x). B (x)."
