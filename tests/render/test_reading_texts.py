"""What a reading says is read from what draws it: glyphs by the font's table, or what a mark says instead."""

from __future__ import annotations

import pikepdf
import pytest

from tebiki.render.pdf_readings import _letters_of, _text_of

FONTS = {b"f0": {b"\0\1": "か", b"\0(": "く", b"\0)": "に"}, b"f1": {b"\0\1": "ん"}}


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        (b"BT 0 Tr/f0 4 Tf 1 0 0 -1 0 0 Tm[<0001>-12<0028>]TJ ET", "かく"),
        (b"BT/f0 4.5 Tf(\\000\\001\\000\\()Tj ET", "かく"),
        (b"/f0 4 Tf(\0\\()Tj/f1 4 Tf[(\0\1)]TJ", "くん"),
        (b"/Span<</Lang(ja)>>BDC/f0 4 Tf<0001>Tj EMC", "か"),
        # Several letters may share a glyph: the mark says which one it is, and only of its own glyphs.
        (b"/f0 4 Tf<0001>Tj/Span<</ActualText<FEFF304D>>>BDC<0028>Tj EMC<0029>Tj", "かきに"),
        (b"/Span<</ActualText(\xfe\xff0\x4d)>>BDC/f0 4 Tf<0028>Tj EMC", "き"),
        # A glyph that nobody knows makes all of it unknown.
        (b"/f0 4 Tf<00010099>Tj", ""),
        (b"/f9 4 Tf<0001>Tj", ""),
        (b"q Q", ""),
    ],
)
def test_a_reading_is_what_is_drawn(drawn: bytes, text: str) -> None:
    assert _text_of(drawn, FONTS) == text


def test_letters_are_those_of_the_fonts_table() -> None:
    with pikepdf.new() as pdf:
        table = pdf.make_stream(b"2 beginbfchar\n<0001> <304B>\n<0A02> <304B3099>\nendbfchar\n")
        assert _letters_of(pikepdf.Dictionary(ToUnicode=table)) == {b"\0\1": "か", b"\n\2": "か\u3099"}
        assert _letters_of(pikepdf.Dictionary()) == {}
