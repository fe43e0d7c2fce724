"""Translators' comments without people: what goes, and that nothing else does. All names are invented."""

from __future__ import annotations

import pytest

from tebiki.content.catalogs.comments import clean_comments, names_of_people

NAMES = names_of_people({"Last-Translator": "Trần Mẫu Hoa <hoa@people.example>"}, [])


@pytest.mark.parametrize(
    "line",
    [
        "Is this the button or the key?",
        "??",
        "？",
        "Từ 'chứng chỉ' ở đây có nghĩa là gì? Mục 3, dòng 12.",
        "このボタンは「OK」ですか。2026-11-29の画面です。",
        "第3章 2026年4月1日から",
        "20261129",
        "2026/11/29 10:00",
        "— OK?",
        "― 意味がわからない",
        "Edition 2026 or edition 2027?",
        "version 10.0.19045",
        "这个词是什么意思",
        "Name of the button, not of the person: keep it?",
        "contact: is it the office or the vendor, and who answers?",
        "मुझे समझ नहीं आया",
        "\u0e01\u200b\u0e02",
    ],
)
def test_what_says_something_stays(line: str) -> None:
    assert clean_comments([line], NAMES) == (line,)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Ask hoa@people.example about it", "Ask … about it"),
        ("Ask hoa (at) people.example about it", "Ask … about it"),
        ("Ask <mailto:hoa@people.example> about it", "Ask … about it"),
        ("Call 090-1234-5678 please", "Call … please"),
        ("Call +84 (0) 912 345 678 please", "Call … please"),
        ("電話は０３－１２３４－５６７８です", "電話は…です"),
        ("内線 1234 まで", "… まで"),
        ("zalo @hoa.mau nhé", "zalo … nhé"),
        ("Beispiel Muster <m@people.example>: which OK?", "…: which OK?"),
        ("as Beispiel Van Muster (m@people.example) said", "as (…) said"),
        ("xem Đào Thử <dao.thu@people.example> nhé", "xem … nhé"),
        ("Đào <dao@people.example>: OK?", "…: OK?"),
        ("見本　花子 <m@people.example> に聞いてください。", "… に聞いてください。"),
        ("Hoa: which OK?", "which OK?"),
        ("Trần Mẫu Hoa: which OK?", "which OK?"),
        ("As Trần Mẫu Hoa said, OK?", "As … said, OK?"),
        ("As Hoa said, OK?", "As … said, OK?"),
        ("Translated by Trần Mẫu Hoa", ""),
        ("Translator: Beispiel Muster <m@people.example>, 2026.", ""),
        ("翻訳者：見本花子", ""),
        ("担当: 見本 花子 090-1234-5678", ""),
        ("hoa@people.example", ""),
        ("Hoa", ""),
        ("Beispiel Muster, 2026-11-29", ""),
        ("#-#-#-#-#  a.po  #-#-#-#-#", ""),
        ("(pofilter) doublespacing: checks", ""),
    ],
)
def test_people_go(line: str, kept: str) -> None:
    found = clean_comments([line], NAMES)
    assert found == ((kept,) if kept else ())
    assert clean_comments(found, NAMES) == found


@pytest.mark.parametrize(
    "end", [["-- Beispiel Muster"], ["Thanks,", "Muster"], ["よろしくお願いします。", "見本花子"]]
)
def test_a_signature_below_a_comment_goes(end: list[str]) -> None:
    found = clean_comments(["Which OK?", *end])
    assert found[0] == "Which OK?"
    assert not any("uster" in line or "見本" in line for line in found)


def test_blank_lines_within_stay_and_others_go() -> None:
    assert clean_comments(["", "one", "", "", "two", ""]) == ("one", "", "two")


def test_controls_of_a_terminal_are_shown_by_number() -> None:
    assert clean_comments(["a\x1b[31mb\u202ec"]) == ("a<U+001B>[31mb<U+202E>c",)


def test_a_template_names_nobody() -> None:
    assert names_of_people({"Last-Translator": "FULL NAME <EMAIL@ADDRESS>"}, []) == frozenset()
