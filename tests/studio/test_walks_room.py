"""実機確認 in the studio: entered step by step, recorded as the command records it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from planted import spoil
from studio_client import Answer, StudioClient, studio
from walk_samples import changed, recorded, walk_of, with_marks

from tebiki.content.project import Project
from tebiki.editions.walk_draft import draft_path
from tebiki.errors import Problem
from tebiki.studio.words import room_texts

TODAY = date(2031, 4, 2)
HEAD = {
    "device": "Tablet 1",
    "os": "Sky 3",
    "by": "認証担当",
    "on": "令和13年4月1日",
    "browser": "",
    "sheet": "",
}
BASE = "/2031/walks/tablet"


@pytest.fixture
def client(city: Path) -> Iterator[StudioClient]:
    with_marks(city)
    with studio(city, TODAY) as found:
        yield found


def hidden(answer: Answer) -> str:
    found = re.search(r'name="made_from" value="([0-9a-f]+)"', answer.text)
    assert found is not None
    return found[1]


def answer_all(client: StudioClient, **first: str) -> None:
    """Begin, and say of everything that it is the same; ``first``: what is said of the first step instead."""
    assert client.post(f"{BASE}/begin", HEAD).goes_to == f"{BASE}/1"
    number = 1
    while (page := client.get(f"{BASE}/{number}")).status == 200:
        names = re.findall(r'name="(seen\.\d+)" value="same"', page.text)
        form = dict.fromkeys(names, "same") | {"made_from": hidden(page)}
        sent = client.post(f"{BASE}/{number}", form | (first if number == 1 else {}))
        assert sent.goes_to in (f"{BASE}/{number + 1}", BASE)
        number += 1
    assert number > 2


def test_a_walk_is_entered_and_recorded_byte_for_byte(client: StudioClient, tmp_path: Path) -> None:
    other = shutil.copytree(client.desk.root, tmp_path / "other", ignore=shutil.ignore_patterns("build"))
    answer_all(client)
    done = client.send(BASE, action=f"{BASE}/record")
    assert done.status == 200
    assert "確かめたOS" in done.text
    recorded(other, walk_of(other))
    for file in ("docs/walks/2031-tablet-1.toml", "docs/editions/2031.toml"):
        assert (client.desk.root / file).read_bytes() == (other / file).read_bytes()
    assert not draft_path(Project(client.desk.root), "tablet").exists()
    assert "最後まで確かめた（Sky 3）" in client.get("/2031/walks").text


def test_the_step_shows_its_picture_and_its_words(client: StudioClient) -> None:
    client.post(f"{BASE}/begin", HEAD)
    page = client.get(f"{BASE}/2")
    picture = re.search(r'<img src="(/files/[^"]+)" width="(\d+)" height="(\d+)" alt="([^"]+)"', page.text)
    assert picture is not None
    assert "「はい」のボタンがある画面" in picture[4]
    image = client.ask("GET", picture[1], {})
    assert (image.status, image.headers["content-type"]) == (200, "image/png")
    assert image.data.startswith(b"\x89PNG")
    assert "<li>はい</li>" in page.text


def test_nothing_of_the_project_changes_before_it_is_recorded(client: StudioClient) -> None:
    root = client.desk.root
    before = {path: path.read_bytes() for path in (root / "docs").rglob("*") if path.is_file()}
    answer_all(client)
    assert {path: path.read_bytes() for path in (root / "docs").rglob("*") if path.is_file()} == before


def test_wrong_fields_are_told_at_the_field_and_kept(client: StudioClient) -> None:
    answer = client.post(f"{BASE}/begin", HEAD | {"os": "Sky", "by": "架空さん", "sheet": "1234-ABCD"})
    assert answer.status == 422
    for field in ("os", "by", "sheet"):
        assert f'id="{field}-wrong"' in answer.text
    assert 'id="device-wrong"' not in answer.text
    assert 'value="架空さん"' in answer.text
    assert not draft_path(Project(client.desk.root), "tablet").exists()


def test_what_differs_needs_its_words(client: StudioClient) -> None:
    client.post(f"{BASE}/begin", HEAD)
    made_from = hidden(client.get(f"{BASE}/2"))
    answer = client.post(f"{BASE}/2", {"seen.0": "differs", "words.0": " ", "made_from": made_from})
    assert answer.status == 422
    assert 'id="words-0-wrong"' in answer.text
    assert re.search(r'value="differs" checked', answer.text)
    form = {"seen.0": "differs", "words.0": "とけい", "made_from": made_from, "then": "list"}
    assert client.post(f"{BASE}/2", form).goes_to == BASE
    assert "違った所 1" in client.get(BASE).text
    assert "とけい</textarea>" in client.get(f"{BASE}/2").text


def test_a_step_that_changed_meanwhile_is_not_saved(client: StudioClient) -> None:
    client.post(f"{BASE}/begin", HEAD)
    made_from = hidden(client.get(f"{BASE}/2"))
    spoil(client.desk.root / "docs/labels/tablet.toml", "はい", "すすむ")
    answer = client.post(f"{BASE}/2", {"seen.0": "same", "made_from": made_from})
    assert answer.status == 422
    assert "変わりました" in answer.text
    assert 'seen = "same"' not in draft_path(Project(client.desk.root), "tablet").read_text(encoding="utf-8")


def test_what_changed_after_it_was_answered_is_told(client: StudioClient) -> None:
    answer_all(client)
    assert "もう一度見比べる所" not in client.get(BASE).text
    spoil(client.desk.root / "docs/labels/tablet.toml", "はい", "すすむ")
    assert "もう一度見比べる所 1" in client.get(BASE).text


def test_the_head_is_put_right_without_losing_answers(client: StudioClient) -> None:
    answer_all(client)
    assert client.send(f"{BASE}/head", HEAD | {"os": "Sky 4"}).goes_to == BASE
    page = client.get(BASE).text
    assert "Sky 4" in page
    assert "見ていない 0" in page


def test_an_entry_is_given_up(client: StudioClient) -> None:
    answer_all(client)
    assert client.send(BASE, action=f"{BASE}/give-up").goes_to == "/2031/walks"
    assert not draft_path(Project(client.desk.root), "tablet").exists()
    assert "手順1から入力する" in client.get(BASE).text


def test_an_act_of_an_ended_entry_is_told(client: StudioClient) -> None:
    answer = client.post(f"{BASE}/record", {"x": "y"})
    assert answer.status == 422
    assert "もうありません" in answer.text
    assert client.get(f"{BASE}/2").status == 200  # the form that begins one


@pytest.mark.parametrize("address", [f"{BASE}/99", f"{BASE}/0"])
def test_a_step_that_is_none_has_no_page(client: StudioClient, address: str) -> None:
    client.post(f"{BASE}/begin", HEAD)
    assert client.get(address).status == 404


def test_a_manual_that_is_none_is_told(client: StudioClient) -> None:
    assert client.get("/2031/walks/phone").status == 422


def test_a_released_manual_leads_to_a_correction(
    client: StudioClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What makes it released is tested with releases (`test_release`)."""

    def refuse(project: Project, manual: str) -> Iterator[Problem]:
        yield Problem("walk/released", None, {"manual": manual, "year": project.year})

    for module in ("rooms.walks", "walk_shown"):
        monkeypatch.setattr(f"tebiki.studio.{module}.refuse_released", refuse)
    for address in ("/2031/walks", BASE):
        page = client.get(address)
        assert page.status == 200
        assert 'href="/2031/revise"' in page.text
        assert "tebiki edition" not in page.text
        assert "入力を始める" not in page.text
        assert "<form" not in page.text


def test_the_sheet_is_a_pdf_to_keep(client: StudioClient) -> None:
    sheet = client.get(f"{BASE}/sheet")
    assert sheet.headers["content-disposition"].startswith("attachment")
    assert sheet.data.startswith(b"%PDF-")
    assert not (client.desk.root / "build" / "walks").exists()


def test_what_was_seen_otherwise_is_listed_with_its_screen(city: Path) -> None:
    recorded(city, changed(walk_of(city), "tablet/ask", seen="differs", words="とけい<b>"))
    with studio(city, TODAY) as client:
        page = client.get("/2031/walks").text
    assert "違ったまま直していない所 1" in page
    assert 'href="/2031/screens/tablet/ask"' in page
    assert "とけい&lt;b&gt;" in page


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all(set(words) == {"ja", "en"} and all(words.values()) for words in room_texts("walks").values())


def test_in_english_too(city: Path) -> None:
    with studio(city, TODAY, "en") as client:
        assert client.post(f"{BASE}/begin", HEAD).goes_to
        for address in ("/2031/walks", BASE, f"{BASE}/1", f"{BASE}/head"):
            assert client.get(address).status == 200
