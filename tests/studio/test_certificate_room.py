"""The certificate's file beside the year's facts, in the studio: what differs, what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from certificates import PASSWORD, SUBJECT, p12, planted
from studio_client import Answer, StudioClient, studio

from tebiki.messages import area

NAME = "YMB-2031-0228.pfx"
CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "bad" / "certificates").glob("*.toml"))
}


@pytest.fixture
def looks(city: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StudioClient]:
    monkeypatch.chdir(city)
    monkeypatch.setenv("TEBIKI_LANG", "ja")
    with studio(city) as client:
        yield client


def compared(client: StudioClient, data: bytes, name: str = NAME, password: str = PASSWORD) -> Answer:
    return client.post("/2031/certificate", {"password": password}, {"file": (name, data)})


def visible(answer: Answer) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", answer.text).split()))


def test_the_file_stands_beside_the_facts(looks: StudioClient, city: Path) -> None:
    before = {path: path.read_bytes() for path in (city / "docs").rglob("*") if path.is_file()}
    assert "ここに、年度の事実とファイルの中身が並びます" in visible(looks.get("/2031/certificate"))
    answer = compared(looks, p12())
    assert answer.status == 200
    words = visible(answer)
    assert f"（なし） {SUBJECT} まだ書かれていない" in words
    assert "yamabe-kaigo yamabe-kaigo 同じ" in words
    assert 'href="/2031/facts/certificate.subject"' in answer.text
    assert "わからない" in words
    assert {path: path.read_bytes() for path in (city / "docs").rglob("*") if path.is_file()} == before
    seen = [path.read_bytes() for path in city.rglob("*") if path.is_file()]
    assert not [data for data in (*seen, answer.data) if PASSWORD.encode() in data]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_wrong_is_told(case: dict[str, Any], looks: StudioClient) -> None:
    """Whatever the command refuses, in the words of the same message."""
    answer = compared(looks, planted(case), case.get("name", NAME), case.get("password", PASSWORD))
    where, _, name = case["code"].partition("/")
    if case["code"] == "certificate/password":
        assert (answer.status, 'id="password-wrong"' in answer.text) == (422, True)
    else:
        assert area(where)[name]["ja"].split("{")[0] in visible(answer)
        assert (answer.status == 422) == ('id="file-wrong"' in answer.text)
    assert "tebiki" not in visible(answer).lower()
    assert "\x1b" not in answer.text


def test_a_new_years_file_leads_to_its_beginning(looks: StudioClient) -> None:
    answer = compared(looks, p12("YMB-2032-0301", "2040-03-31"), "YMB-2032-0301.pfx")
    assert "新しい証明書（YMB-2032-0301）" in visible(answer)
    assert 'href="/begin"' in answer.text
