"""Words beside a reference go into its link."""

from __future__ import annotations

import pytest
from docutils import nodes

from tebiki.content.languages import load_language
from tebiki.sphinxext.longer_links import lengthen

JA, ZH = load_language("ja"), load_language("zh_CN")


def lengthened(before: str, link: str, after: str, language: str) -> tuple[str, str, str]:
    data = {"ja": JA, "zh_CN": ZH}[language]
    reference = nodes.reference("", link, refid="step-2", classes=["step-ref"])
    pieces = [nodes.Text(text) for text in (before, after)]
    paragraph = nodes.paragraph("", "", *pieces[:1] * bool(before), reference, *pieces[1:] * bool(after))
    whole = paragraph.astext()
    lengthen(reference, data.link_before, data.link_after)
    assert paragraph.astext() == whole
    start = whole.index(reference.astext())
    return whole[:start], reference.astext(), whole[start + len(reference.astext()) :]


@pytest.mark.parametrize(
    ("language", "before", "link", "after", "wanted"),
    [
        ("ja", "届いたら、", "手順2", "から続けます。", ("届いたら、", "手順2から", "続けます。")),
        ("ja", "", "手順2", "で", ("", "手順2で", "")),
        ("ja", "続きは", "手順2", "です。", ("続きは", "手順2です", "。")),
        ("ja", "（", "手順2", "）", ("（", "手順2", "）")),
        ("ja", "手順2", "手順3", "", ("手順2", "手順3", "")),
        ("zh_CN", "就进入", "步骤2", "。", ("就", "进入步骤2", "。")),
        ("zh_CN", "请从", "步骤2", "重新操作。", ("请", "从步骤2重新操作", "。")),
    ],
)
def test_the_words_that_a_language_names_go_into_the_link(
    language: str, before: str, link: str, after: str, wanted: tuple[str, str, str]
) -> None:
    assert lengthened(before, link, after, language) == wanted


def test_a_language_that_names_none_keeps_its_links() -> None:
    english = load_language("en")
    assert (english.link_before, english.link_after) == ((), ())
