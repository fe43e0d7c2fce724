"""``*`` beside Japanese opens and closes; beside Latin letters all is as in CommonMark.

The cases of markdown-cjk-friendly (strong, korean, pseudo-emoji, non-bmp, underscore) are here in our
own words, kind by kind. On 2026-11-29 the plugin's own 112 cases gave what its snapshots hold (version
2.0.2), and of the 652 examples of CommonMark 0.31.2 none came out otherwise than without the rule: there
is no difference to list. `test_between_latin_letters_nothing_changes` holds that by all short rows of
characters that are not wide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.rules_inline import emphasis

from tebiki.content.catalogs.catalog import read_catalog
from tebiki.content.catalogs.tokens import tokens_of
from tebiki.content.markdown.emphasis import is_cjk, use_emphasis
from tebiki.content.markdown.parser import parser

ROOTS = Path(__file__).parent.parent / "roots"
PLAIN = MarkdownIt("commonmark")
OURS = MarkdownIt("commonmark").use(use_emphasis)
ENDS = "、。，．；：？！」』】》〉）〕｝・…—～〃々゛\uff63“”‘’.,!?)]>-~\"'"
BEGINNINGS = "「『【《〈（〔｛“‘([<\"'"


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        # What staff typed, and came out with signs.
        ("**{ui}`a.ok`**を押します。", 1),
        ("**{ui}`a.ok`**か**{ui}`a.no`**を押します。", 2),
        ("これは**「設定」**を押します。", 1),
        ("**OK（大文字）**を入れます。", 1),
        ("ここは**重要。**次へ進みます。", 1),
        ("**設定アプリ：**ここから開きます。", 1),
        ("**｜手順《てじゅん》**を｜見《み》ます。", 1),
        ("次は**[申請](#a)**です。", 1),
        ("まず**{fact}`a.b`を開き、{ui}`c`**を押す。", 1),
        # A link, code and a role at either end, on either side.
        ("**[甲](#a)**と**[乙](#b)**を見ます。", 2),
        ("語と**[語](a)**語", 1),
        ("初めの**`コード`で始まる。**", 1),
        ("**終わりの`コード`**に続く。", 1),
        # Signs that are not wide, beside letters that are.
        ("合計**¥3,000**です。", 1),
        ("答えは**④**です。", 1),
        ('花子は**"はい"**と答えた。', 1),
        ('花子は**"Yes"**と答えた。', 1),
        ("**C#**と**F#**は**「.NET」**で動く。", 3),
        ("品番が**012番**になる。", 1),
        # Letters that lie where few look: radicals, circled kana, an ideograph with its variant.
        ("私は**⻲田（かめだ）**です。", 1),
        ("選択肢**㋐**: 一つ目", 1),
        ("葛\U000e0100**（かつ）**飾", 1),
        ("**(葛\U000e0100)**a", 0),
        # Korean, which has spaces, and its parts.
        ("**이것(this)**만을", 1),
        ("ᅡ**(a)**", 1),
        ("**(k)**ᄏ", 1),
        # Signs that may be pictures, but are not unless asked; those that are.
        ("a**㊗**a", 1),
        ("a**〽**a", 1),
        ("a**🈂**a", 1),
        ("a**🍣**a", 0),
        # Punctuation and symbols beyond the first plane stay what they are.
        ("a**a\U0001d735**a", 0),
        ("a**∇a**a", 0),
        # A sign of variant is passed over; after a space it is not.
        ("Text“\ufe01**(a)**", 1),
        ("字。\ufe00**(a)**a", 0),
        # Latin letters: told, not parsed.
        ("a**(b)**c", 0),
        ("**{ui}`a.ok`**OK", 0),
        ("押す** 「設定」 **と", 0),
    ],
)
def test_bold(text: str, strong: int) -> None:
    found = tokens_of(text)
    assert found.strong == strong
    assert ("**" in "".join(found.pieces)) == (strong == 0)


@pytest.mark.parametrize("sign", ENDS)
@pytest.mark.parametrize("outside", "かカ漢ー字")
def test_bold_closes_after_any_punctuation(sign: str, outside: str) -> None:
    assert tokens_of(f"**真{sign}**{outside}").strong == 1


@pytest.mark.parametrize("sign", BEGINNINGS)
@pytest.mark.parametrize("outside", "かカ漢ー字")
def test_bold_opens_before_any_punctuation(sign: str, outside: str) -> None:
    assert tokens_of(f"{outside}**{sign}真** と").strong == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("これは*「重要」*です。", 1),
        ("_注意_：読む。", 1),
        ("注意：_読む_", 1),
        ("字。\ufe01_Text._", 1),
        ("字_「重要」_字", 0),
        ("語_語_語", 0),
    ],
)
def test_emphasis(text: str, count: int) -> None:
    assert tokens_of(text).emphasis == count


def test_between_latin_letters_nothing_changes() -> None:
    signs = ("a", "é", "1", "(", ".", "“", "$", " ", "*")
    for mark, before, first, last, after in product(("*", "**", "***", "_", "__"), *[signs] * 4):
        text = f"{before}{mark}{first}{last}{mark}{after}"
        assert OURS.renderInline(text) == PLAIN.renderInline(text), text


def test_escapes_code_and_links_go_before() -> None:
    assert tokens_of("\\*\\*「設定」\\*\\*を").strong == 0
    assert tokens_of("`**「設定」**`を").strong == 0
    assert tokens_of("**字[**字](#a)").strong == 0
    assert tokens_of("字[「**重要。**」](#a)字").strong == 1


def test_a_row_at_the_end_of_a_link_ends_there() -> None:
    """The character behind the link's bracket is not the row's neighbour."""
    assert tokens_of("[a**b.**](#a)").strong == 1


def test_which_characters_are_wide() -> None:
    for wide in "あア漢。、「」！～ｱ｡￦〈㈱㊙〰々〇ㄅ가\u1161\u2ff0\uf900\ufe30\U00020000\U0001f200":
        assert is_cjk(wide), f"{ord(wide):04X}"
    # Python calls what nobody has assigned full width.
    for narrow in "\u0378aé1.(“”…—·¥Я①℃☆\u231a\u26a1\u2b50\U0001f363\U0001f600\U0001f1ef\ufe0f":
        assert not is_cjk(narrow), f"{ord(narrow):04X}"


def catalogue_texts() -> Iterator[str]:
    for path in sorted(ROOTS.rglob("*.po")):
        kept = path.parent.name == "LC_MESSAGES"
        for entry in read_catalog(path, None if kept else path.stem).entries:
            yield from (entry.msgid, entry.msgstr)


def test_what_translators_have_written_is_read_as_before() -> None:
    before = parser.__wrapped__()
    before.inline.ruler.at("emphasis", emphasis.tokenize)
    texts = [*catalogue_texts()]
    assert len(texts) > 100
    for text in texts:
        assert parser().parse(text) == before.parse(text), text
    assert parser().parse("語**「語」**語") != before.parse("語**「語」**語")


def test_the_rule_keeps_its_name_in_the_parser() -> None:
    assert parser().get_active_rules()["inline"].count("emphasis") == 1
