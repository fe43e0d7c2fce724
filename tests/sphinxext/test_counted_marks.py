"""Marks count on within a section: in its pictures, on its page, in print."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from html_sample import fragment, paragraph, section, tree
from invented_screens import ASK, inputs_for, screen_of
from web_gates import said

from tebiki.content.output_names import picture_name
from tebiki.render.screen import draw
from tebiki.sphinxext.directives.screen import screen, typst_legend
from tebiki.sphinxext.pictures import CountMarks
from tebiki.sphinxext.typst.blocks import BlockWriter


def a_screen(name: str, *said_of_marks: str) -> screen:
    """A screen as the directive gives it, with what the writers of pages need besides."""
    node = screen("", name=name, alt="画面", kind="screen", drawn=True, width=720, height=400)
    node["file"] = f"{name}.png"
    if said_of_marks:
        items = [nodes.list_item("", paragraph(text)) for text in said_of_marks]
        node += nodes.enumerated_list("", *items, classes=["legend"])
    return node


def counted() -> list[screen]:
    """Two sections; the first has three pictures, one of them within a box and one without marks."""
    boxed = nodes.container("", a_screen("c", "よっつめ"))
    first = section("step-1", "送る", a_screen("a", "ひとつめ", "ふたつめ"), a_screen("b"), boxed, step=1)
    second = section("step-2", "待つ", a_screen("d", "別のひとつめ"), step=2)
    document = new_document("docs/tablet.md")
    document += section("tablet", "手引", first, second)
    CountMarks(document).apply()
    return list(document.findall(screen))


def test_marks_count_on_within_a_section_and_begin_anew_in_the_next() -> None:
    assert [(node["name"], node["first"]) for node in counted()] == [("a", 1), ("b", 3), ("c", 3), ("d", 1)]


def test_a_legend_that_counts_on_says_its_numbers() -> None:
    plain, _, later, _ = counted()
    (shown,) = tree(later).iter("ol")
    assert (shown.get("start"), [(item.get("value"), said(item)) for item in shown]) == (
        "3",
        [("3", "よっつめ")],
    )
    assert not re.search(r"start=|value=", fragment(plain))


def test_print_starts_its_badges_there_too() -> None:
    plain, _, later, _ = counted()
    blocks = BlockWriter.__new__(BlockWriter)
    blocks.group = lambda node: f'p("{node.astext()}")'  # type: ignore[method-assign]
    assert [text.replace("\n", "") for text in typst_legend(blocks, later)] == [
        'legend( start: 3, p("よっつめ"),)'
    ]
    assert "start" not in "".join(typst_legend(blocks, plain))


def test_the_picture_shows_those_numbers_in_a_file_of_its_own(tmp_path: Path) -> None:
    one, again, two = (draw(screen_of(ASK), inputs_for(ASK), tmp_path, first) for first in (1, 1, 2))
    assert one.path == again.path
    assert one.path.read_bytes() != two.path.read_bytes()
    assert (one.width, one.height, one.marks) == (two.width, two.height, two.marks)
    assert picture_name("tablet/ask", 1) == "tablet-ask.png"
    assert picture_name("tablet/ask", 2) == "tablet-ask-from-2.png"
