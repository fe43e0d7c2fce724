"""Near misses of a certificate's name: what is meant as one is found, all else is left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from catalogs import TESTS

from tebiki.check.near import near_misses
from tebiki.check.subjects import City
from tebiki.guard.project import Project


@cache
def city(root: Path) -> City:
    found = Project.read(root).city
    assert found is not None
    return found


REPOSITORY, YAMABE = TESTS.parent, TESTS / "roots" / "yamabe"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "KNPKI25030l",
            "KNPKI 250301",
            "KNPKI25O301",
            "KNPKl250301",
            "knpki250301",
            "ＫＮＰＫＩ２５０３０１",
        ),
        *("KNPK250301", "KNPIK250301", "KNPKI2503011", "KNPKI_250301", "KNPKI-250301", "KNPKI2503\u200b01"),
        *("KNPKI250301.pl2", "KNPKI250301.p1２", "KNPKI250301.P12", "KNPKI250301. p12", "KNPKI250301.pfx"),
        *("KNPKI250301.p12.zip"[:15] + "3", ".pl2", ".P12", ".p 12", ".ｐ１２", "KN PKI250301"),
    ],
)
def test_near_misses(text: str) -> None:
    for shown in (text, f"{text}を押します。", f"Tap {text}, then", f"「{text}」"):
        assert list(near_misses(shown, city(REPOSITORY))), shown


@pytest.mark.parametrize(
    "text",
    [
        *("KNPKI250301", "KNPKI250301.p12", "KNPKI250301.p12を押します。", "KNPKI250301."),
        *("Choose KNPKI250301. Tap", "KNPKI250301. Chọn", "KNPKI240301", "Android 9・10", "2025年3月1日"),
        *("https://forms.gle/eqG5Lhh6ffDJ31B9A", "0000516275_00006.html", "", ".pdf", "x.p7b", "KNPKI"),
        *("PKCS12", "PDF", "Ver.4", "250301", "p12", "Wi‑Fi"),
    ],
)
def test_what_is_right_or_something_else(text: str) -> None:
    assert list(near_misses(text, city(REPOSITORY))) == []


@pytest.mark.parametrize(
    "text", ["YMB-2031-0228", "YMB-2031-0228.pfx", "YMB-2030-0301", "2031-0228", "A-2031-0228"]
)
def test_a_name_with_hyphens(text: str) -> None:
    assert list(near_misses(text, city(YAMABE))) == []


@pytest.mark.parametrize(
    "text", ["YMB20310228", "YMB-2031-O228", "YMB-2031-0228.pfz", "YNB-2031-0228", "YMB―2031―0228"]
)
def test_near_misses_of_a_name_with_hyphens(text: str) -> None:
    assert list(near_misses(text, city(YAMABE)))
