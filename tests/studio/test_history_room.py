"""履歴: what has changed in words and pictures, since when, and one change taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from repositories import begin, git
from studio_client import StudioClient, studio

from tebiki.content.project import Project
from tebiki.editions.git import Repository
from tebiki.studio.changed_words import marked_words
from tebiki.studio.rooms import history
from tebiki.studio.words import room_texts

EDITION = "docs/editions/2031.toml"
RELEASE = """format = {format}

[[release]]
number = 1
approved = 2031-02-20
approval = "福第12号"
by = "課長"
commit = "{commit}"
tag = "edition-2031"
held = []
edition_sha256 = "{zeros}"
engine_sha256 = "{zeros}"
tebiki = "1"
platform = "test"
manuals = {{tablet = "12"}}
"""


@pytest.fixture
def root(city: Path) -> Path:
    """The invented city in a repository, as it is."""
    (city / ".gitignore").write_text("/build/\n", encoding="utf-8")
    begin(city)
    git(city, "add", ".")
    git(city, "commit", "-qm", "as it is")
    return city


@pytest.fixture
def client(root: Path) -> Iterator[StudioClient]:
    with studio(root) as client:
        yield client


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def save(client: StudioClient, file: str, old: str, new: str, label: str = "facts/changed") -> int:
    journal = client.desk.journal
    with journal.begin(label, {}):
        edit(client.desk.root, file, old, new)
    return journal.entries[-1].number


def release(root: Path) -> None:
    """A record of a release of the last commit; a correction is open, so that facts may change."""
    folder = root / "docs" / "releases"
    folder.mkdir()
    commit = Repository.of(root).head()
    text = RELEASE.format(format=1, commit=commit, zeros="0" * 64).replace('tablet = "12"', 'tablet = "11"')
    (folder / "2031.toml").write_text(text, encoding="utf-8")


def pressed(text: str) -> list[str]:
    """Names of the changes that buttons take back."""
    return re.findall(r'name="change" value="(\w+)"', text)


def test_nothing_has_changed(client: StudioClient) -> None:
    text = client.get("/2031/history?since=morning").text
    assert "今朝から変わったところはありません" in text
    assert "この変更を戻す" not in text


def test_an_act_of_today_in_words(client: StudioClient) -> None:
    save(client, EDITION, "yamabe-kaigo", "yamabe-31")
    text = client.get("/2031/history").text
    assert re.search(r"今日 \d\d:\d\d", text)
    assert "事実の値を変えました" in text
    assert "事実「端末に出る証明書の名前」" in text
    assert "<del>yamabe-kaigo</del> → <ins>yamabe-31</ins>" in text
    assert "docs/" not in text


def test_an_act_is_taken_back(client: StudioClient) -> None:
    number = save(client, EDITION, "yamabe-kaigo", "yamabe-31")
    answer = client.post(f"/2031/history/entries/{number}")
    assert answer.goes_to == "/2031/history?since=morning"
    assert "yamabe-kaigo" in (client.desk.root / EDITION).read_text(encoding="utf-8")
    text = client.get("/2031/history?since=morning").text
    assert "変更を戻しました" in text
    assert "今朝から変わったところはありません" in text  # the sum


def test_an_act_after_which_more_came_is_refused(client: StudioClient) -> None:
    number = save(client, EDITION, "yamabe-kaigo", "yamabe-31")
    save(client, EDITION, "yamabe-31", "yamabe-32")
    answer = client.post(f"/2031/history/entries/{number}", {"x": "y"})
    assert answer.status == 422
    assert "あとの変更が消えるので、戻しませんでした" in answer.text
    assert "yamabe-32" in (client.desk.root / EDITION).read_text(encoding="utf-8")


def test_an_act_that_there_is_not_is_refused(client: StudioClient) -> None:
    for number in ("99", "x"):
        assert client.post(f"/2031/history/entries/{number}", {"x": "y"}).status == 422


def test_what_an_editor_changed_is_an_act_of_its_own(client: StudioClient) -> None:
    edit(client.desk.root, "docs/tablet.md", "フォームを開きます", "申込フォームを開きます")
    text = client.get("/2031/history?since=morning").text
    assert "スタジオの外で変わりました" in text
    assert "タブレット 手順1" in text
    assert "<ins>申込</ins>フォーム" in text


def test_an_act_of_yesterday_is_not_of_this_morning(client: StudioClient) -> None:
    save(client, EDITION, "yamabe-kaigo", "yamabe-31")
    with studio(client.desk.root, client.desk.today().replace(day=18)) as later:
        assert "事実の値を変えました" not in later.get("/2031/history?since=morning").text


def test_since_the_release(client: StudioClient) -> None:
    release(client.desk.root)
    edit(client.desk.root, EDITION, "https://yamabe.example/f/9", "https://yamabe.example/f/10")
    edit(client.desk.root, "docs/tablet.md", "別の端末では", "ほかの端末では")
    text = client.get("/2031/history?since=release").text
    assert "Ver.11を出してから" in text
    assert "https://yamabe.example/f/9 → https://yamabe.example/f/10" in text
    assert re.search(r"<b>2</b> か所", text)
    assert "2か所に出ます" in text
    assert "<del>別の</del><ins>ほかの</ins>端末では" in text
    assert len(pressed(text)) == 2


def test_one_change_since_the_release_is_taken_back(client: StudioClient) -> None:
    release(client.desk.root)
    edit(client.desk.root, "docs/tablet.md", "別の端末では", "ほかの端末では")
    edit(client.desk.root, "docs/tablet.md", "フォームを開きます", "申込フォームを開きます")
    _, second = pressed(client.get("/2031/history?since=release").text)
    answer = client.post("/2031/history", {"since": "release", "change": second})
    assert answer.goes_to == "/2031/history?since=release"
    text = (client.desk.root / "docs" / "tablet.md").read_text(encoding="utf-8")
    assert "別の端末では" in text
    assert "申込フォームを開きます" in text
    # The same button in another tab: it is no longer there.
    again = client.post("/2031/history", {"since": "release", "change": second})
    assert again.status == 422
    assert "この変更は、もうありません" in again.text


def test_a_released_edition_is_not_changed(client: StudioClient) -> None:
    release(client.desk.root)
    edit(client.desk.root, "docs/releases/2031.toml", '"11"', '"12"')
    edit(client.desk.root, "docs/tablet.md", "別の端末では", "ほかの端末では")
    (name,) = pressed(client.get("/2031/history?since=release").text)
    answer = client.post("/2031/history", {"since": "release", "change": name})
    assert answer.status == 422
    assert "2031年度は発行済みです" in answer.text


def test_before_the_first_release(client: StudioClient) -> None:
    assert "まだ一度も発行していない" in client.get("/2031/history?since=release").text


def test_since_the_year_was_begun(client: StudioClient) -> None:
    edit(client.desk.root, EDITION, "yamabe-kaigo", "yamabe-31")
    assert "<del>yamabe-kaigo</del> → <ins>yamabe-31</ins>" in client.get("/2031/history?since=begin").text


def test_a_year_begun_today_by_the_studio(client: StudioClient) -> None:
    root = client.desk.root
    text = (root / EDITION).read_text(encoding="utf-8").replace("year = 2031", "year = 2032")
    with client.desk.journal.begin("begin/begun", {"year": "2032"}):
        (root / "docs" / "editions" / "2032.toml").write_text(text, encoding="utf-8")
    assert "年度を始めてから変わったところはありません" in client.get("/2032/history?since=begin").text
    save(client, "docs/editions/2032.toml", "yamabe-kaigo", "yamabe-32")
    assert "<del>yamabe-kaigo</del> → <ins>yamabe-32</ins>" in client.get("/2032/history?since=begin").text


def test_pictures_of_then_and_now(client: StudioClient) -> None:
    number = save(client, "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "許可"')
    text = client.get("/2031/history?since=morning").text
    assert "画面の言葉「許可」" in text
    address = re.search(r'href="(/2031/history/picture\?[^"]+)"', text)
    assert address is not None
    assert f"entry={number}" in address[1]
    part = client.get(address[1].replace("&amp;", "&")).text
    assert "絵の見た目は同じ" not in part
    shown = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', part)
    assert [alt for _, alt in shown] == ["前の絵: タブレット 手順2の絵", "今の絵: タブレット 手順2の絵"]
    pictures = [client.get(address).data for address, _ in shown]
    assert all(data.startswith(b"\x89PNG") for data in pictures)
    assert pictures[0] != pictures[1]


def test_pictures_since_a_commit(client: StudioClient) -> None:
    release(client.desk.root)
    edit(client.desk.root, "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "許可"')
    part = client.get("/2031/history/picture?since=release&screen=tablet/ask").text
    assert part.count("<img") == 2


def test_a_new_picture_has_none_of_before(client: StudioClient) -> None:
    screens = client.desk.root / "screenshots" / "tablet"
    with client.desk.journal.begin("screens/saved", {}):
        for suffix in ("toml", "typ"):
            (screens / f"more.{suffix}").write_bytes((screens / f"ask.{suffix}").read_bytes())
    number = client.desk.journal.entries[-1].number
    part = client.get(f"/2031/history/picture?entry={number}&screen=tablet/more").text
    assert "前の絵はありません" in part
    assert part.count("<img") == 1


def test_without_a_repository_this_morning_is_known(desk_of_city: StudioClient) -> None:
    save(desk_of_city, EDITION, "yamabe-kaigo", "yamabe-31")
    assert "yamabe-kaigo" in desk_of_city.get("/2031/history").text
    for since in ("release", "begin"):
        assert desk_of_city.get(f"/2031/history?since={since}").status == 200


def test_the_languages_of_the_process_stay_the_projects(client: StudioClient) -> None:
    save(client, "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "許可"')
    number = client.desk.journal.entries[-1].number
    client.get(f"/2031/history/picture?entry={number}&screen=tablet/ask")
    assert Project(client.desk.root).publication("ja").settings.languages == ("ja",)


def test_marked_words() -> None:
    kinds = [one.kind for one in marked_words("名前が違うファイルは聞く。", "名前が同じファイルは聞く。")]
    assert kinds == ["same", "gone", "new", "same"]
    assert (
        "".join(one.text for one in marked_words("古い文。", "新しい文。") if one.kind != "new") == "古い文。"
    )
    assert (
        "".join(one.text for one in marked_words("古い文。", "新しい文。") if one.kind != "gone")
        == "新しい文。"
    )


def test_labels_that_cannot_be_read_are_taken_back_here(client: StudioClient) -> None:
    number = save(client, "docs/labels/tablet.toml", 'ja = "はい"', "ja = 1")
    answer = client.get("/2031/history?since=morning")
    assert answer.status == 200
    client.post(f"/2031/history/entries/{number}")
    assert 'ja = "はい"' in (client.desk.root / "docs/labels/tablet.toml").read_text(encoding="utf-8")


def test_facts_that_cannot_be_read_are_taken_back_here(client: StudioClient) -> None:
    number = save(client, EDITION, "year = 2031", "year = ")
    answer = client.get("/2031/history?since=morning")
    assert answer.status == 200
    assert "事実" in answer.text
    client.post(f"/2031/history/entries/{number}")
    assert Project(client.desk.root).edition.year == 2031


def test_a_picture_that_cannot_be_drawn_says_why(client: StudioClient) -> None:
    number = save(client, "docs/labels/tablet.toml", 'ja = "はい"', "ja = 1")
    answer = client.get(f"/2031/history/picture?entry={number}&screen=tablet/ask")
    assert answer.status == 200
    assert "今は絵をかけません" in answer.text
    assert "<h1" not in answer.text
    for query in ("entry=99&screen=tablet/ask", "since=release&screen=tablet/ask", "entry=1&screen=../x"):
        assert client.get(f"/2031/history/picture?{query}").status == 200


def test_each_act_of_a_room_has_its_words() -> None:
    rooms = Path(history.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in rooms.glob("*.py")]
    labels = {label for text in texts for label in re.findall(r'saving\(\s*"([^"]+)"', text)}
    assert labels
    assert {f"act-{label}" for label in labels} <= room_texts("history").keys()
