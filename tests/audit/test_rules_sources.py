"""Faults planted in sources: each is found by its own rule, in its file, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, spoil

from tebiki.checks.registry import every_rule
from tebiki.checks.rule import Rule

PAGE = "docs/tablet.md"
EDITION = "docs/editions/2031.toml"
CATALOG = "docs/locales/en/LC_MESSAGES/manual.po"
LINE = "みまもりネットに入る手順です。"
GLOSSARY = """\
format = 2

[[terms]]
ja = "端末"
en = "device"
refused.ja = ["ターミナル"]
refused.en = ["terminal"]
"""

#: Rule, file, what stands there, what is put there.
CASES = [
    ("link/vague", PAGE, LINE, "[こちら](fact:form)です。"),
    ("link/vague", PAGE, LINE, "フォームは[こちら。](fact:form)です。"),
    ("link/vague", CATALOG, "[Open the application form](fact:form)", "[Click here](fact:form)"),
    ("link/source", PAGE, LINE, "http://yamabe.example/f/9 を開きます。"),
    ("link/source", PAGE, LINE, "https://elsewhere.example/x を開きます。"),
    ("link/target", EDITION, "https://yamabe.example/f/9", "https://yamabe.example/eQx5Lhh6"),
    (
        "fact/unconfirmed",
        EDITION,
        '"certificate.subject"]',
        '"certificate.subject", "certificate.stored_name"]',
    ),
    ("name/near", PAGE, LINE, "YMB-2O31-0228を入れます。"),
    ("name/near", PAGE, LINE, "YMB-2031-O228を入れます。"),
    ("name/near", PAGE, LINE, "YMB 2031 0228を入れます。"),
    ("name/near", PAGE, LINE, "YNB-2031-0228を入れます。"),
    ("name/near", PAGE, LINE, "YMB-2031-02288を入れます。"),
    ("name/near", PAGE, LINE, "拡張子は.PFXです。"),
    ("name/near", PAGE, LINE, "拡張子は.p fxです。"),
    ("name/near", CATALOG, "Choose your device.", "Choose YMB-2031-0228.pfz."),
    ("name/near", "docs/labels/tablet.toml", "はい", "YMB2031-O228"),
    ("name/near", "screenshots/tablet/ask.toml", 'source = "invented"', 'source = "YMB-2031-022B"'),
    ("japanese/width", PAGE, LINE, "Ａｐｐを入れます。"),
    ("japanese/width", PAGE, LINE, "ﾈｯﾄに入ります。"),
    ("japanese/width", CATALOG, "Choose your device.", "Choose device １."),
    ("japanese/date", PAGE, LINE, "2031年3月に出しました。"),
    ("japanese/date", PAGE, LINE, "2031/3/1に出しました。"),
    ("japanese/date", CATALOG, "Choose your device.", "Choose your device (Reiwa 13)."),
    ("japanese/polite", PAGE, LINE, "みまもりネットに入る。"),
    ("japanese/polite", PAGE, LINE, "これは手順である。"),
    ("japanese/long", PAGE, LINE, "長い文で、" * 20 + "終わります。"),
    ("term/refused", PAGE, LINE, "ターミナルで入ります。"),
    ("term/refused", CATALOG, "Choose your device.", "Choose your Terminal device."),
    ("term/other", CATALOG, "Choose your device.", "Choose your handset."),
    ("private/mail", PAGE, LINE, "taro@yamabe-city.jp に送ります。"),
    ("private/mail", CATALOG, "Lan <lan@people.example>", "Lan <lan@people.vn>"),
    ("private/secret", PAGE, LINE, "パスワード: Kaigo2031!"),
    ("private/secret", PAGE, LINE, "暗証番号は「482913」です。"),
    ("private/secret", "screenshots/tablet/ask.typ", "#", '// token = "ghp_' + "a1" * 18 + '"\n#'),
    ("private/folder", PAGE, LINE, "C:" + r"\Users" + r"\taro\tebiki にあります。"),
]


@pytest.fixture
def root(bilingual: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(bilingual)
    (bilingual / "docs" / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    return bilingual


@pytest.mark.parametrize(("rule", "file", "old", "new"), CASES, ids=lambda value: str(value)[:24])
def test_a_planted_fault_is_found_in_its_place(root: Path, rule: str, file: str, old: str, new: str) -> None:
    before = found(root, outputs=False)
    line = spoil(root / file, old, new)
    new_ones = found(root, outputs=False) - before
    places = [(name, line_) for code, name, line_, _ in new_ones if code == rule]
    assert any(name == file for name, _ in places), new_ones
    wanted = {line, line - 1} if file == CATALOG and rule != "private/mail" else {line}  # of the msgid
    assert {at for name, at in places if name == file} <= wanted, new_ones


OPEN = 'also.en = ["unit"]\nopen.en = "device or unit?"\n'


def test_a_term_that_nobody_has_decided_is_asked_about(root: Path) -> None:
    before = found(root, outputs=False)
    (root / "docs" / "glossary.toml").write_text(GLOSSARY + OPEN, encoding="utf-8")
    new = found(root, outputs=False) - before
    assert list(new) == [("term/open", "docs/glossary.toml", 3, "terms.0")]


def test_either_spelling_of_it_may_stand_but_not_both(root: Path) -> None:
    (root / "docs" / "glossary.toml").write_text(GLOSSARY + OPEN, encoding="utf-8")
    before = found(root, outputs=False)
    line = spoil(root / CATALOG, "Choose your device.", "Choose your unit.")
    new = found(root, outputs=False) - before
    assert [(code, name) for code, name, *_ in new] == [("term/mixed", CATALOG)]
    assert {at for _, _, at, _ in new} <= {line, line - 1, line + 2, line + 3}
    (root / CATALOG).write_text(
        (root / CATALOG).read_text(encoding="utf-8").replace("device", "unit"), encoding="utf-8"
    )
    assert not found(root, outputs=False) - before


def test_what_is_right_is_not_spoken_of(root: Path) -> None:
    codes = {code for code, *_ in found(root, outputs=False)}
    assert codes == {"fact/unknown", "fact/unreviewed", "picture/unverified", "walk/unwalked"}


def test_every_example_differs() -> None:
    rule: Rule[object]
    for rule in every_rule():
        assert rule.bad.strip(), rule.code
        assert rule.good.strip(), rule.code
        assert rule.bad != rule.good, rule.code
        assert rule.look.__doc__, rule.code
