"""Each message, as its own translation, passes the guard; else the source is refused with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogs import rules

from tebiki.audit.audit import Asked, check
from tebiki.checks.translations.catalog import check_pair
from tebiki.checks.translations.self_translation import check_message, check_messages
from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site

BLOCKS = {
    "1. 準備": "1\\. 準備",
    "12) 準備": "12\\) 準備",
    "2025. 準備": "2025\\. 準備",
    "- 準備": "\\- 準備",
    "+ 準備": "\\+ 準備",
    "* 準備": "\\* 準備",
    "# 準備": "\\# 準備",
    "> 準備": "\\> 準備",
    "+++": "\\+++",
    "% 準備": "\\% 準備",
    "[a]: b": "\\[a]: b",
    "-": "\\-",
}


@pytest.mark.parametrize(("msgid", "write"), BLOCKS.items())
def test_what_begins_a_block_is_refused_with_what_to_write(msgid: str, write: str) -> None:
    [(code, values)] = check_message(msgid, rules())
    assert code == "source/begins-a-block"
    assert values == {"text": msgid, "write": write}
    assert list(check_message(write, rules())) == []


@pytest.mark.parametrize(
    ("msgid", "code"),
    [
        ("準備::", "source/ends-in-colons"),
        ("準備 # noqa", "source/ends-in-noqa"),
    ],
)
def test_what_sphinx_would_take_for_its_own(msgid: str, code: str) -> None:
    assert [found for found, _ in check_message(msgid, rules())] == [code]


@pytest.mark.parametrize(
    "msgid",
    [
        "1.準備",
        "1 準備",
        "①準備",
        "・準備",
        "準備：：",
        "**「設定」**を押します。",
        "{ui}`a.ok`を押して、[次](#b)へ進みます。",
        "午前9時から17時30分まで、2時半に、1万2千円で、1.2.3の1/2です。",
        "10月14日、Windows 10・11、iOS 16.4.1、10,000円、１２個、①、二十五、十分、一覧、¼、㍻",
        "葛\U000e0100飾区の絵文字\ufe0eです。",
        "見えない\u2060文字と\u00adと\u200b。",
        "電話は03-1234-5678、メールはa@b.exampleです。",
        "&lt;と\\*とa_b_cと`x`",
    ],
)
def test_what_people_write_can_be_translated(msgid: str) -> None:
    assert list(check_message(msgid, rules())) == []


def test_an_unseen_character_that_the_message_lacks_is_still_refused() -> None:
    codes = [code for code, _ in check_pair("準備", "a\u2060b", "en", rules())]
    assert codes == ["catalog/unseen"]


def test_what_is_refused_as_a_source_is_not_told_twice() -> None:
    for msgid in ("<b>準備</b>", "{{準備}}", "Ver.3です。"):
        assert list(check_message(msgid, rules())) == []


FAULTS = """
(numbers)=
## 1. 数える

:::{info} - 題名
文です。
:::

:::{table} 表
| 甲 | 乙 |
|---|---|
| 1. 丙 | 丁 |
:::
"""
PLACES = [("source/begins-a-block", at) for at in (2, 4, 11)]


def spoil(root: Path) -> int:
    page = root / "docs" / "chrome_book.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + FAULTS, encoding="utf-8", newline="\n")
    return text.count("\n") + 1


def told(root: Path, first: int) -> list[tuple[str, int]]:
    project = Project(root)
    found = check_messages(project.docs, ("index", "chrome_book"), rules())
    return [(one.code, (one.place.line or 0) - first) for one in found if one.place]


def test_each_is_told_at_its_line(shiomi: Path) -> None:
    first = spoil(shiomi)
    assert [line for _, line in told(shiomi, first)] == [2, 4, 11]


def test_build_and_check_refuse_it(shiomi: Path) -> None:
    first = spoil(shiomi)
    with pytest.raises(TebikiError) as refused:
        Site.read(Request(shiomi))
    lines = [(one.code, one.place.line) for one in refused.value.problems if one.place]
    found = [
        (one.rule, one.problem.place.line)
        for one in check(Asked(shiomi, outputs=False)).findings
        if one.rule.startswith("source/") and one.problem.place
    ]
    assert lines == [(code, first + at) for code, at in PLACES]
    assert [one for one in found if one in lines] == lines


def test_a_city_in_japanese_alone_is_told_the_same(shiomi: Path) -> None:
    """Another language may come any day; and who learns to write learns it once."""
    conf = shiomi / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace('["ja", "en"]', '["ja"]'), encoding="utf-8", newline="\n")
    spoil(shiomi)
    with pytest.raises(TebikiError) as refused:
        Site.read(Request(shiomi))
    assert [one.code for one in refused.value.problems] == ["source/begins-a-block"] * 3


def test_all_messages_of_the_invented_cities_can_be_translated(shiomi: Path, city: Path) -> None:
    for root in (shiomi, city):
        project = Project(root)
        assert check_messages(project.docs, ("index", *project.edition.manuals), rules()) == []
