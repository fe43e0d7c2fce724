"""Near misses of a certificate's name: what is meant as one is found, all else is left alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from catalogs import TESTS

from tebiki.audit.readable_content import ReadableContent
from tebiki.checks.city import City
from tebiki.checks.near_misses import near_misses
from tebiki.content.certificate import Certificate
from tebiki.content.project import Project


@cache
def city(root: Path) -> City:
    found = ReadableContent.read(Project(root)).city
    assert found is not None
    return found


YAMABE, SHIOMI = TESTS / "roots" / "yamabe", TESTS / "roots" / "shiomi"


@cache
def joined() -> City:
    """A city whose ids hold nothing but letters and a date of six digits, and another kind of file."""
    here = city(YAMABE)
    pattern = r"MZPKI(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    settings = {"certificate_pattern": pattern, "certificate_suffix": ".p12"}
    facts = {"certificate": Certificate(id="MZPKI310301", stored_name="MZPKI310301")}
    return replace(
        here,
        settings=here.settings.model_copy(update=settings),
        edition=here.edition.model_copy(update=facts),
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "MZPKI31030l",
            "MZPKI 310301",
            "MZPKI31O301",
            "MZPKl310301",
            "mzpki310301",
            "ＭＺＰＫＩ３１０３０１",
        ),
        *("MZPK310301", "MZPIK310301", "MZPKI3103011", "MZPKI_310301", "MZPKI-310301", "MZPKI3103\u200b01"),
        *("MZPKI310301.pl2", "MZPKI310301.p1２", "MZPKI310301.P12", "MZPKI310301. p12", "MZPKI310301.pfx"),
        *("MZPKI310301.p12.zip"[:15] + "3", ".pl2", ".P12", ".p 12", ".ｐ１２", "MZ PKI310301"),
    ],
)
def test_near_misses(text: str) -> None:
    for shown in (text, f"{text}を押します。", f"Tap {text}, then", f"「{text}」"):
        assert list(near_misses(shown, joined())), shown


@pytest.mark.parametrize(
    "text",
    [
        *("MZPKI310301", "MZPKI310301.p12", "MZPKI310301.p12を押します。", "MZPKI310301."),
        *("Choose MZPKI310301. Tap", "MZPKI310301. Chọn", "MZPKI300301", "Android 9・10", "2031年3月1日"),
        *("https://forms.example/kP3qLhh7ggDJ31C8A", "0000417283_00009.html", "", ".pdf", "x.p7b", "MZPKI"),
        *("PKCS12", "PDF", "Ver.4", "310301", "p12", "Wi‑Fi"),
    ],
)
def test_what_is_right_or_something_else(text: str) -> None:
    assert list(near_misses(text, joined())) == []


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


@pytest.mark.parametrize("text", ["SHIO-KR417", "SHIO-KR417.p12", "SHIO-BN308", "KR417", "shiomi-manabi-41"])
def test_a_name_without_a_date(text: str) -> None:
    assert list(near_misses(text, city(SHIOMI))) == []


@pytest.mark.parametrize("text", ["SHIOKR417", "SHIO-KR4l7", "SHIO-KR417.pfx", "SHI0-KR417", "SHIO―KR417"])
def test_near_misses_of_a_name_without_a_date(text: str) -> None:
    assert list(near_misses(text, city(SHIOMI)))
