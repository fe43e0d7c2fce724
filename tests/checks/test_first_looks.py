"""Searches that spare a pattern its search: none of them misses what the pattern finds."""

from __future__ import annotations

import random
import re
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from tebiki.checks.rules import private

#: Pieces that texts are made of: words, values, what stands between them, letters that case takes for others.
PIECES = (
    *(
        "パスワード",
        "暗証番号は、",
        "合言葉",
        "PaſSword",
        "passwd",
        "PWD",
        "passphrase",
        "pIn",
        "pın",
        "pİn",
        "密码",
    ),
    *("口令", "MẬT KHẨU", "mật khẩu", "\u212aata sandi", "ſecret", "API", "api_key", "aPI-Key", "Token"),
    *(": ", "=", "「", "」", " ", "\n", "`", "{fact}`x`", "1234", "Abc12345", "x", "令和7年", "-", "/", "."),
    *("AKIAABCDEFGHIJKLMNOP", "ghp_" + "a1" * 20, "sk-" + "x" * 24, "eyJ" + "a" * 12, "xoxb-1234567890"),
    *(
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "A" * 150,
        "B" * 12,
        "c:\\USERS\\yamada",
        "/Home/yamada/",
        "/uſers/a1",
    ),
    *("yamada@city.example.lg.jp", "ｙ＠a.jp", "a＠b.example.jp"),
)
CITY: Any = SimpleNamespace(
    edition=SimpleNamespace(contact=SimpleNamespace(mail="office@city.example.lg.jp")),
    settings=SimpleNamespace(certificate_ids=lambda _text: []),
)


def found(texts: list[str]) -> list[list[str]]:
    """What the three rules tell of a subject with these texts."""
    placed = [SimpleNamespace(written=text, words=text, place=None) for text in texts]
    where: Any = SimpleNamespace(written_texts=lambda: iter(placed), city=CITY)
    looks = ((private.mail, "mail"), (private.secret, "text"), (private.folder, "folder"))
    return [[str(problem.values[key]) for problem in rule.look(where)] for rule, key in looks]


@pytest.mark.parametrize("seed", range(20))
def test_texts_are_found_alike_without_a_first_look(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a look at all of a subject nor one at a text of it misses what patterns find of each text."""
    pick = random.Random(seed)  # noqa: S311 -- no secret
    made = ["".join(pick.choices(PIECES, k=pick.randint(1, 6))) for _ in range(300)]
    subjects = [made[begin : begin + 1 + begin % 3] for begin in range(0, 300, 3)]
    quick = [found(texts) for texts in subjects]
    assert any(mails for mails, _, _ in quick)
    assert any(secrets for _, secrets, _ in quick)
    assert any(folders for _, _, folders in quick)
    monkeypatch.setattr(private, "_has_any", lambda *_: True)
    monkeypatch.setattr(private, "_parts_in", lambda parts, _: parts)
    assert [found(texts) for texts in subjects] == quick


def test_whatever_a_pattern_takes_for_a_letter_is_folded_to_it() -> None:
    letters = sorted({letter for word in (*private._WORDS, *private._FOLDERS) for letter in word})
    signs = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    for letter in letters:
        for sign in re.findall(re.escape(letter), signs, re.IGNORECASE):
            assert private._folded(f"x{sign}x\u00e9") == f"x{letter.casefold()}x\u00e9", (letter, sign)


def test_every_word_of_the_pattern_is_among_those_that_are_looked_for() -> None:
    words = re.sub(r"\\b|\(\?:|\)|\[_-\]\?key", "", private._WORD).split("|")
    assert set(private._WORDS) == set(words)
