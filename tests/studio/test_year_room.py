"""今年の仕事 and the list of editions: what the model says; the bar; what takes seconds comes later."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page
from studio_client import StudioClient, studio

from tebiki.content.project import Project
from tebiki.editions.year_state import YearState, year_state
from tebiki.messages import say
from tebiki.studio.room import YEAR, routes
from tebiki.studio.task_addresses import has_room, task_address

TODAY = date(2041, 3, 2)


def state_of(root: Path, year: str) -> YearState:
    return year_state(Project(root), year, TODAY)


def told(text: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_room_shows_every_task_with_its_state(shiomi: Path) -> None:
    state = state_of(shiomi, "2041")
    with studio(shiomi, TODAY) as client:
        text = client.get("/2041/").text
    assert "<h1" in text
    assert text.count('class="year-task') == len(state.tasks)
    for task in state.tasks:
        assert say(task.title.code, "ja") in text
        word = say(f"todo/state-{task.state}", "ja")
        assert f"state-{task.state.replace('_', '-')}" in text
        assert word in text
    assert f"{len(state.tasks)}のうち{state.done}が済みました" in told(text)


def test_there_is_one_next_thing_with_its_reason(shiomi: Path) -> None:
    state = state_of(shiomi, "2041")
    assert state.next is not None
    assert state.next.reason is not None
    with studio(shiomi, TODAY) as client:
        text = told(client.get("/2041/").text)
    heading = say(state.next.heading.code, "ja", **state.next.heading.values)
    assert text.count("次にすること：") == 1
    assert f"次にすること：{heading}" in text
    assert say(state.next.reason.code, "ja") in text


def test_a_task_that_cannot_begin_is_no_link(shiomi: Path) -> None:
    state = state_of(shiomi, "2041")
    for task in state.tasks:
        if task.state == "not_yet":
            assert task_address(state, task) == ""
    with studio(shiomi, TODAY) as client:
        text = client.get("/2041/").text
    assert "<button" not in text.partition("<main")[2]  # none that is grey


def test_links_lead_to_rooms_that_there_are(shiomi: Path) -> None:
    with studio(shiomi, TODAY) as client:
        for room in ("/2041/", "/editions", "/welcome"):
            links = set(re.findall(r'<a[^>]* href="(/[^"#]*)', client.get(room).text.partition("<main")[2]))
            for link in links:
                assert client.get(link).status == 200 or client.get(link).goes_to, link


def test_a_draft_may_be_given_up_from_the_list_of_editions(shiomi: Path) -> None:
    earlier, current = (f'tebiki_edition = "{year}"' for year in ("2040", "2041"))
    conf = shiomi / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace(current, earlier), encoding="utf-8")
    with studio(shiomi, TODAY) as client:
        answer = client.get("/editions")
    assert answer.status == 200
    assert 'href="/2041/discard"' in answer.text


def test_the_bar_names_edition_and_state(shiomi: Path) -> None:
    with studio(shiomi, TODAY) as client:
        now, before = client.get("/2041/").text, client.get("/2040/").text
    assert "令和23年度（2041）Ver.3・7" in now
    assert "発行前" in told(now).partition("ほかの年度")[0]
    assert "これまでの版" in told(before).partition("ほかの年度")[0]


def test_an_edition_that_cannot_be_read_is_told_and_others_stay(shiomi: Path) -> None:
    (shiomi / "docs" / "editions" / "2041.toml").write_text("broken", encoding="utf-8")
    with studio(shiomi, TODAY) as client:
        assert client.get("/2041/").status == 422
        listed = client.get("/editions")
    assert listed.status == 200
    assert "読めません" in listed.text


def test_a_year_that_there_is_not_is_told(shiomi: Path) -> None:
    with studio(shiomi, TODAY) as client:
        assert client.get("/2055/").status == 422


def test_what_takes_seconds_comes_after_the_room(bilingual: Path) -> None:
    with studio(bilingual) as client:
        first = client.get("/2031/").text
        assert 'data-count="/2031/tasks"' in first
        assert "残りは、まだ数えていません" in first
        counted = client.get("/2031/tasks")
        assert counted.status == 200
        assert "残りは、まだ数えていません" not in counted.text
        assert "data-count" not in client.get("/2031/").text


def test_sources_that_cannot_be_counted_are_told_beside_the_tasks(bilingual: Path) -> None:
    (bilingual / "docs" / "tablet.md").write_text("{fact}`none`\n", encoding="utf-8")
    with studio(bilingual) as client:
        answer = client.get("/2031/tasks")
    assert answer.status == 200  # a part takes the tasks' place, whatever it tells
    assert 'class="problems"' in answer.text
    assert "<main" not in answer.text
    assert "次にすること" in answer.text


def test_days_that_have_passed_are_told(city: Path) -> None:
    with studio(city, date(2031, 2, 28)) as client:
        assert "year-late" in client.get("/2031/").text
    with studio(city, date(2031, 1, 5)) as client:
        assert "year-late" not in client.get("/2031/").text


def test_the_way_in_is_the_edition_that_is_worked_on(desk_of_city: StudioClient) -> None:
    assert desk_of_city.get("/").goes_to == "/2031/"


def test_whoever_has_no_role_says_it_first(city: Path) -> None:
    own = city / "build" / "studio"
    own.mkdir(parents=True)
    (own / "preferences.json").write_text("{}", encoding="utf-8")
    with studio(city) as client:
        assert client.get("/").goes_to == "/welcome"


def test_commands_stand_beside_only_where_somebody_wants_them(desk_of_city: StudioClient) -> None:
    command = "tebiki edition review 2031"
    assert command not in desk_of_city.get("/2031/").text
    desk_of_city.send("/appearance", {"commands": "yes", "language": "ja", "theme": "system"})
    assert command in desk_of_city.get("/2031/").text


def test_it_speaks_english(city: Path) -> None:
    with studio(city, language="en") as client:
        text = told(client.get("/2031/").text)
    assert "This year's work" in text.replace("&#39;", "'")
    assert not re.search(r"[ぁ-ん]", text.partition("This year")[2])


def test_a_room_is_one_only_where_its_address_is_answered() -> None:
    assert has_room("/{year}/")
    assert not has_room("/{year}/nowhere")
    assert any(route.address == f"/{YEAR}/tasks" for route in routes())


def test_the_rail_counts_what_is_open(city: Path) -> None:
    state = year_state(Project(city), "2031", date(2026, 3, 17))
    with studio(city) as client:
        text = told(client.get("/2031/").text)
    assert f"仕事 {len(state.tasks)}のうち{state.done}" in text


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_any_width(open_studio: object, shiomi: Path, width: int) -> None:
    with studio(shiomi, TODAY) as client:
        page: Page = open_studio(client, "/2041/", width=width)  # type: ignore[operator]
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.locator("#main h1").inner_text() == "今年の仕事"


def test_a_copy_without_git_still_has_its_work(city: Path) -> None:
    shutil.rmtree(city / ".git", ignore_errors=True)
    with studio(city) as client:
        assert client.get("/2031/").status == 200
