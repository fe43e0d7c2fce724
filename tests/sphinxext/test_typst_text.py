"""Text of a paragraph: literals that cannot break out, line ends, last letters kept, glyphs checked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docutils import nodes

from tebiki.errors import Place, TebikiError
from tebiki.sphinxext.typst.calls import literal
from tebiki.sphinxext.typst.inline import InlineWriter
from tebiki.sphinxext.typst.text import printed


def paragraph(*parts: nodes.Node | str) -> nodes.paragraph:
    children: Sequence[nodes.Node] = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    found = nodes.paragraph("", "", *children)
    found.source, found.line = "docs/android.md", 12
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# *見出し* $x$ <a> @b", '"# *見出し* $x$ <a> @b"'),
        ('"; panic("x"); "', r'"\"; panic(\"x\"); \""'),
        ("\\", r'"\\"'),
        ("a\nb\tc", r'"a\nb\tc"'),
        ("\x07\u200b", r'"\u{7}\u{200b}"'),
    ],
)
def test_literals_hold_any_text(text: str, expected: str) -> None:
    assert literal(text) == expected


def test_a_literal_is_what_its_characters_are_one_by_one() -> None:
    for code in range(0x3100):
        apart = literal("\0" + chr(code))  # beside a character that is escaped
        assert literal(chr(code)) == '"' + apart.removeprefix(r'"\u{0}'), hex(code)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("画面が出ます。\n次へ",), "画面が出ます。次へ"),
        (("Enter the\npassword",), "Enter the password"),
        (("手順\n", nodes.strong("", "OK"), "を\n  押す"), "手順OKを押す"),
        (("Tap\n", nodes.strong("", "OK"), "\nnow"), "Tap OK now"),
    ],
)
def test_line_ends_are_spaces_between_words_only(parts: Sequence[nodes.Node | str], expected: str) -> None:
    leaves = paragraph(*parts).findall(nodes.Text)
    assert "".join(map(printed, leaves)) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("请再次输入密码。", '"请再次输入", nobreak("密码"), "。"'),
        ("完成", '"完成"'),
        ("申请书の様式", '"申请书の", nobreak("様式")'),
        ("Tap OK.", '"Tap OK."'),
    ],
)
def test_last_han_of_chinese_stay_together(text: str, kept: str) -> None:
    assert InlineWriter({}).inlines(paragraph(text).children) == kept


def test_character_that_no_font_has_is_told_at_its_place() -> None:
    with pytest.raises(TebikiError) as error:
        InlineWriter({}).inlines(paragraph("鍵は", nodes.strong("", "🔑")).children)
    (problem,) = error.value.problems
    assert (problem.code, problem.place) == ("pdf/glyph", Place("docs/android.md", 12))
    assert problem.values["characters"] == "🔑"
