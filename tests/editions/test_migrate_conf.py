"""The number of conf.py: one literal, and not another letter of what is code."""

from __future__ import annotations

import pytest

from tebiki.editions.migrate_conf import NotPlainError, with_format

NEW = "\n#: a\n#: b\ntebiki_format = 2\n"


def changed(text: str, number: int = 2) -> str:
    return with_format(text, number, ["a", "b"])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ('tebiki_edition = "2031"\n', ""),
        ('# -*- coding: utf-8 -*-\n"""A city."""\n\n#: which\ntebiki_edition = "2031"\n', "\na = {}\n"),
        ("year = 2031\ntebiki_edition = str(\n    year\n)\n", "x = 1\n"),
        ('a = "\u2028\x0c"\n\x0ctebiki_edition = "2031"  # \u2028あ\n', "b = 2\n"),
        ('tebiki_edition = "2031"; a = 1\n', "b = 2\n"),
    ],
)  # fmt: skip
def test_a_first_number_gets_a_line_below_the_edition(above: str, below: str) -> None:
    assert changed(above + below) == above + NEW + below


def test_a_last_line_without_an_end_gets_one() -> None:
    assert changed('tebiki_edition = "2031"') == 'tebiki_edition = "2031"\n' + NEW


def test_windows_line_ends_stay() -> None:
    text = '"""A city."""\r\ntebiki_edition = "2031"\r\nx = 1\r\n'
    assert changed(text) == text.replace("x = 1", NEW.replace("\n", "\r\n") + "x = 1")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tebiki_format = 1\n", "tebiki_format = 2\n"),
        ("x = 1; tebiki_format=1 ; y = 'あ'  # 1\n", "x = 1; tebiki_format=2 ; y = 'あ'  # 1\n"),
        (
            "あ = 1; tebiki_format = 0x1\r\n# tebiki_format = 1",
            "あ = 1; tebiki_format = 2\r\n# tebiki_format = 1",
        ),
        ('"""tebiki_format = 1"""\ntebiki_format = 1', '"""tebiki_format = 1"""\ntebiki_format = 2'),
    ],
)
def test_a_number_that_is_there_is_replaced(text: str, wanted: str) -> None:
    assert changed(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "tebiki_format = 1 + 0\n",
        "tebiki_format = int('1')\n",
        "tebiki_format = 1\ntebiki_format = 1\n",
        "if True:\n    tebiki_format = 1\n",
        "tebiki_format: int = 1\n",
        "a = tebiki_format = 1\n",
        "tebiki_format = 1\nfor tebiki_format in (1,): pass\n",
        "",
        "if True:\n    tebiki_edition = '2031'\n",
        "tebiki_edition = '2031'\ntebiki_edition = '2032'\n",
        "from other import tebiki_edition\n",
        "tebiki_edition = (\n",
        "exec('tebiki_edition = 2031')\n",
    ],
)
def test_what_code_works_out_nobody_but_a_person_changes(text: str) -> None:
    with pytest.raises(NotPlainError):
        changed(text)
