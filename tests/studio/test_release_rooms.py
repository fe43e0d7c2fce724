"""From the papers to what is handed over, by the rooms of the studio alone; and what each refuses."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from job_samples import ended, in_stage, kill_hard
from release_years import YEAR, prepare, review
from signed_papers import OTHER, number_on_papers
from studio_client import Answer, StudioClient, studio

from tebiki.content.project import Project
from tebiki.content.releases import load_releases
from tebiki.editions.office_notes import load_approval, load_handed
from tebiki.pipeline.record import files_of
from tebiki.studio.words import room_texts

TODAY = date(2031, 3, 2)
#: A folder's name and what fills it → the folder (tests/conftest.py).
Shared = Callable[[str, Callable[[Path], object]], Path]
RIGHT = {"approved": "2/20", "number": "福第12号", "by": "課長"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[StudioClient]:
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    yield from opened(root)


def opened(root: Path) -> Iterator[StudioClient]:
    with studio(root, TODAY) as running:
        yield running
        if (job := running.desk.jobs.running()) is not None:
            kill_hard(job)


def done(client: StudioClient, answer: Answer) -> str:
    """The page of a job that an act began, once it has ended."""
    assert answer.goes_to is not None, answer.text
    number = int(re.fullmatch(r"/jobs/(\d+)", answer.goes_to)[1])  # type: ignore[index]
    ended(client.desk.jobs, number)
    return client.get(answer.goes_to).text


def wrong(answer: Answer, field: str) -> str:
    """What is told of a field."""
    told = re.search(rf'id="{field}-wrong">(.*?)</p>', answer.text, re.DOTALL)
    return "" if told is None else told[1]


def approve(client: StudioClient, **other: str) -> Answer:
    number = number_on_papers(client.desk.root, YEAR)
    return client.send(f"/{YEAR}/approval", {**RIGHT, "check_number": number, **other})


def test_an_edition_is_released_by_the_rooms(client: StudioClient) -> None:
    root = client.desk.root
    assert "まだ作っていません" in client.get(f"/{YEAR}/papers").text
    assert "承認の資料を、まだ作っていません" in client.get(f"/{YEAR}/approval").text
    page = done(client, client.post(f"/{YEAR}/papers/make"))
    assert "承認の資料ができました" in page
    papers = client.get(f"/{YEAR}/papers").text
    assert number_on_papers(root, YEAR) in papers
    assert "今の本文と同じです" in papers
    links = re.findall(r'href="(/files/[^"]+\.(?:pdf|zip))"', papers)
    assert len(links) >= 3
    for link in links:
        assert client.ask("GET", link, {}).status == 200
    before = client.get(f"/{YEAR}/release")
    assert "まだ発行できません" in before.text
    refused = client.post(f"/{YEAR}/release")
    assert refused.status == 422
    assert "承認がまだ入っていません" in refused.text
    assert approve(client).goes_to == f"/{YEAR}/release"
    ready = client.get(f"/{YEAR}/release").text
    assert "まだ発行できません" not in ready
    assert re.search(r'<button class="button-main">Ver\.12を発行する</button>', ready)
    page = done(client, client.send(f"/{YEAR}/release"))
    assert "Ver.12を発行しました" in page
    (released,) = load_releases(root / "docs", YEAR)
    assert (released.approval, released.by, released.approved) == ("福第12号", "課長", date(2031, 2, 20))
    assert load_approval(Project(root), YEAR) is None
    handed = client.get(f"/{YEAR}/handed")
    assert "ホームページの担当に渡す手順を開く" in handed.text
    zipped = client.get(f"/{YEAR}/handed/all")
    with zipfile.ZipFile(io.BytesIO(zipped.data)) as archive:
        assert set(archive.namelist()) == set(files_of(root / "dist" / YEAR))
    assert client.send(f"/{YEAR}/handed", {"on": "3/1", "by": "認定係"}).goes_to == f"/{YEAR}/handed"
    noted = load_handed(Project(root), YEAR)
    assert noted is not None
    assert (noted.release, noted.on, noted.by) == (1, date(2031, 3, 1), "認定係")
    assert "もう発行しました" in client.get(f"/{YEAR}/release").text


@pytest.fixture
def reviewed(shared: Shared, tmp_path: Path) -> Iterator[StudioClient]:
    """A studio whose project has its papers."""

    def make(root: Path) -> None:
        prepare(root)
        review(root, YEAR)

    yield from opened(shutil.copytree(shared("reviewed for rooms", make), tmp_path / "reviewed"))


def test_each_slip_of_an_approval_is_told_at_its_field(reviewed: StudioClient) -> None:
    typed = {"approved": "3/3", "number": "", "check_number": OTHER, "by": "手引花子さん"}
    answer = reviewed.send(f"/{YEAR}/approval", typed)
    assert answer.status == 422
    assert "まだ来ていません" in wrong(answer, "approved")
    assert "決裁の番号を書いてください" in wrong(answer, "number")
    assert OTHER in wrong(answer, "check_number")
    assert "人の名前" in wrong(answer, "by")
    assert 'value="手引花子さん"' in answer.text  # what was typed stays
    assert load_approval(Project(reviewed.desk.root), YEAR) is None
    assert "--" not in re.sub(r"<!--.*?-->|<code>.*?</code>", "", answer.text)


def test_an_approval_of_earlier_papers_is_told_and_releases_nothing(reviewed: StudioClient) -> None:
    root = reviewed.desk.root
    assert approve(reviewed).goes_to
    text = (root / "docs" / "tablet.md").read_text(encoding="utf-8")
    (root / "docs" / "tablet.md").write_text(text.replace("。", "。 ", 1), encoding="utf-8")
    assert "作ったあとで、本文や事実が変わりました" in reviewed.get(f"/{YEAR}/papers").text
    assert "資料を作り直して" in reviewed.get(f"/{YEAR}/approval").text
    edition = root / "docs" / "editions" / f"{YEAR}.toml"
    edition.write_text(edition.read_text(encoding="utf-8").replace("ぺージ", "ページ"), encoding="utf-8")
    assert load_releases(root / "docs", YEAR) == ()


def test_the_approval_can_be_forgotten(reviewed: StudioClient) -> None:
    approve(reviewed)
    assert "控えてあります" in reviewed.get(f"/{YEAR}/approval").text
    assert (
        reviewed.send(f"/{YEAR}/approval", action=f"/{YEAR}/approval/forget").goes_to == f"/{YEAR}/approval"
    )
    assert load_approval(Project(reviewed.desk.root), YEAR) is None


def test_a_job_stands_in_the_bar_and_saves_wait_for_it(client: StudioClient) -> None:
    answer = client.post(f"/{YEAR}/papers/make")
    page = client.get("/appearance")
    assert "承認の資料を作っています" in page.text
    assert f'href="{answer.goes_to}"' in page.text
    refused = client.post(f"/{YEAR}/approval", RIGHT)
    assert "いま、書き換えをともなう作業をしています" in refused.text
    second = client.post(f"/{YEAR}/papers/make")
    assert second.status == 422
    assert "作業は1つずつ" in second.text
    done(client, answer)
    assert "承認の資料を作っています" not in client.get("/appearance").text


def test_how_far_a_job_is_is_told_in_words(client: StudioClient) -> None:
    answer = client.post(f"/{YEAR}/papers/make")
    assert answer.goes_to is not None
    in_stage(client.desk.jobs, 1, "review/draft")
    state = client.get(f"{answer.goes_to}/state").text
    assert "5つのうち" in state or "できました" in state
    assert "あと" not in state  # no first run was measured yet
    done(client, answer)
    again = client.post(f"/{YEAR}/papers/make")
    assert again.goes_to is not None
    state = client.get(f"{again.goes_to}/state").text
    assert "あと" in state or "まもなく終わります" in state or "ができました" in state
    done(client, again)


def test_a_killed_job_is_told_and_cleared_away(client: StudioClient) -> None:
    answer = client.post(f"/{YEAR}/papers/make")
    kill_hard(in_stage(client.desk.jobs, 1, "review/draft"))
    page = client.get(str(answer.goes_to)).text
    assert "途中で止まっていました" in page
    assert "何も変わっていません" in page
    assert "すべて残っています" in page
    assert "止まっています" in client.get("/appearance").text
    year = client.get(f"/{YEAR}/").text
    assert "どちらかを選ぶまで" in year
    assert "続きから資料を作る" in year
    assert year.count("button-main") == 1  # one filled button: how to go on
    assert client.post(f"{answer.goes_to}/give-up").goes_to == f"/{YEAR}/"
    assert "どちらかを選ぶまで" not in client.get(f"/{YEAR}/").text
    assert "止まっています" not in client.get("/appearance").text


def test_a_killed_job_is_gone_on_with(client: StudioClient) -> None:
    answer = client.post(f"/{YEAR}/papers/make")
    kill_hard(in_stage(client.desk.jobs, 1, "review/draft"))
    page = done(client, client.post(f"{answer.goes_to}/resume"))
    assert "承認の資料ができました" in page
    assert not client.desk.jobs.undecided()


def test_a_job_is_cancelled_from_its_page(client: StudioClient) -> None:
    answer = client.post(f"/{YEAR}/papers/make")
    in_stage(client.desk.jobs, 1, "review/draft")
    assert client.post(f"{answer.goes_to}/cancel").goes_to == answer.goes_to
    ended(client.desk.jobs, 1)
    page = client.get(str(answer.goes_to)).text
    assert "中止しました" in page
    assert "何も変わっていません" in page


def test_a_refused_job_tells_its_reasons(client: StudioClient) -> None:
    root = client.desk.root
    (root / "docs" / "tablet.md").write_text("# タブレット\n\n::: {nothing}\n:::\n", encoding="utf-8")
    page = done(client, client.post(f"/{YEAR}/papers/make"))
    assert "できませんでした" in page
    assert re.search(r'<ul class="job-refusals">\s*<li>.+</li>', page)
    log = re.search(r"<pre.*?</pre>", page, re.DOTALL)
    assert log is not None
    assert "docs/tablet.md" in log[0]
    assert str(root) not in page


def test_a_job_that_nobody_began_is_told(client: StudioClient) -> None:
    assert client.get("/jobs/99").status == 422


def test_nothing_is_handed_over_before_it_is_released(client: StudioClient) -> None:
    assert "まだ発行していません" in client.get(f"/{YEAR}/handed").text
    assert client.post(f"/{YEAR}/handed", {"on": "3/1", "by": "係"}).status == 422
    assert client.get(f"/{YEAR}/handed/all").status == 422


@pytest.mark.parametrize("room", ["job", "papers", "approval", "release", "handed"])
def test_a_room_speaks_both_languages(room: str) -> None:
    assert all(set(text) == {"ja", "en"} for text in room_texts(room).values())


def test_the_comparison_is_made_by_itself(tmp_path: Path, city: Path) -> None:
    root = shutil.copytree(city, tmp_path / "years")
    with studio(root, TODAY) as client:
        assert "前に出したものがないので" in client.get(f"/{YEAR}/papers").text
        assert client.post(f"/{YEAR}/papers/compare").status == 422
