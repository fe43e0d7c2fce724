"""Nothing of last year stays: each kind of value is found where it was typed; what is right is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import ROOTS

from tebiki.checks.stale_values import Stale, check_stale, stale_values
from tebiki.content.calendar import Month
from tebiki.content.edition import Contact, Edition, Link, load_edition
from tebiki.content.settings import Settings, load_config
from tebiki.content.words import load_words
from tebiki.errors import Place

PAGE = Place("ja/meeting_room.html")


def shiomi() -> tuple[Settings, Edition]:
    """An invented city, with an edition that is taken for last year's."""
    settings = load_config(ROOTS / "shiomi").settings
    return settings, load_edition(ROOTS / "shiomi" / "docs" / "editions", "2041", settings)


@pytest.fixture(scope="module")
def stale() -> tuple[Stale, ...]:
    settings, old = shiomi()
    old = old.model_copy(
        update={
            "certificate": old.certificate.model_copy(update={"subject": "CN=user2041"}),
            "contact": Contact(
                phone="055-555-0141", mail="manabi@shiomi.example", hours={"ja": "8時30分から"}
            ),
            "links": {
                "form": Link(
                    url="https://forms.shiomi.example/old", target="https://port.shiomi.example/forms/old"
                )
            },
            "extra": {"systems": {"ja": "15から18まで", "en": "15 to 18"}, "short": {"ja": "3日"}},
        }
    )
    words = [load_words(code) for code in ("ja", "en", "ja_simple")]
    return stale_values([old], next_year(old), settings, words)


def next_year(old: Edition) -> Edition:
    manuals = {
        name: manual.model_copy(
            update={
                "version": manual.version + 1,
                "published": Month(2042, 5),
                "correction": 0,
                "corrected": None,
            }
        )
        for name, manual in old.manuals.items()
    }
    certificate = old.certificate.model_copy(
        update={"id": "SHIO-MM520", "stored_name": "shiomi-manabi-42", "subject": "CN=user2042"}
    )
    return old.model_copy(
        update={
            "year": 2042,
            "manuals": manuals,
            "certificate": certificate,
            "contact": Contact(phone="055-555-0142"),
            "links": {"form": Link(url="https://forms.shiomi.example/new")},
            "extra": {"systems": {"ja": "16から26まで", "en": "16 to 26"}, "short": {"ja": "4日"}},
        }
    )


def keys(text: str, stale: tuple[Stale, ...], named: dict[str, int] | None = None) -> list[str]:
    found = check_stale(text, PAGE, stale, named or {}, markup=True)
    return sorted({str(problem.values["key"]).split(".")[-1] for problem in found})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<p>このVer.7では</p>", "version"),
        ("<p>Ｖｅｒ．７</p>", "version"),
        ('<a href="school-leaflet-meeting-room-ver7-ja.pdf">PDF</a>', "version"),
        ("<p>令和23年5月</p>", "published"),
        ("<p>May\n2041</p>", "published"),
        ("<p>2041<ruby>年<rt>ねん</rt></ruby>5<ruby>月<rt>がつ</rt></ruby></p>", "published"),
        ('<a href="https://forms.shiomi.example/old">', "form"),
        ("<p>https://forms.shiomi.example<wbr>/old</p>", "form"),
        ("<p>https://port.shiomi.example/forms/old</p>", "target"),
        ("<p>shiomi-manabi-41</p>", "stored_name"),
        ("<p>SHIO-KR417.p12</p>", "id"),
        ("<p>shiomi-<b>manabi-41</b></p>", "stored_name"),
        ("<p>CN=user2041</p>", "subject"),
        ("<p>055-555-0141</p>", "phone"),
        ('<p title="manabi@shiomi.example"></p>', "mail"),
        ("<p>8時30分から</p>", "hours"),
        ("<p>15から18まで</p>", "systems"),
    ],
)
def test_a_planted_value_is_found(text: str, key: str, stale: tuple[Stale, ...]) -> None:
    assert key in keys(text, stale)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Ver.8、令和24年5月、SHIO-MM520.p12、16から26まで</p>",
        "<p>Ver.75、Ver.7x</p>",
        "<p>令和123年5月</p>",
        "<p>3日、手順4</p>",
        "<p>https://forms.shiomi.example/older</p>",
    ],
)
def test_what_is_right_is_left_alone(text: str, stale: tuple[Stale, ...]) -> None:
    assert keys(text, stale) == []


def test_what_the_history_names_may_stand_as_often(stale: tuple[Stale, ...]) -> None:
    named = {"Ver.7": 1, "令和23年5月": 1}
    assert keys("<td>Ver.7</td><td>令和23年5月</td>", stale, named) == []
    assert keys("<td>Ver.7</td><td>令和23年5月</td><p>Ver.7</p>", stale, named) == ["version"]


def test_the_day_of_a_correction_is_looked_for() -> None:
    settings, old = shiomi()
    fixed = {"correction": 1, "corrected": date(2041, 9, 10)}
    room = old.manuals["meeting_room"].model_copy(update=fixed)
    old = old.model_copy(update={"manuals": {**old.manuals, "meeting_room": room}})
    found = stale_values([old], next_year(old), settings, [load_words("ja")])
    assert keys("<p>令和23年9月10日</p>", found) == ["published"]
    assert keys("<p>school-leaflet-meeting-room-ver7-1-ja.pdf</p>", found) == ["version"]
