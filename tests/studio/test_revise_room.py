"""A correction is opened, a draft given up, in the studio: the bytes of the command, refusals at fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from studio_client import Answer, StudioClient, studio

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.studio.words import room_texts

TODAY = date(2041, 9, 20)
WHOLE: dict[str, str | list[str]] = {
    "manual": ["meeting_room"],
    "on": "9/10",
    "reason-ja": "誤字を直しました。",
    "reason-en": "Corrected.",
}


@pytest.fixture
def corrects(shiomi: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StudioClient]:
    monkeypatch.setenv("TEBIKI_LANG", "ja")
    with studio(shiomi, TODAY) as client:
        yield client


def visible(answer: Answer) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", answer.text).split()))


def hidden(answer: Answer, name: str = "made_from") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    assert found, visible(answer)
    return found[1]


def filled(client: StudioClient, **changed: str | list[str]) -> dict[str, str | list[str]]:
    """The form as a page has it, with some fields otherwise; an empty one is not sent."""
    made_from = hidden(client.get("/2041/revise"))
    form: dict[str, str | list[str]] = {**WHOLE, **changed, "made_from": made_from}
    return {name: value for name, value in form.items() if value}


def send(client: StudioClient, **changed: str | list[str]) -> Answer:
    return client.post("/2041/revise", filled(client, **changed))


def test_a_correction_is_opened_as_by_the_command(corrects: StudioClient, shiomi: Path) -> None:
    path = shiomi / "docs/editions/2041.toml"
    before = path.read_bytes()
    assert send(corrects).goes_to == "/2041/"
    written = path.read_bytes()
    path.write_bytes(before)
    options = ["--manual=meeting_room", "--reason=誤字を直しました。", "--on=2041-09-10", "--yes"]
    assert main(["edition", "revise", "2041", f"--root={shiomi}", *options]) == 0
    assert path.read_bytes() == written != before


def test_the_sentence_speaks_each_language(corrects: StudioClient, shiomi: Path) -> None:
    assert "Corrected." in corrects.get("/2041/revise").text
    send(corrects, **{"reason-en": "A wrong letter was corrected."})
    row = Project(shiomi).edition_of("2041").manuals["meeting_room"].history[0]
    assert row.changes == {"ja": "誤字を直しました。", "en": "A wrong letter was corrected."}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("manual", "", "まだ選ばれていません"),
        ("manual", "mac", "「mac」というマニュアルはありません"),
        ("on", "", "訂正の日が、まだ書かれていません"),
        ("on", "soon", "日付「soon」は、年、月、日がそろっていません"),
        ("on", "2041-02-30", "2041-02-30"),
        ("on", "2041-04-30", "前の版（2041-05-01）より早くなっています"),
        ("reason-ja", " ", "何を直すかが、まだ書かれていません"),
    ],
)
def test_each_refusal_stands_at_its_field(
    field: str, value: str, said: str, corrects: StudioClient, shiomi: Path
) -> None:
    path = shiomi / "docs/editions/2041.toml"
    before = path.read_bytes()
    answer = send(corrects, **{field: [value] if field == "manual" and value else value})
    name = {"manual": "manuals", "on": "on", "reason-ja": "reason"}[field]
    assert answer.status == 422
    found = re.search(rf'<p class="wrong" id="{name}-wrong">(.*?)</p>', answer.text, re.DOTALL)
    assert found, visible(answer)
    assert said in unescape(found[1])
    assert path.read_bytes() == before
    if field != "on":
        assert 'value="9/10"' in answer.text


def test_a_draft_needs_no_correction(corrects: StudioClient, shiomi: Path) -> None:
    new = ["--certificate=SHIO-MM520", "--published=2042-05", "--yes", f"--root={shiomi}"]
    assert main(["edition", "new", "2042", *new]) == 0
    answer = corrects.get("/2042/revise")
    assert answer.status == 422
    assert "まだ案です" in visible(answer)


def test_what_changed_meanwhile_is_not_written_over(corrects: StudioClient, shiomi: Path) -> None:
    form = filled(corrects)
    path = shiomi / "docs/editions/2041.toml"
    path.write_bytes(path.read_bytes() + b"\n# by hand\n")
    before = path.read_bytes()
    answer = corrects.post("/2041/revise", form)
    assert answer.status in {409, 422}
    assert path.read_bytes() == before


def test_a_draft_is_given_up(corrects: StudioClient, shiomi: Path) -> None:
    new = ["--certificate=SHIO-MM520", "--published=2042-05", "--yes", f"--root={shiomi}"]
    assert main(["edition", "new", "2042", *new]) == 0
    path = shiomi / "docs/editions/2042.toml"
    page = corrects.get("/2042/discard")
    assert "button-destroy" in page.text
    for text in ("残るもの", "本文、画面、翻訳", "履歴から元に戻せます"):
        assert text in visible(page)
    kept = path.read_bytes()
    path.write_bytes(kept + b"\n# by hand\n")
    corrects.post("/2042/discard", {"made_from": hidden(page)})
    assert path.is_file()
    assert corrects.post("/2042/discard", {"made_from": hidden(corrects.get("/2042/discard"))}).goes_to
    assert not path.exists()
    entry = next(one for one in corrects.desk.journal.entries if one.label == "discard/given-up")
    corrects.desk.journal.take_back(entry.number)
    assert path.read_bytes() == kept + b"\n# by hand\n"


def test_what_is_no_draft_stays(corrects: StudioClient, shiomi: Path) -> None:
    path = shiomi / "docs/editions/2041.toml"
    answer = corrects.get("/2041/discard")
    assert answer.status == 422
    assert "案ではない" in visible(answer)
    assert corrects.post("/2041/discard", {"made_from": "x"}).status == 422
    assert path.is_file()


def test_the_rooms_speak_both_languages() -> None:
    for room in ("revise", "discard"):
        assert all(set(text) == {"ja", "en"} for text in room_texts(room).values())
