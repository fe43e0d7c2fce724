"""Where lines of Japanese may break: the models, which are pinned, and the rules beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import pairwise

import budoux
import pytest

from tebiki.content import phrases
from tebiki.content.phrases import MODELS, find_breaks
from tebiki.errors import TebikiError

#: Text of no city, with what manuals have: numbers, quotes, names of files, long names, brackets.
TEXT = (
    "山辺市のおたより便は、届いた日から2年5月のあいだ使えます。",
    "手順3を見て、「受け取る」を押します。「次へ」ボタンが出たら、そのまま待ってください。",
    "ファイルYMB2503.p12を開けないときは、Android 9・10の設定（参考）を確かめます。",
    "インストールできなかったことがありますか。ちょっとお待ちください。",
    "情報共有システムと、山辺市カナリアネットワーク利用申請フォームの使い方をご案内します。",
    "画面の下から出る確認の例です。右上に「閉じる」のボタンがあります。",
    "スマートフォンとタブレットのどちらかを選びます。係の人に聞いてください。",
)
TERMS = ("おたより便", "情報共有システム", "申請フォーム")
#: A new release of the models that judges otherwise shows itself here.
PHRASES = """
山辺市の / おたより便は、 / 届いた / 日から / 2年5月の / あいだ使えます。
手順3を / 見て、 / 「受け取る」を / 押します。 / 「次へ」 / ボタンが / 出たら、 / そのまま / 待ってください。
ファイルYMB2503.p12を / 開けない / ときは、 / Android 9・10の / 設定 / （参考）を / 確かめます。
インストールできなかった / ことがありますか。 / ちょっと / お待ちください。
情報共有システムと、 / 山辺市 / カナリアネットワーク / 利用 / 申請フォームの / 使い方を / ご案内します。
画面の / 下から / 出る / 確認の / 例です。 / 右上に / 「閉じる」の / ボタンが / あります。
スマートフォンと / タブレットの / どちらかを / 選びます。 / 係の / 人に / 聞いてください。
"""


def cut(text: str, terms: tuple[str, ...] = ()) -> list[str]:
    """The phrases of a text."""
    bounds = [0, *find_breaks(text, terms), len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Models that would break anywhere: what is left are the rules."""
    find_breaks.cache_clear()
    monkeypatch.setattr(phrases, "_scores", lambda names, text: [[1] * len(text) for _ in names])
    yield monkeypatch
    find_breaks.cache_clear()


def test_the_phrases_of_the_pinned_models() -> None:
    found = [" / ".join(cut(text, TERMS)) for text in TEXT]
    assert found == PHRASES.strip().splitlines()


def test_the_models_are_those_of_the_lock_file() -> None:
    assert {name: phrases._model(name) for name in MODELS}


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MODELS, "ja", "0" * 64)
    phrases._model.cache_clear()
    phrases._weights.cache_clear()
    find_breaks.cache_clear()
    with pytest.raises(TebikiError) as caught:
        find_breaks("別の版では、改行が変わります。")
    phrases._model.cache_clear()
    phrases._weights.cache_clear()
    assert [problem.code for problem in caught.value.problems] == ["phrases/model"]


@pytest.mark.parametrize("name", MODELS)
def test_the_scores_are_those_of_the_package(name: str) -> None:
    known: Mapping[str, Mapping[str, int]] = json.loads(
        files("budoux").joinpath("models", f"{name}.json").read_text(encoding="utf-8")
    )
    parser = budoux.Parser({key: dict(group) for key, group in known.items()})
    for text in TEXT:
        edges = [at for at, score in enumerate(phrases._scores((name,), text)[0]) if at and score > 0]
        lengths = [len(chunk) for chunk in parser.parse(text)]
        assert edges == [sum(lengths[:end]) for end in range(1, len(lengths))]


def test_nothing_to_break() -> None:
    assert find_breaks("") == find_breaks("本") == find_breaks("確かめる。") == ()


def test_both_models_must_agree() -> None:
    text = "山辺市情報共有システムを使います。"
    parser = budoux.load_default_japanese_parser()
    assert any(chunk.endswith("共") for chunk in parser.parse(text))
    assert cut(text) == ["山辺市情報共有システムを", "使います。"]


#: A rule, a text, and the two letters in it that no line breaks between.
FORBIDDEN = [
    ("terms", "山辺の便りを見る", "の便"),
    ("latin", "ファイルYMB2503.p12を", "MB"),
    ("latin", "ファイルYMB2503.p12を", ".p"),
    ("latin", "宛先はyamabe@city.exampleです", "e@"),
    ("digit", "手順3へ進む", "順3"),
    ("digit", "バージョン3へ進む", "ン3"),
    ("digit", "困ったとき 3を見る", " 3"),
    ("digit", "方法9・10では違う", "・1"),
    ("digit", "文字は12文字までです", "2文"),
    ("start", "待ってください、きっと", "待っ"),
    ("start", "ファイルの、ボタンです", "の、"),
    ("start", "利用するユーザーです", "ザー"),
    ("end", "これは「開く」です", "「開"),
    ("end", "これは（開く）です", "（開"),
    ("quote", "「開く」を押す", "」を"),
    ("quote", "市（カナリア）に入る", "）に"),
    ("one", "開くか閉じる", "じる"),
]
#: What a rule is made of, and what stands there when somebody takes it away.
NEVER = re.compile(r"(?!)")
OFF: dict[str, tuple[str, object]] = {
    "terms": ("_find_terms", lambda _text, _terms: (set(), set())),
    "latin": ("_IN_LATIN", NEVER),
    "digit": ("_AT_DIGIT", NEVER),
    "start": ("STARTS_NO_LINE", frozenset()),
    "end": ("ENDS_NO_LINE", frozenset()),
    "quote": ("_CLOSING", frozenset()),
    "one": ("_LEAST", 0),
}


def breaks_between(text: str, two: str) -> bool:
    """Whether a line may break between two letters of a text."""
    return text.index(two) + 1 in find_breaks(text, ("山辺の便り",))


@pytest.mark.parametrize(("rule", "text", "two"), FORBIDDEN)
def test_no_line_breaks_where_a_rule_forbids_it(
    eager: pytest.MonkeyPatch, rule: str, text: str, two: str
) -> None:
    assert not breaks_between(text, two)
    eager.setattr(phrases, *OFF[rule])  # the planted fault
    find_breaks.cache_clear()
    assert breaks_between(text, two)


@pytest.mark.usefixtures("eager")
def test_blanks_are_chances_and_stay_at_the_end_of_a_line() -> None:
    assert cut("山辺 市民　便り") == ["山", "辺 ", "市", "民　", "便り"]
    assert not breaks_between("山\u00a0辺と市民", "山\u00a0")
    assert not breaks_between("山\u00a0辺と市民", "\u00a0辺")


def test_a_long_phrase_breaks_at_its_seams() -> None:
    terms = ("カナリア", "申請フォーム")
    assert cut("山辺市カナリア電子証明書申請フォームの", terms) == [
        "山辺市",
        "カナリア",
        "電子証明書",
        "申請フォームの",
    ]
    assert cut("山辺市申請フォーム", terms) == ["山辺市申請フォーム"]


def test_the_last_chance_of_a_long_phrase_is_the_surest_edge_of_a_word() -> None:
    assert cut("インストールできなかったことがありますか。") == [
        "インストールできなかった",
        "ことがありますか。",
    ]


def test_without_a_last_chance_the_phrase_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "LONGEST", 99.0)
    find_breaks.cache_clear()
    assert len(cut("インストールできなかったことがありますか。")) == 1
    find_breaks.cache_clear()
