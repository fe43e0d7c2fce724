"""Two tabs, or a tab and an editor, change one thing: nothing is lost, nothing is chosen beforehand."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from studio_client import Answer, StudioClient, studio
from studio_fixtures import OpenPage
from studio_looks import axe_findings, enlarge_text, scrolls_sideways

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.studio.conflicts import Clash, conflicts, open_conflicts, read_conflict
from tebiki.studio.join_texts import changed_pieces, join_texts
from tebiki.studio.journal import local_time

FILE = "docs/editions/2031.toml"


@pytest.fixture
def town(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city with a fact that is a sentence."""
    monkeypatch.chdir(city)
    text = (city / FILE).read_text(encoding="utf-8")
    desk = '[extra.desk]\nja = "平日に、1階の窓口で受け付けます"\n\n[publisher]'
    (city / FILE).write_text(text.replace("[publisher]", desk), encoding="utf-8")
    return city


@pytest.fixture
def desk(town: Path) -> Iterator[StudioClient]:
    with studio(town, date(2031, 3, 17)) as client:
        yield client


def form_of(desk: StudioClient, key: str) -> dict[str, str]:
    text = desk.get(f"/2031/facts/{key}").text.partition(f'action="/2031/facts/{key}/confirm"')[2]
    found = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', text.partition("</form>")[0])
    return {name: unescape(value) for name, value in found if name not in ("keep_source", "allow_host")}


def save(desk: StudioClient, key: str, form: dict[str, str], **typed: str) -> Answer:
    fields = {name.replace("__", "."): text for name, text in typed.items()}
    return desk.post(f"/2031/facts/{key}/save", form | fields)


def text_of(root: Path) -> str:
    value = Project(root).edition.extra["desk"]
    assert value is not None
    return value["ja"]


def test_two_tabs(desk: StudioClient, town: Path) -> None:
    first, second = form_of(desk, "extra.desk"), form_of(desk, "extra.desk")
    assert save(desk, "extra.desk", first, value__ja="平日に、2階の窓口で受け付けます").goes_to
    before = (town / FILE).read_bytes()
    answer = save(desk, "extra.desk", second, value__ja="平日に、1階の窓口でだけ受け付けます")
    assert answer.goes_to == "/conflicts/1"
    assert (town / FILE).read_bytes() == before
    page = desk.get("/conflicts/1")
    assert page.status == 200
    assert "<ins>だけ</ins>" in page.text
    assert "<del>1</del><ins>2</ins>" in page.text
    assert 'data-result="平日に、2階の窓口でだけ受け付けます"' in page.text
    assert "checked" not in page.text


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("mine", "平日に、1階の窓口でだけ受け付けます"),
        ("theirs", "平日に、2階の窓口で受け付けます"),
        ("joined", "平日に、2階の窓口でだけ受け付けます"),
    ],
)
def test_a_file_changed_outside_is_the_same_case(
    choice: str, text: str, desk: StudioClient, town: Path
) -> None:
    form = form_of(desk, "extra.desk")
    assert main(["edition", "set", "extra.desk", "平日に、2階の窓口で受け付けます"]) == 0
    address = save(desk, "extra.desk", form, value__ja="平日に、1階の窓口でだけ受け付けます").goes_to
    assert address is not None
    answer = desk.send(address, {"choice.ja": choice}, f"{address}/settle")
    assert answer.goes_to == "/2031/facts/extra.desk"
    assert text_of(town) == text
    kept = read_conflict(desk.desk, "1")
    assert kept.chosen == {"ja": choice}
    (clash,) = kept.clashes
    assert {clash.mine, clash.theirs} == {
        "平日に、1階の窓口でだけ受け付けます",
        "平日に、2階の窓口で受け付けます",
    }
    assert clash.mine in unescape(re.sub(r"<del>.*?</del>|</?ins>", "", desk.get(address).text))
    assert desk.send(address, {"choice.ja": "mine"}, f"{address}/settle").status == 422


def test_nothing_is_written_until_something_was_chosen(desk: StudioClient, town: Path) -> None:
    form = form_of(desk, "extra.desk")
    assert main(["edition", "set", "extra.desk", "平日に、2階"]) == 0
    before = (town / FILE).read_bytes()
    address = save(desk, "extra.desk", form, value__ja="平日に、3階").goes_to
    assert address is not None
    for chosen in ({}, {"choice.ja": "both"}, {"choice.ja": "joined"}):
        answer = desk.send(address, chosen, f"{address}/settle")
        assert answer.status == 422
        assert "どれを使うかを選んでください" in answer.text
        assert (town / FILE).read_bytes() == before
    assert "同じところが変わっている" in desk.get(address).text


def test_a_file_that_changes_once_more_is_shown_anew(desk: StudioClient, town: Path) -> None:
    form = form_of(desk, "extra.desk")
    assert main(["edition", "set", "extra.desk", "平日に、2階"]) == 0
    address = save(desk, "extra.desk", form, value__ja="平日に、3階").goes_to
    assert address is not None
    assert main(["edition", "set", "extra.desk", "平日に、4階"]) == 0
    answer = desk.send(address, {"choice.ja": "mine"}, f"{address}/settle")
    assert answer.status == 422
    assert "もう一度変わりました" in answer.text
    assert read_conflict(desk.desk, "1").clashes[0].theirs == "平日に、4階"
    assert desk.send(address, {"choice.ja": "mine"}, f"{address}/settle").goes_to
    assert text_of(town) == "平日に、3階"


def test_what_is_decided_later_is_found_again(desk: StudioClient) -> None:
    form = form_of(desk, "extra.desk")
    assert main(["edition", "set", "extra.desk", "平日に、2階"]) == 0
    save(desk, "extra.desk", form, value__ja="平日に、3階")
    assert [one.number for one in open_conflicts(desk.desk, "facts", "2031")] == [1]
    assert 'href="/conflicts/1"' in desk.get("/2031/facts").text
    assert "まだ決めていない" in desk.get("/conflicts").text
    desk.send("/conflicts/1", {"choice.ja": "theirs"}, "/conflicts/1/settle")
    assert "選ばなかったほうも見られます" in desk.get("/conflicts").text
    assert 'href="/conflicts/1"' not in desk.get("/2031/facts").text
    assert [one.number for one in conflicts(desk.desk)] == [1]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("mine", "使わなかったほう: 平日に、2階の窓口で受け付けます"),
        ("theirs", "使わなかったほう: 平日に、1階の窓口でだけ受け付けます"),
        ("joined", "両方の変更を使いました。"),
    ],
)
def test_the_history_holds_what_was_not_chosen(choice: str, told: str, town: Path) -> None:
    with studio(town, local_time().date()) as desk:
        form = form_of(desk, "extra.desk")
        assert main(["edition", "set", "extra.desk", "平日に、2階の窓口で受け付けます"]) == 0
        save(desk, "extra.desk", form, value__ja="平日に、1階の窓口でだけ受け付けます")
        assert "使わなかったほう" not in desk.get("/2031/history?since=morning").text
        desk.send("/conflicts/1", {"choice.ja": choice}, "/conflicts/1/settle")
        page = desk.get("/2031/history?since=morning").text
        assert told in page
        assert 'href="/conflicts/1"' in page
        for since in ("morning", "release", "begin"):
            assert 'href="/conflicts"' in desk.get(f"/2031/history?since={since}").text


def test_another_fact_changed_elsewhere_is_no_conflict(desk: StudioClient, town: Path) -> None:
    form = form_of(desk, "extra.desk")
    assert main(["edition", "set", "mail_wait", "2日"]) == 0
    assert (
        save(desk, "extra.desk", form, value__ja="平日に、3階").goes_to
        == "/2031/facts?show=all&done=extra.desk"
    )
    assert text_of(town) == "平日に、3階"


def test_the_same_change_twice_is_no_conflict(desk: StudioClient) -> None:
    form = form_of(desk, "extra.desk")
    assert main(["edition", "set", "extra.desk", "平日に、3階"]) == 0
    assert (
        save(desk, "extra.desk", form, value__ja="平日に、3階").goes_to
        == "/2031/facts?show=all&done=extra.desk"
    )
    assert not [*conflicts(desk.desk)]


def test_what_is_confirmed_is_what_was_seen(desk: StudioClient, town: Path) -> None:
    form = form_of(desk, "extra.desk") | {"source": "通知"}
    assert main(["edition", "set", "extra.desk", "平日に、2階"]) == 0
    answer = desk.post("/2031/facts/extra.desk/confirm", form)
    assert answer.goes_to == "/conflicts/1"
    assert "extra.desk" not in Project(town).edition.confirmed


def test_a_number_that_is_no_conflict(desk: StudioClient) -> None:
    for number in ("7", "x", "-1"):
        assert desk.get(f"/conflicts/{number}").status == 422
    with pytest.raises(TebikiError):
        read_conflict(desk.desk, "../1")


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "joined"),
    [
        ("押さず{fact}`x`に", "開かず{fact}`x`に", "押さず、{fact}`x`に", "開かず、{fact}`x`に"),
        ("15から18まで", "16から18まで", "15から19まで", "16から19まで"),
        ("15から18まで", "15から19まで", "15から20まで", None),
        ("平日", "平日の9時", "平日の10時", None),
        ("一。二。三。", "二。三。", "一。二。四。", "二。四。"),
        ("", "あ", "い", None),
        ("{fact}`a`です", "{fact}`b`です", "{fact}`c`です", None),
    ],
)  # fmt: skip
def test_two_changes_are_joined_where_they_do_not_overlap(
    before: str, mine: str, theirs: str, joined: str | None
) -> None:
    assert join_texts(before, mine, theirs) == joined
    assert join_texts(before, theirs, mine) == joined


@pytest.mark.parametrize(
    ("before", "after"), [("abc 12", "abc 13"), ("", "あ"), ("あ", ""), ("一二", "二一")]
)
def test_pieces_hold_both_texts(before: str, after: str) -> None:
    pieces = changed_pieces(before, after)
    assert "".join(one.text for one in pieces if one.kind != "added") == before
    assert "".join(one.text for one in pieces if one.kind != "gone") == after


def test_two_tabs_that_save_at_the_same_moment_lose_nothing(desk: StudioClient, town: Path) -> None:
    """Both have come in before either has written: the later one looks at what the earlier one has saved."""
    address = "/2031/facts/extra.desk"
    form = form_of(desk, "extra.desk")
    with ThreadPoolExecutor(2) as tabs:
        with desk.desk.writer:
            texts = ("平日に、2階の窓口で受け付けます", "平日に、1階の窓口でだけ受け付けます")
            sent = [tabs.submit(desk.post, f"{address}/save", {**form, "value.ja": text}) for text in texts]
            time.sleep(0.5)
        ways = [(one.result().goes_to or "").partition("?")[0] for one in sent]
    assert sorted(ways) == ["/2031/facts", "/conflicts/1"]
    assert text_of(town) in texts


def test_an_address_is_never_joined_within_itself() -> None:
    clash = Clash("", "値", "https://a.example/1", "https://a.example/1/x", "https://b.example/1", whole=True)
    assert clash.joined is None
    assert Clash("", "値", "a", "a", "b", whole=True).joined == "b"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (1280, "dark"), (1280, "light"), (360, "dark")]
)
def test_two_browsers_change_one_fact(
    desk: StudioClient, open_studio: OpenPage, town: Path, width: int, scheme: str
) -> None:
    first = open_studio(desk, "/2031/facts/extra.desk", width, scheme)
    second = open_studio(desk, "/2031/facts/extra.desk", width, scheme)
    for page, text, shown in (
        (first, "平日に、2階の窓口で受け付けます", "main .box-done"),
        (second, "平日に、1階の窓口でだけ受け付けます", ".clash"),
    ):
        page.locator("[id='fact-value.ja']").fill(text)
        page.get_by_role("button", name="値を保存する").click()
        page.wait_for_selector(shown)
    assert second.locator("input:checked").count() == 0
    assert not axe_findings(second)
    assert not scrolls_sideways(second)
    second.get_by_label("両方の変更を合わせる").press(" ")
    joined = "平日に、2階の窓口でだけ受け付けます"
    assert second.locator(".clash-result p").inner_text() == joined
    enlarge_text(second)
    assert not scrolls_sideways(second)
    second.get_by_role("button", name="選んだもので保存する").press("Enter")
    second.wait_for_selector(".fact-form")
    assert text_of(town) == joined
    second.goto(f"http://{desk.studio.host}/conflicts")
    second.wait_for_selector(".clash-list")
    assert not axe_findings(second)
    assert not scrolls_sideways(second)
