"""Telephone numbers and mail addresses: what people in Japan write is taken, a slip is not."""

from __future__ import annotations

import pytest

from tebiki.content.contact_forms import is_mail, is_phone, likely_mail, wrong_numbers

PHONES = [
    "04-7158-1111（代表）",
    "04-7150-6531（内線 123）",
    "04-7150-6531",
    "0120-000-000",
    "電話 04-7150-6531",
    "電話：04-7150-6531（直通）",
    "TEL 04-7150-6531",
    "TEL: 04-7150-6531 / FAX: 04-7150-6532",
    "Tel. 04-7150-6531",
    "(04)7150-6531",
    "04(7150)6531",
    "０４－７１５０－６５３１",
    "04−7150−6531",
    "04‐7150‐6531",
    "0471506531",
    "04 7150 6531",
    "+81-4-7150-6531",
    "+81 4 7150 6531",
    "+81 (0)4 7150 6531",
    "+81-(0)4-7150-6531",
    "090-1234-5678",
    "080-1234-5678",
    "050-1234-5678",
    "060-1234-5678",
    "0570-000-000（ナビダイヤル）",
    "0800-123-4567",
    "フリーダイヤル 0120-123-456",
    "04-7158-1111（代）",
    "04-7158-1111 内線123",
    "04-7158-1111（内線123・124）",
    "04-7158-1111（内線 123、124）",
    "04-7158-1111 ext. 123",
    "04-7158-1111 (ext 123)",
    "03-1234-5678、03-1234-5679",
    "03-1234-5678・5679",
    "04-7150-6531～6533",
    "04-7150-6531～3",
    "流山市役所（代表）04-7158-1111 内線 2345",
    "介護支援課 04-7150-6531（平日 8:30～17:15）",
    "平日8時30分から17時15分まで 04-7150-6531",
    "0166-12-3456",
    "01267-2-3456",
    "099-123-4567",
    "110",
    "119番",
    "188",
    "#7119",
    "#9110",
    "（直通）04-7150-6531",
    "04-7150-6531 (直)",
    "04-7150-6531（音声案内2番）",
    "04.7150.6531",
    "052-123-4567 または 052-123-4568",
    "03-1234-5678 03-1234-5679",
    "04-7150-6531 夜間 090-1234-5678",
    "04-7158-1111（大代表）、内線：3456",
    "03-5253-1111（内線3979）",
    "04-7158-1111 #123",
    "+1-202-555-0123",
    "04-7150-6531（月～金 9:00-17:00）",
    "047-150-6531（12/29～1/3を除く）",
]
NO_PHONES = [
    "abc",
    "04-7150",
    "7150-6531",
    "04-7150-653",
    "04-7150-65311",
    "O4-7150-6531",
    "04-7150-653l",
    "04-7150-6S31",
    "電話",
    "04ー7150ー6531",
    "代表",
    "0000-00-0000",
    "12345",
    "+81-04-7150-6531x",
    "a@example.jp",
    "なし",
    "不明",
    "未定",
    "04-7150-6531、04-7150",
    "00-7150-6531",
    "123-4567-8901",
    "90-1234-5678",
    "+81-4-7150",
    "04-7150-????",
    "04-XXXX-XXXX",
    "内線 123",
    "1234-5678-9012",
]
MAILS = [
    "a@example.jp",
    "kaigo-shien@city.nagareyama.chiba.jp",
    "kaigo.shien@city.example.lg.jp",
    "a+b@example.co.jp",
    "A_B@Example.JP",
    "info@xn--eckwd4c7c.jp",
    "o'brien@example.com",
    "1@2.example",
]
NO_MAILS = [
    "mailto:a@example.jp",
    "a b@example.jp",
    "a＠example.jp",
    "ａ@example.jp",
    "a@example",
    "a@example.jp.",
    "a@example,jp",
    "a@@example.jp",
    "a@example.jp, b@example.jp",
    "<a@example.jp>",
    "介護支援課 <a@example.jp>",
    "a@例え.jp",
    "a..b@example.jp",
    ".a@example.jp",
    "a.@example.jp",
    "example.jp",
    "@example.jp",
    "a@",
    "a@-x.jp",
    "a@x..jp",
    "a@example.jp ",
    "a@192.168.1.1",
    "a@example.jp?subject=x",
    "https://example.jp/",
    "メール: a@example.jp",
    "a@example.jp。",
    "a @example.jp",
    "課@example.jp",
]


@pytest.mark.parametrize("text", PHONES)
def test_a_number_as_people_write_it(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", NO_PHONES)
def test_no_number(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize("text", MAILS)
def test_an_address(text: str) -> None:
    assert is_mail(text)


@pytest.mark.parametrize("text", NO_MAILS)
def test_no_address(text: str) -> None:
    assert not is_mail(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mailto:a@example.jp", "a@example.jp"),
        ("ａ＠ｅｘａｍｐｌｅ．ｊｐ", "a@example.jp"),
        ("メール：a@example.jp", "a@example.jp"),
        ("a @example.jp。", "a@example.jp"),
        ("a@example", None),
    ],
)
def test_what_was_probably_meant(text: str, meant: str | None) -> None:
    assert likely_mail(text) == meant


def test_numbers_within_sentences() -> None:
    """One digit too few or too many is told; what only looks a little like a number is not."""
    text = "介護支援課（04-7150-653）か０４－７１５０－６５３１１に電話してください。"
    assert list(wrong_numbers(text)) == ["04-7150-653", "04-7150-65311"]
    honest = "04-7150-6531、090-1234-5678、0120-000-000、03-12-01、2026-03-20、10-20-300、第0-1-2号"
    assert not list(wrong_numbers(honest))
