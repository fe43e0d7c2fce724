"""Dates that no calendar has are found in sentences; all else is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from tebiki.content.calendar import Month
from tebiki.content.dates import (
    ImpossibleDate,
    impossible_dates,
    read_day,
    read_day_near,
    read_month,
    read_year,
)

BAD = {
    "令和13年2月30日": "date/day",
    "2025年2月29日から": "date/day",
    "２０２６年２月３０日": "date/day",
    "令和１３年２月３０日まで使えます。": "date/day",
    "2026-02-30": "date/day",
    "2026/2/30": "date/day",
    "2026.2.30": "date/day",
    "R8.2.30": "date/day",
    "2月30日まで": "date/day",
    "4月31日": "date/day",
    "2026年4月0日": "date/day",
    "令和八年二月三十日": "date/day",
    "令和 8 年 2 月 29 日": "date/day",
    "㋿8年2月30日": "date/day",
    "2026年2月30号": "date/day",
    "｜令和《れいわ》13｜年《ねん》2｜月《がつ》30｜日《にち》": "date/day",
    "令和8年4月1日から31日まで": "date/day",
    "令和8年4月1日（水）～31日（金）": "date/day",
    "30 February 2026": "date/day",
    "until February 30, 2026": "date/day",
    "by Feb 30": "date/day",
    "31 April": "date/day",
    "30 Februari 2026": "date/day",
    "ngày 31 tháng 4 năm 2026": "date/day",
    "3月から4/31（金）まで": "date/day",
    "2026年13月1日": "date/month",
    "令和8年0月1日": "date/month",
    "2026/13/1": "date/month",
    "平成43年3月1日": "date/era",
    "平成31年5月1日": "date/era",
    "平成31年5月": "date/era",
    "H31.5.1": "date/era",
    "令和元年4月30日": "date/era",
    "昭和64年1月8日": "date/era",
    "昭和65年": "date/era",
    "平成元年1月7日": "date/era",
    "大正16年1月1日": "date/era",
    "令和0年4月1日": "date/era",
    "令和8年3月20日（月）": "date/weekday",
    "2026年3月20日(木・祝)": "date/weekday",
}
HONEST = [
    "令和8年3月1日",
    "平成31年4月30日",
    "平成31年度",
    "令和元年5月1日",
    "令和元年度",
    "昭和64年1月7日",
    "平成元年1月8日",
    "大正15年12月25日、昭和元年12月25日",
    "明治45年7月30日、大正元年7月30日",
    "2028年2月29日",
    "2月29日",
    "令和八年三月三十一日",
    "4月1日から31日間",
    "令和8年4月1日から40日以内",
    "令和8年3月20日（金）",
    "2026年3月20日（金・祝）",
    "31 March 2026",
    "ngày 28 tháng 2",
    "3か月、12か月、25か月13日",
    "3年間",
    "1日から3日かかります。",
    "04-7150-6531",
    "OS 10.15.7、iOS 15.8.3、Android 9・10",
    "15から18まで",
    "3/20（金）まで、1/2（半分）",
    "11月31号室",
    "You may 31",
    "https://yamabe.example/2026/13/45",
    "",
]


@pytest.mark.parametrize(("text", "why"), BAD.items())
def test_no_calendar_has_it(text: str, why: str) -> None:
    assert [found.why for found in impossible_dates(text)] == [why]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text(text: str) -> None:
    assert not [*impossible_dates(text)]


def test_what_was_typed_is_told_with_the_reason() -> None:
    """The date alone, not the sentence around it."""
    (found,) = impossible_dates("新しい証明書は令和13年2月30日から使えます。")
    assert (found.text, found.values) == ("令和13年2月30日", {"month": 2, "last": 28})


def test_the_era_that_is_meant_is_told() -> None:
    """As of contracts that were written before the era ended."""
    (found,) = impossible_dates("平成43年3月1日")
    assert found.values["meant"] == "令和13年（2031年）"
    (found,) = impossible_dates("令和元年4月30日")
    assert found.values["meant"] == "平成31年（2019年）"


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-20",
        "2026-3-20",
        "2026/3/20",
        "2026.3.20",
        "20260320",
        "２０２６／３／２０",
        "2026年3月20日",
        "2026年03月20日",
        " 令和8年3月20日 ",
        "令和８年３月２０日",
        "令和8/3/20",
        "令和八年三月二十日",
        "R8.3.20",
        "Ｒ８．３．２０",
        "R8/3/20",
        "r8.3.20",
        "20 March 2026",
    ],
)
def test_a_day_as_people_type_it(text: str) -> None:
    assert read_day(text) == date(2026, 3, 20)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "3月20日", "2026-03", "20", "2026-03-20 2026-03-21", "26/3/20"]
)
def test_no_day(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["2026-02-30", "2026/2/30", "令和8年2月30日", "平成43年3月1日", "20260230"])
def test_a_day_that_does_not_exist(text: str) -> None:
    assert isinstance(read_day(text), ImpossibleDate)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/25", date(2026, 3, 25)),
        ("３／２５", date(2026, 3, 25)),
        ("3月25日", date(2026, 3, 25)),
        ("12/28", date(2025, 12, 28)),
        ("2/29", None),
        ("13/1", None),
        ("令和7年12月28日", date(2025, 12, 28)),
        ("yesterday", None),
        ("2026/3", None),
    ],
)
def test_a_day_without_its_year_is_the_nearest(text: str, day: date | None) -> None:
    found = read_day_near(text, date(2026, 3, 17))
    assert (found if isinstance(found, date) else None) == day


@pytest.mark.parametrize(
    "text", ["2026-04", "2026-4", "2026/4", "２０２６－０４", "2026年4月", "令和8年4月", "R8.4"]
)
def test_a_month_as_people_type_it(text: str) -> None:
    assert read_month(text) == Month(2026, 4)


@pytest.mark.parametrize("text", ["", "4", "2026", "2026-13", "2026-04-01", "April"])
def test_no_month(text: str) -> None:
    assert read_month(text) is None


@pytest.mark.parametrize("text", ["2026", "２０２６", "2026年度", " 2026 "])
def test_a_year_as_people_type_it(text: str) -> None:
    assert read_year(text) == "2026"


@pytest.mark.parametrize("text", ["", "26", "20260", "../2026", "2026-04", "x", "令和8"])
def test_no_year(text: str) -> None:
    assert read_year(text) is None
