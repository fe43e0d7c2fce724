"""The room of facts: what it shows, what it writes, and each refusal at its field."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from conftest import ROOTS
from playwright.sync_api import expect
from studio_client import Answer, StudioClient, studio
from studio_fixtures import OpenPage
from studio_looks import axe_findings, enlarge_text, scrolls_sideways

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.fact_states import count_facts
from tebiki.studio.words import room_texts

FILE = "docs/editions/2031.toml"
ROLE = "窓口の担当"
SOURCE = "福祉課の通知（令和13年2月1日）"


@pytest.fixture
def town(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city with two languages, something needed, a fact to confirm and one without a value."""
    monkeypatch.chdir(city)
    conf = (city / "conf.py").read_text(encoding="utf-8")
    conf = conf.replace('"needed": {}', '"needed": {"hours": "contact.hours"}')
    conf = conf.replace('"documents"', '"languages": ("ja", "en"),\n    "documents"')
    (city / "conf.py").write_text(conf, encoding="utf-8")
    text = (city / FILE).read_text(encoding="utf-8")
    text = text.replace(
        'unconfirmed = ["mail_wait", "certificate.subject"]',
        'unconfirmed = ["mail_wait",\n"links.form",   # 4月に開く\n"extra.desk", "certificate.opened",\n]',
    ).replace("[publisher]", '[extra.desk]\nja = "1階の窓口"\nen = "the desk"\n\n[publisher]')
    (city / FILE).write_text(text, encoding="utf-8")
    return city


@pytest.fixture
def desk(town: Path) -> Iterator[StudioClient]:
    """A studio for that city, in the year in which its edition is made."""
    with studio(town, date(2031, 3, 17)) as client:
        yield client


def hidden(answer: Answer, action: str) -> dict[str, str]:
    """The hidden fields of the form with this action, and what stands in its others."""
    form = answer.text.partition(f'action="{action}"')[2].partition("</form>")[0]
    found = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form)
    boxes = set(re.findall(r'type="checkbox" name="([^"]+)"', form))
    return {name: unescape(value) for name, value in found if name not in boxes}


def opened(desk: StudioClient, key: str) -> dict[str, str]:
    """What the form of a fact would send as it is."""
    return hidden(desk.get(f"/2031/facts/{key}"), f"/2031/facts/{key}/confirm")


def confirm(desk: StudioClient, key: str, **typed: str) -> Answer:
    form = (
        opened(desk, key)
        | {"source": SOURCE}
        | {name.replace("__", "."): text for name, text in typed.items()}
    )
    return desk.post(f"/2031/facts/{key}/confirm", form)


def wrong(answer: Answer) -> dict[str, str]:
    """What is told at each field, by the label of the field."""
    found = re.findall(
        r'<div class="field field-wrong">\s*<label for="([^"]+)">.*?class="wrong"[^>]*>(.*?)</p>',
        answer.text,
        re.DOTALL,
    )
    return {name: re.sub(r"<[^>]+>", "", text).strip(" !\n") for name, text in found}


def test_the_list_tells_names_values_and_places(desk: StudioClient) -> None:
    answer = desk.get("/2031/facts?show=all")
    assert answer.status == 200
    assert answer.text.count("<h1") == 1
    assert ">事実</h1>" in answer.text
    assert "「form」のアドレス" in answer.text
    assert "yamabe.example/f/9" in answer.text
    assert (
        '<a class="line-link" href="/2031/preview?manual=tablet&amp;at=step-1">タブレット 手順1</a>'
        in answer.text
    )
    row = answer.text.partition('id="fact-links.form"')[2].partition("</tr>")[0]
    assert 'rel="noreferrer noopener"' in row
    assert 'href="https://yamabe.example/f/9"' in row


def test_counts_add_up(desk: StudioClient, town: Path) -> None:
    answer = desk.get("/2031/facts")
    counts = dict(re.findall(r"show=(\w+)\"[^>]*>[^<]*<span>(\d+)</span>", answer.text))
    found = count_facts(Project(town))
    assert counts == {
        "todo": str(found["todo"]),
        "unknown": str(found["unknown"]),
        "done": str(found["done"]),
        "all": str(sum(found.values())),
    }
    assert f"残り{found['todo']}</span>" in answer.text
    assert answer.text.count('<tr id="fact-') == found["todo"]
    everything = desk.get("/2031/facts?show=all").text
    assert everything.count('<tr id="fact-') == sum(found.values())
    assert f"確かめることになっていない事実{found['settled']}件も" in everything


def test_the_last_confirmed_fact_leads_on(desk: StudioClient) -> None:
    """To what a release needs and has no value; after the decisions, back to the year's work."""
    for key in re.findall(r'<tr id="fact-([^"]+)"', desk.get("/2031/facts").text):
        confirm(desk, key)
    answer = desk.get("/2031/facts")
    assert "確かめる事実はありません" in answer.text
    assert 'class="button button-main" href="/2031/facts?show=unknown"' in answer.text
    form = {"edition": "2031", "role": "福祉課長", "on": "R13.3.1", "reason": "4月に決まるため。"}
    for about in re.findall(r'id="lack-([^"]+)"', desk.get("/2031/facts?show=unknown").text):
        sent = hidden(desk.get("/2031/facts?show=unknown"), f"/2031/decide/{about}") | form
        assert desk.post(f"/2031/decide/{about}", sent).goes_to
    assert 'class="button button-main" href="/2031/"' in desk.get("/2031/facts").text


def test_search_goes_by_name(desk: StudioClient) -> None:
    answer = desk.get("/2031/facts?show=all&q=" + quote("版の番号"))
    assert answer.text.count('<tr id="fact-') == 1
    assert "見つかりませんでした" in desk.get("/2031/facts?show=all&q=zzz").text


def test_what_the_room_writes_is_what_the_commands_write(desk: StudioClient, town: Path) -> None:
    before = (town / FILE).read_bytes()
    answer = confirm(desk, "extra.desk", value__ja="2階の窓口", on="3/2")
    assert answer.goes_to == "/2031/facts?show=todo&done=extra.desk"
    by_room = (town / FILE).read_bytes()
    (town / FILE).write_bytes(before)
    assert main(["edition", "set", "extra.desk", "ja=2階の窓口"]) == 0
    said = ("--by", ROLE, "--on", "2031-03-02", "--source", SOURCE)
    assert main(["edition", "confirm", "extra.desk", *said]) == 0
    assert (town / FILE).read_bytes() == by_room
    assert Project(town).edition.confirmed["extra.desk"].on == date(2031, 3, 2)


def test_saving_and_forgetting_write_what_the_command_writes(desk: StudioClient, town: Path) -> None:
    before = (town / FILE).read_bytes()
    form = opened(desk, "mail_wait") | {"value.ja": "２日"}
    assert desk.post("/2031/facts/mail_wait/save", form).goes_to == "/2031/facts?show=unknown&done=mail_wait"
    form = opened(desk, "links.form")
    assert desk.post("/2031/facts/links.form/unknown", form).goes_to
    by_room = (town / FILE).read_bytes()
    (town / FILE).write_bytes(before)
    assert main(["edition", "set", "mail_wait", "ja=２日"]) == 0
    assert main(["edition", "set", "links.form", "--unknown"]) == 0
    assert (town / FILE).read_bytes() == by_room


@pytest.mark.parametrize(
    ("key", "typed", "field", "word"),
    [
        ("links.form", {"source": " "}, "fact-source", "何と見比べたか"),
        ("links.form", {"by": ""}, "fact-by", "担当の役割"),
        ("links.form", {"by": "花子さん"}, "fact-by", "個人の名前"),
        ("links.form", {"on": "2031-02-30"}, "fact-on", "という日はありません"),
        ("links.form", {"on": "あした"}, "fact-on", "そろった日付ではありません"),
        ("links.form", {"on": "2031-03-18"}, "fact-on", "まだ来ていません"),
        ("links.form", {"source": "見え\u200bない"}, "fact-source", "U+200B"),
        ("links.form", {"value": "http://yamabe.example/f"}, "fact-value", "https://"),
        ("links.form", {"value": "https://other.example/f"}, "fact-value", "許可した先"),
        ("links.form", {"value": ""}, "fact-value", "値を書いてください"),
        ("extra.desk", {"value.en": "call 055-555-014"}, "fact-value.en", "電話番号の形"),
        ("extra.desk", {"value.ja": "2月30日まで"}, "fact-value.ja", "という日はありません"),
        ("extra.desk", {"value.ja": ""}, "fact-value.ja", "の値がありません"),
        ("mail_wait", {}, "fact-value.ja", "値を書いてください"),
    ],
)
def test_each_refusal_stands_at_its_field(
    key: str, typed: dict[str, str], field: str, word: str, desk: StudioClient
) -> None:
    town = desk.desk.root
    before = (town / FILE).read_bytes()
    form = opened(desk, key) | {"source": SOURCE} | typed
    answer = desk.post(f"/2031/facts/{key}/confirm", form)
    assert answer.status == 422
    told = wrong(answer)
    assert list(told) == [field]
    assert word in told[field]
    for sign in ("hosts", "行ごと", "tebiki ", "docs/", key):
        assert sign not in told[field]
    for text in typed.values():
        assert not text.strip() or text in unescape(answer.text)
    assert (town / FILE).read_bytes() == before


def test_an_address_offers_its_host_and_one_act_writes_both(desk: StudioClient, town: Path) -> None:
    answer = confirm(desk, "links.form", value="https://other.example/f")
    assert "other.example をリンクしてよい先に加えて" in answer.text
    form = hidden(answer, "/2031/facts/links.form/confirm")
    assert form["value"] == "https://other.example/f"
    assert form["source"] == SOURCE
    answer = desk.post("/2031/facts/links.form/confirm", form | {"allow_host": "yes"})
    assert answer.goes_to
    edition = Project(town).edition
    assert "other.example" in edition.hosts
    assert "links.form" in edition.confirmed


def test_a_source_is_kept_for_the_next_fact(desk: StudioClient) -> None:
    answer = confirm(desk, "links.form", keep_source="yes")
    assert answer.goes_to
    assert answer.goes_to.startswith("/2031/facts/extra.desk?")
    following = desk.get(answer.goes_to)
    assert hidden(following, "/2031/facts/extra.desk/confirm")["source"] == SOURCE
    assert "「「form」のアドレス」を保存しました" in following.text
    assert hidden(desk.get("/2031/facts/extra.desk"), "/2031/facts/extra.desk/confirm")["source"] == ""


def test_a_confirmed_fact_tells_who_and_when(desk: StudioClient, town: Path) -> None:
    confirm(desk, "links.form")
    answer = desk.get("/2031/facts?show=done")
    row = answer.text.partition('id="fact-links.form"')[2].partition("</tr>")[0]
    assert ROLE in row
    assert "令和13年3月17日" in row
    assert SOURCE in row
    again = confirm(desk, "links.form")
    assert again.status == 422
    assert "確かめ" in again.text
    assert Project(town).edition.confirmed["links.form"].by == ROLE


def test_a_decision_is_written_as_the_command_writes_it(desk: StudioClient, town: Path) -> None:
    answer = desk.get("/2031/facts?show=unknown")
    assert "問い合わせを受ける時間" in answer.text
    before = (town / FILE).read_bytes()
    form = {"edition": "2031", "role": "福祉課長", "on": "R13.3.1", "reason": "4月に決まるため。"}
    assert (
        desk.send("/2031/facts?show=unknown", form, "/2031/decide/hours").goes_to
        == "/2031/facts?show=unknown"
    )
    by_room = (town / FILE).read_bytes()
    (town / FILE).write_bytes(before)
    said = ("--role", "福祉課長", "--on", "2031-03-01", "--reason", "4月に決まるため。")
    assert main(["edition", "decide", "hours", *said]) == 0
    assert (town / FILE).read_bytes() == by_room
    for name, text, word in (
        ("role", "", "役職"),
        ("role", "花子さん", "個人の名前"),
        ("reason", "", "理由"),
        ("reason", "あ" * 401, "400"),
        ("on", "2月30日", "という日はありません"),
    ):
        answer = desk.send("/2031/facts?show=unknown", form | {name: text}, "/2031/decide/hours")
        assert answer.status == 422
        assert list(wrong(answer)) == [f"decide-hours-{name}"]
        assert word in wrong(answer)[f"decide-hours-{name}"]


def test_a_device_is_written_as_the_command_writes_it(desk: StudioClient, town: Path) -> None:
    assert "/2031/devices" in desk.get("/2031/facts/certificate.opened").text
    before = (town / FILE).read_bytes()
    form = {"edition": "2031", "device": "Sora 7", "version": "あおぞらOS 7", "by": ROLE, "on": "2031-03-01"}
    assert desk.send("/2031/facts/certificate.opened", form, "/2031/devices").goes_to
    by_room = (town / FILE).read_bytes()
    (town / FILE).write_bytes(before)
    said = ("--device", "Sora 7", "--version", "あおぞらOS 7", "--by", ROLE, "--on", "2031-03-01")
    assert main(["edition", "opened", *said]) == 0
    assert (town / FILE).read_bytes() == by_room
    for name, text in (("device", ""), ("version", " "), ("by", "花子さん"), ("on", "きのう")):
        answer = desk.send("/2031/facts/certificate.opened", form | {name: text}, "/2031/devices")
        assert answer.status == 422
        assert list(wrong(answer)) == [f"device-{name}"]
    assert "もう書いてあります" in desk.send("/2031/facts/certificate.opened", form, "/2031/devices").text
    assert confirm(desk, "certificate.opened").goes_to


def test_a_form_of_another_edition_is_refused_with_both_names(desk: StudioClient, town: Path) -> None:
    before = (town / FILE).read_bytes()
    form = opened(desk, "links.form") | {"edition": "2032", "source": SOURCE}
    answer = desk.post("/2031/facts/links.form/confirm", form)
    assert answer.status == 422
    assert "2032年度" in answer.text
    assert "2031年度" in answer.text
    assert (town / FILE).read_bytes() == before


def test_an_unknown_fact_is_told(desk: StudioClient) -> None:
    assert desk.get("/2031/facts/links.nowhere").status == 422
    assert desk.post("/2031/facts/extra.desk.en/save", {"edition": "2031"}).status == 422


def test_a_part_of_a_fact_opens_the_fact(desk: StudioClient) -> None:
    for part, key in (("extra.desk.en", "extra.desk"), ("certificate.opened.0.by", "certificate.opened")):
        assert f'action="/2031/facts/{key}/confirm"' in desk.get(f"/2031/facts/{part}").text


def test_what_was_saved_stands_in_the_journal(desk: StudioClient) -> None:
    confirm(desk, "links.form")
    entry = desk.desk.journal.entries[-1]
    assert (entry.label, dict(entry.values)) == ("facts/confirmed", {"fact": "links.form"})
    assert [one.file for one in entry.files] == [FILE]


def test_no_key_file_or_markup_is_seen(desk: StudioClient) -> None:
    for address in ("/2031/facts?show=all", "/2031/facts/links.form", "/2031/facts?show=unknown"):
        text = desk.get(address).text.partition("<main")[2]
        seen = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL)))
        for sign in ("links.", "extra.", "docs/", ".toml", "{fact}", "tebiki "):
            assert sign not in seen


def test_the_command_behind_a_button_can_be_seen(desk: StudioClient) -> None:
    assert "tebiki edition confirm" not in desk.get("/2031/facts/links.form").text
    desk.send("/appearance", {"commands": "yes"})
    assert "tebiki edition confirm links.form" in desk.get("/2031/facts/links.form").text


def test_places_that_manuals_have_alike_are_one(tmp_path: Path) -> None:
    shutil.copytree(ROOTS / "shiomi", tmp_path / "shiomi")
    with studio(tmp_path / "shiomi", date(2041, 3, 17)) as client:
        text = client.get("/2041/facts?show=all").text
        row = text.partition('id="fact-links.request_form"')[2].partition("</tr>")[0]
        assert ">2つのマニュアルの手順1</a>" in row
        assert 'href="/2041/preview?manual=chrome_book&amp;at=step-1"' in row
        row = text.partition('id="fact-certificate.id"')[2].partition("</tr>")[0]
        assert ">端末を選ぶページの「お知らせ」</a>" in row
        assert "ほか" in row
        opened_row = client.get("/2041/facts/certificate.id?show=all").text.partition(
            'id="fact-certificate.id"'
        )[2]
        assert ">学習用パソコン・会議室のタブレット 表紙</a>" not in opened_row
        assert opened_row.partition("</tr>")[0].count("<a class") > 2
        english = client.get("/2041/facts/mail_wait?show=all").text
        assert 'lang="en"' in english
        assert "値（英語）" in english


def test_an_edition_that_is_over_can_only_be_read(desk: StudioClient, town: Path) -> None:
    (town / "docs/editions/2030.toml").write_bytes(
        (town / FILE).read_bytes().replace(b"year = 2031", b"year = 2030")
    )
    answer = desk.get("/2030/facts/links.form?show=all")
    assert "見ることだけできます" in answer.text
    assert "/2030/facts/links.form/confirm" not in answer.text
    form = opened(desk, "links.form") | {
        "edition": "2030",
        "source": SOURCE,
        "value": "https://yamabe.example/g",
    }
    assert desk.post("/2030/facts/links.form/save", form).status == 422


def test_a_released_edition_asks_for_a_correction(desk: StudioClient, town: Path) -> None:
    form = opened(desk, "links.form") | {"value": "https://yamabe.example/g"}
    record = town / "docs/releases/2031.toml"
    record.parent.mkdir(parents=True)
    digest = "0" * 64
    record.write_text(
        'format = 2\n[[release]]\nnumber = 1\napproved = 2031-03-10\napproval = "一"\ncommit = "'
        + "0" * 40
        + f'"\ntag = "edition-2031"\nedition_sha256 = "{digest}"\nengine_sha256 = "{digest}"\n'
        'tebiki = "1"\nplatform = "p"\nmanuals = {tablet = "12"}\n',
        encoding="utf-8",
    )
    assert "先に訂正を始めます" in desk.get("/2031/facts").text
    answer = desk.post("/2031/facts/links.form/save", form)
    assert answer.status == 422
    assert "発行済み" in answer.text


def test_a_change_elsewhere_is_told_and_nothing_is_reloaded(desk: StudioClient) -> None:
    address = re.search(r'data-address="([^"]+)"', desk.get("/2031/facts").text)
    assert address is not None
    assert "ほかの場所" not in desk.get(unescape(address[1])).text
    assert main(["edition", "set", "mail_wait", "2日"]) == 0
    assert "新しいものを見る" in desk.get(unescape(address[1])).text


def test_the_room_speaks_english(town: Path) -> None:
    with studio(town, date(2031, 3, 17), "en") as client:
        for address in ("/2031/facts?show=all", "/2031/facts/links.form", "/2031/facts?show=unknown"):
            text = client.get(address).text
            assert "To confirm" in text
            assert "見比べ" not in text


def test_every_sentence_is_there_in_both_languages() -> None:
    for room in ("facts", "conflict"):
        assert all(set(one) == {"ja", "en"} and all(one.values()) for one in room_texts(room).values())


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(
    desk: StudioClient, open_studio: OpenPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    rooms = (
        "facts",
        "facts/links.form",
        "facts/certificate.opened",
        "facts?show=unknown",
        "facts?show=all&q=zz",
    )
    for room in rooms:
        page = open_studio(desk, f"/2031/{room}", width, scheme)
        assert not axe_findings(page)
        assert not scrolls_sideways(page)
        assert page.locator("#studio h1").count() == 1
        enlarge_text(page)
        assert not scrolls_sideways(page)


@pytest.mark.browser
def test_a_mistake_is_put_right_by_keyboard(desk: StudioClient, open_studio: OpenPage, town: Path) -> None:
    page = open_studio(desk, "/2031/facts/extra.desk")
    page.get_by_role("button", name="見比べた。この値で正しい").press("Enter")
    page.wait_for_selector("#fact-source[aria-invalid]")
    expect(page.locator("#fact-source")).to_be_focused()
    assert not axe_findings(page)
    page.keyboard.type(SOURCE)
    page.keyboard.press("Enter")
    page.wait_for_selector("main .box-done")
    assert Project(town).edition.confirmed["extra.desk"].source == SOURCE


@pytest.mark.browser
def test_a_key_saves_the_value(desk: StudioClient, open_studio: OpenPage, town: Path) -> None:
    page = open_studio(desk, "/2031/facts/extra.desk")
    page.locator("[id='fact-value.en']").fill("the other desk")
    page.keyboard.press("Control+s")
    page.wait_for_selector("main .box-done")
    assert (Project(town).edition.extra["desk"] or {})["en"] == "the other desk"
    assert "extra.desk" in Project(town).edition.unconfirmed


@pytest.mark.browser
def test_a_way_back_leads_to_the_tab(desk: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk, "/2031/facts")
    page.get_by_role("link", name="値がない").click()
    page.wait_for_selector("text=ないまま発行するときに")
    page.get_by_role("link", name=re.compile("書く$")).first.click()
    page.wait_for_selector(".fact-form")
    page.get_by_role("link", name="閉じる").click()
    page.wait_for_selector(".fact-form", state="detached")
    expect(page).to_have_url(re.compile(r"/2031/facts\?show=unknown"))
    expect(page.locator("#open-mail_wait")).to_be_focused()
    page.go_back()
    page.wait_for_selector(".fact-form")
