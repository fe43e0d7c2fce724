"""点検: findings with their places and remedies; what is put right vanishes; nothing waits for a check."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from studio_client import StudioClient, studio

from tebiki.audit.named_places import NamedPlace
from tebiki.content.project import Project
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.studio.checking.checker import Checker
from tebiki.studio.checking.room_address import room_address
from tebiki.studio.desk import Desk
from tebiki.studio.journal import local_time
from tebiki.studio.plain_words import plain_words


def checker_of(desk: Desk, year: str) -> Checker:
    """The checker that the desk's pages ask."""
    return desk.beside(Checker, year, lambda: Checker(desk.root, desk.own, year, desk.now))


def _checker(client: StudioClient) -> Checker:
    """The checker of the city's edition, which the first page begins."""
    client.get("/2031/check")
    wait(client)
    return checker_of(client.desk, "2031")


def wait(client: StudioClient, year: str = "2031") -> None:
    checker_of(client.desk, year).wait()


def shown(client: StudioClient) -> str:
    """The room once its check is through."""
    client.get("/2031/check")
    wait(client)
    return client.get("/2031/check").text


def write(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_the_first_answer_waits_for_nothing(desk_of_city: StudioClient) -> None:
    answer = desk_of_city.get("/2031/check")
    assert answer.status == 200
    assert "調べています" in answer.text
    wait(desk_of_city)


def test_a_finding_has_place_remedy_and_the_room_that_puts_it_right(desk_of_city: StudioClient) -> None:
    text = shown(desk_of_city)
    assert "見てほしいもの" in text
    assert "証明書の件名" in text
    assert 'href="/2031/facts/certificate.subject"' in text
    assert "わかったら、値を入れます" in text
    assert "タブレット 手順2の絵" in text
    assert 'href="/2031/screens/tablet/ask"' in text


def test_files_and_rules_stand_in_the_log_alone(desk_of_city: StudioClient) -> None:
    text = shown(desk_of_city)
    assert "docs/editions/2031.toml" in text
    without_logs = re.sub(r"<details class=\"log\">.*?</details>", "", text, flags=re.DOTALL)
    assert "docs/" not in without_logs
    assert "fact/unknown" not in without_logs
    assert "tebiki " not in without_logs


def test_what_stops_the_release_is_counted_in_the_rail(desk_of_city: StudioClient) -> None:
    write(desk_of_city.desk.root, "docs/tablet.md", "{fact}`version`", "YMB-2031-0228")
    text = shown(desk_of_city)
    assert "タブレット 手順1" in text
    assert re.search(r"止める[1-9]", text)
    assert "フォームを開きます。版は" in text  # the sentence: no room opens it yet


def test_what_is_put_right_vanishes(desk_of_city: StudioClient) -> None:
    write(desk_of_city.desk.root, "docs/tablet.md", "{fact}`version`", "YMB-2031-0228")
    assert "タブレット 手順1" in shown(desk_of_city)
    write(desk_of_city.desk.root, "docs/tablet.md", "YMB-2031-0228", "{fact}`version`")
    assert "調べ直しています" in desk_of_city.get("/2031/check").text
    wait(desk_of_city)
    assert "タブレット 手順1" not in desk_of_city.get("/2031/check").text


def test_conf_that_cannot_be_read_is_a_finding(desk_of_city: StudioClient) -> None:
    (desk_of_city.desk.root / "conf.py").write_text("tebiki_settings = ", encoding="utf-8")
    text = shown(desk_of_city)
    assert "発行を止めるもの</h2>" not in text
    assert re.search(r"発行を止めるもの [1-9]", text)


def test_an_unchanged_content_is_checked_once(
    desk_of_city: StudioClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(desk_of_city)
    monkeypatch.setattr(_checker(desk_of_city), "_module", "tebiki.no_such_module")
    for _ in range(3):
        assert "途中で止まりました" not in desk_of_city.get("/2031/check").text


def test_the_last_result_is_there_at_the_next_start(city: Path) -> None:
    with studio(city) as client:
        shown(client)
    with studio(city) as client:
        text = client.get("/2031/check").text
        assert "証明書の件名" in text
        assert "調べ" in text
        wait(client)


def test_again_looks_once_more(desk_of_city: StudioClient) -> None:
    shown(desk_of_city)
    before = checker_of(desk_of_city.desk, "2031").result
    assert desk_of_city.post("/2031/check").goes_to == "/2031/check"
    wait(desk_of_city)
    assert checker_of(desk_of_city.desk, "2031").result is not before


def test_a_check_that_breaks_off_is_told(desk_of_city: StudioClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_checker(desk_of_city), "_module", "tebiki.no_such_module")
    desk_of_city.post("/2031/check")
    text = shown(desk_of_city)
    assert "点検が途中で止まりました" in text
    assert "no_such_module" in text


def test_findings_alone_are_a_part(desk_of_city: StudioClient) -> None:
    shown(desk_of_city)
    part = desk_of_city.get("/2031/check/findings")
    assert part.status == 200
    assert "<h1" not in part.text


def test_many_of_a_kind_are_one_row(desk_of_city: StudioClient) -> None:
    root = desk_of_city.desk.root
    for number in range(5):
        for suffix in ("toml", "typ"):
            source = root / "screenshots" / "tablet" / f"ask.{suffix}"
            shutil.copy(source, source.with_name(f"more-{number}.{suffix}"))
    assert "6枚の絵が本物の画面と同じか" in shown(desk_of_city)


def test_an_output_is_looked_at_while_it_is_that_of_the_sources(city: Path) -> None:
    build(Request(city), lambda _: None)
    checker = Checker(city, city / "build" / "studio", "2031", local_time)
    checker.refresh()
    checker.wait()
    first = checker.result
    assert first is not None
    assert first.output == "fresh"
    assert first.looked["pdfs"]
    write(city, "docs/tablet.md", "フォームを開きます", "申込フォームを開きます")
    checker.refresh()
    checker.wait()
    later = checker.result
    assert later is not None
    assert later.output == "older"
    assert not any(row.rule.startswith("site/") for row in later.rows)


@pytest.mark.parametrize(
    ("place", "rule", "address"),
    [
        (NamedPlace("fact", "", key="links.form.url"), "x", "/2031/facts/links.form"),
        (NamedPlace("fact", "", key="links.form.target"), "x", "/2031/facts/links.form.target"),
        (NamedPlace("fact", "", key="publisher.ja"), "x", "/2031/facts/publisher"),
        (NamedPlace("fact", "", key="mail_wait"), "x", "/2031/facts/mail_wait"),
        (NamedPlace("fact", "", key="decisions.0.about"), "x", "/2031/facts"),
        (NamedPlace("fact", "", key="confirmed.links.form"), "x", "/2031/facts/links.form"),
        (NamedPlace("fact", "", key="manuals.tablet"), "walk/unwalked", "/2031/walks"),
        (NamedPlace("screen", "", screen="tablet/ask"), "x", "/2031/screens/tablet/ask"),
        (NamedPlace("translation", "", language="zh_CN"), "x", "/2031/translate/zh_CN"),
        (NamedPlace("text", ""), "x", ""),
    ],
)
def test_the_room_of_a_place(place: NamedPlace, rule: str, address: str) -> None:
    assert room_address("2031", place, rule) == address


def test_a_sentence_is_told_without_markup(city: Path) -> None:
    project = Project(city)
    text = "{ui}`tablet.ask.title`と出たら、**ファイル**{fact}`certificate.id`を[入れます](#step-2)。"
    assert plain_words(project, text) == (
        "「{app}を入れますか」と出たら、ファイル〔name of the certificate's file〕を入れます。"
    )
