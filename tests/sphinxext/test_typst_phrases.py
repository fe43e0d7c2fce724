"""Phrases in print: each in a box, signs outside, links in one piece; lines break between phrases only."""

from __future__ import annotations

from pathlib import Path

import pdf_gates as gates
import pytest
from docutils import nodes
from pdf_samples import WHEN, document

from tebiki.render.pdf import compile_pdf
from tebiki.sphinxext.node_kinds import phrase_break
from tebiki.sphinxext.registry import TYPST
from tebiki.sphinxext.roles.ruby import ruby
from tebiki.sphinxext.typst.inline import InlineWriter

FORM = "https://forms.example/abc"


def parts(text: str) -> list[nodes.Node]:
    """Text whose phrases are told by bars."""
    found: list[nodes.Node] = []
    for index, piece in enumerate(text.split("|")):
        found += [*([phrase_break()] if index else []), *([nodes.Text(piece)] if piece else [])]
    return found


def inline(kind: type[nodes.TextElement], text: str, **attributes: object) -> nodes.TextElement:
    return kind("", "", *parts(text), **attributes)


def link(text: str) -> nodes.TextElement:
    return inline(nodes.reference, text, refuri=FORM)


def kanji(base: str, reading: str) -> ruby:
    return ruby("", base, reading=reading)


def paragraph(*children: nodes.Node | str) -> nodes.paragraph:
    found: list[nodes.Node] = []
    for child in children:
        found += parts(child) if isinstance(child, str) else [child]
    return nodes.paragraph("", "", *found)


def written(*children: nodes.Node | str) -> str:
    return InlineWriter(TYPST).inlines(paragraph(*children).children)


@pytest.mark.parametrize(
    ("children", "calls"),
    [
        (["画面が|出ます。"], 'nobreak("画面が"), nobreak("出ます"), "。"'),
        (["はい、|「次へ」を|押します"],
         'nobreak("はい"), "、", "「", nobreak("次へ」を"), nobreak("押します")'),
        (["（参考）。|次の画面"], '"（", nobreak("参考"), "）。", nobreak("次の画面")'),
        (["Android |OS|でもよい"], '"Android", " ", "OS", nobreak("でもよい")'),
        ([nodes.strong("", "「はい」"), "を|押します"],
         'b("「"), nobreak(b("はい」"), "を"), nobreak("押します")'),
        ([inline(nodes.strong, "名前が|違う"), "とき|待ちます"],
         'nobreak(b("名前が")), nobreak(b("違う"), "とき"), nobreak("待ちます")'),
        (["この|", link("申請書"), "を|送ります"],
         f'nobreak("この"), nobreak(out("{FORM}", "申請書"), "を"), nobreak("送ります")'),
        (["この|", link("違う|ところ"), "を|見ます"],
         (f'nobreak("この"), out("{FORM}", nobreak("違う"), nobreak("ところ"), after: item("を")), '
         'nobreak("見ます")')),
        ([link("違う|（ところ）"), "を、|見ます"],
         (f'out("{FORM}", nobreak("違う"), "（", nobreak("ところ）"), after: item("を")), '
         '"、", nobreak("見ます")')),
        (["お", link("違う|ところ"), "|を見る"],
         f'out("{FORM}", nobreak("違う"), nobreak("ところ"), before: item("お")), nobreak("を見る")'),
        ([kanji("押", "お"), "す|", kanji("送信中", "そうしん")],
         'nobreak(ruby("押", "お"), "す"), ruby("送信中", "そうしん")'),
        (["あ" * 15 + "|次に押す"], f'"{"あ" * 15}", nobreak("次に押す")'),
        (["画面が|出た"], 'nobreak("画面が", "出た")'),
        (["あ" * 13 + "|出た"], f'nobreak("{"あ" * 13}"), nobreak("出た")'),
        ([link("違う|ところ"), "を|見る"],
         f'out("{FORM}", nobreak("違う"), nobreak("ところ"), after: item("を")), nobreak("見る")'),
        (["改行|の\n", "ところ"], 'nobreak("改行"), nobreak("の", "ところ")'),
    ],
)  # fmt: skip
def test_phrases_as_calls(children: list[nodes.Node | str], calls: str) -> None:
    assert written(*children) == calls


def test_where_no_phrase_is_told_only_the_last_letters_stay_together() -> None:
    assert written("画面が出ます。") == '"画面が", nobreak("出ます"), "。"'
    assert written("画面。") == '"画面。"'


SENTENCE = (
    "お使いの|端末に|", link("違う|ところ"), "が|あると|きは、|", kanji("電子", "でんし"), "|",
    kanji("証明書", "しょうめいしょ"), "を|「入れ直す」で|消して|ください。",
)  # fmt: skip


def lines(folder: Path, width: int, *children: nodes.Node | str) -> list[str]:
    """The lines of a paragraph in a column so many millimetres wide."""
    path = folder / f"{width}.pdf"
    call = f"block(width: {width}mm, p({written(*children)}))"
    path.write_bytes(compile_pdf(document(call), WHEN).data)
    assert gates.conformance(path) == []
    return next([line.strip() for line in tag.lines] for tag in gates.tags(path) if tag.page == 2)


@pytest.mark.parametrize("width", range(36, 120, 6))
def test_lines_break_between_phrases_only(tmp_path: Path, width: int) -> None:
    text = "お使いの|端末に|違う|ところが|あると|きは、|電子|証明書を|「入れ直す」で|消して|ください。"
    pieces = text.split("|")
    edges = {len("".join(pieces[:count])) for count in range(len(pieces))}
    found = lines(tmp_path, width, *SENTENCE)
    assert len(found) > 1
    assert "".join(found) == "".join(pieces)
    assert {len("".join(found[:count])) for count in range(len(found))} <= edges


def test_a_link_stays_one_link(tmp_path: Path) -> None:
    path = tmp_path / "link.pdf"
    path.write_bytes(compile_pdf(document(f"block(width: 40mm, p({written(*SENTENCE)}))"), WHEN).data)
    assert [tag.role for tag in gates.tags(path)].count("Link") == 1
    assert "お使いの端末に違うところがあるときは、" in "".join(gates.text(path)[1].split())
