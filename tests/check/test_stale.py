"""Nothing of last year stays: each kind of value is found where it was typed; what is right is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tebiki.check.stale import Stale, check_stale, stale_values
from tebiki.errors import Place
from tebiki.model.calendar import Month
from tebiki.model.edition import Contact, Edition, Link
from tebiki.parse.config import load_config
from tebiki.parse.edition import load_edition
from tebiki.parse.words import load_words

PAGE = Place("ja/ios.html")


@pytest.fixture(scope="module")
def stale(content: Path) -> tuple[Stale, ...]:
    settings = load_config(content).settings
    old = load_edition(content / "docs" / "editions", "2025", settings)
    old = old.model_copy(
        update={
            "certificate": old.certificate.model_copy(update={"subject": "CN=user2025"}),
            "contact": Contact(phone="04-7150-6531", mail="kaigo@example.jp", hours={"ja": "8時30分から"}),
            "links": {"form": Link(url="https://forms.gle/old", target="https://docs.google.com/forms/old")},
            "extra": {"ios_versions": {"ja": "15から18まで", "en": "15 to 18"}, "short": {"ja": "3日"}},
        }
    )
    words = [load_words(code) for code in ("ja", "en", "ja_simple")]
    return stale_values([old], next_year(old), settings, words)


def next_year(old: Edition) -> Edition:
    manuals = {
        name: manual.model_copy(
            update={"version": 5, "published": Month(2026, 4), "correction": 0, "corrected": None}
        )
        for name, manual in old.manuals.items()
    }
    certificate = old.certificate.model_copy(
        update={"id": "KNPKI260301", "stored_name": "KNPKI260301", "subject": "CN=user2026"}
    )
    return old.model_copy(
        update={
            "year": 2026,
            "manuals": manuals,
            "certificate": certificate,
            "contact": Contact(phone="04-7150-9999"),
            "links": {"form": Link(url="https://forms.gle/new")},
            "extra": {"ios_versions": {"ja": "16から26まで", "en": "16 to 26"}, "short": {"ja": "4日"}},
        }
    )


def keys(text: str, stale: tuple[Stale, ...], named: dict[str, int] | None = None) -> list[str]:
    found = check_stale(text, PAGE, stale, named or {}, markup=True)
    return sorted({str(problem.values["key"]).split(".")[-1] for problem in found})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<p>このVer.4では</p>", "version"),
        ("<p>Ｖｅｒ．４</p>", "version"),
        ('<a href="certificate-manual-ios-ver4-ja.pdf">PDF</a>', "version"),
        ("<p>令和7年4月</p>", "published"),
        ("<p>April\n2025</p>", "published"),
        ("<p>2025<ruby>年<rt>ねん</rt></ruby>4<ruby>月<rt>がつ</rt></ruby></p>", "published"),
        ('<a href="https://forms.gle/old">', "form"),
        ("<p>https://forms.gle<wbr>/old</p>", "form"),
        ("<p>https://docs.google.com/forms/old</p>", "target"),
        ("<p>KNPKI250301</p>", "stored_name"),
        ("<p>KNPKI<b>250301</b></p>", "stored_name"),
        ("<p>CN=user2025</p>", "subject"),
        ("<p>04-7150-6531</p>", "phone"),
        ('<p title="kaigo@example.jp"></p>', "mail"),
        ("<p>8時30分から</p>", "hours"),
        ("<p>15から18まで</p>", "ios_versions"),
    ],
)
def test_a_planted_value_is_found(text: str, key: str, stale: tuple[Stale, ...]) -> None:
    assert key in keys(text, stale)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Ver.5、令和8年4月、KNPKI260301.p12、16から26まで</p>",
        "<p>Ver.45、Ver.4x</p>",
        "<p>令和17年4月</p>",
        "<p>3日、手順4</p>",
        "<p>https://forms.gle/older</p>",
    ],
)
def test_what_is_right_is_left_alone(text: str, stale: tuple[Stale, ...]) -> None:
    assert keys(text, stale) == []


def test_what_the_history_names_may_stand_as_often(stale: tuple[Stale, ...]) -> None:
    named = {"Ver.4": 1, "令和7年4月": 1}
    assert keys("<td>Ver.4</td><td>令和7年4月</td>", stale, named) == []
    assert keys("<td>Ver.4</td><td>令和7年4月</td><p>Ver.4</p>", stale, named) == ["version"]


def test_the_day_of_a_correction_is_looked_for(content: Path) -> None:
    settings = load_config(content).settings
    old = load_edition(content / "docs" / "editions", "2025", settings)
    fixed = {"correction": 1, "corrected": date(2025, 9, 10)}
    ios = old.manuals["ios"].model_copy(update=fixed)
    old = old.model_copy(update={"manuals": {**old.manuals, "ios": ios}})
    found = stale_values([old], next_year(old), settings, [load_words("ja")])
    assert keys("<p>令和7年9月10日</p>", found) == ["published"]
    assert keys("<p>certificate-manual-ios-ver4-1-ja.pdf</p>", found) == ["version"]
