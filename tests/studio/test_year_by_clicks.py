"""A year in a browser alone, from the certificate's file to what is handed over, as the commands do it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from certificates import p12, put
from playwright.sync_api import Page
from release_years import prepare
from screen_editor_page import drag, fill_rest, give, numbers, saved
from studio_client import studio
from studio_commands import (
    begin_by_commands,
    confirm_by_commands,
    correct_by_commands,
    decide_by_commands,
    differing,
    release_by_commands,
    run,
    write_fact_by_commands,
)
from studio_fixtures import OpenPage
from studio_tour import HOW_TO_TAKE, TAKES_PICTURES, Tour, tablet_screen, write_fonts_conf
from studio_year import (
    ROLE,
    Decision,
    YearPlan,
    begin_by_clicks,
    confirm_by_clicks,
    correct_by_clicks,
    decide_by_clicks,
    hand_over_by_clicks,
    make_papers_by_clicks,
    release_by_clicks,
    visit,
    write_fact_by_clicks,
)
from web_gates import chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]

YEAR: Final = "2032"
TODAY: Final = date(2032, 3, 2)
#: The day on which the correction is opened, approved and released.
LATER: Final = date(2032, 4, 12)
REASON: Final = "返事までの日数を書きました。"
LATE: Final = ("mail_wait", "1日から2日")


@pytest.fixture(scope="module", autouse=True)
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The engine's fonts for pictures that are taken; words are the same in all."""
    with pytest.MonkeyPatch.context() as patch:
        if TAKES_PICTURES:
            patch.setenv("FONTCONFIG_FILE", str(write_fonts_conf(tmp_path_factory.mktemp("fonts"))))
            patch.setenv("LANGUAGE", "ja")  # of the browser's own buttons
        yield


@pytest.fixture(autouse=True)
def hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits of both ways are of one hour, one hand and one language."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", "2032-03-02T09:00:00+09:00")
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@b")
    monkeypatch.setenv("TEBIKI_LANG", "ja")


@pytest.fixture
def plan(tmp_path: Path) -> YearPlan:
    file = put(tmp_path, "YMB-2032-0301.pfx", p12("YMB-2032-0301", "2033-05-31"))
    decision = Decision("係長", TODAY.isoformat(), "端末がまだ届かない。")
    return YearPlan(YEAR, file, TODAY.isoformat(), "2032-04", "2032-03-01", "福第12号", decision)


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of one project: for the browser, and for the commands."""
    first = tmp_path / "clicked"
    prepare(first)
    return first, shutil.copytree(first, tmp_path / "commanded")


def capture_by_clicks(page: Page, tour: Tour) -> tuple[list[int], list[int]]:
    """A capture with a mark, both set by the mouse: where the mark is, and the crop."""
    visit(page, f"/{YEAR}/screens/tablet/ask")
    give(page, data=tablet_screen())
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    marked = numbers(page)
    page.click('[data-tool="crop"]')
    drag(page, (1080, 450), (1000, 450))
    cropped = numbers(page, "crop")
    fill_rest(page)
    tour.look(page, "screen")
    page.click(".button-main")
    saved(page)
    return marked, cropped


def capture_by_commands(root: Path, shot: Path, marked: list[int], cropped: list[int]) -> None:
    shot.write_bytes(tablet_screen())
    boxes = [word for name, box in (("--mark", marked), ("--crop", cropped)) for word in (name, _box(box))]
    rest = ("--device", "Tablet 1", "--os", "Android 14", "--on", TODAY.isoformat(), "--by", ROLE)
    run(root, "screens", "add", "tablet/ask", str(shot), *boxes, *rest, "--text-height", "48")


def _box(box: list[int]) -> str:
    return ",".join(map(str, box))


def test_a_year_and_its_correction(
    roots: tuple[Path, Path], plan: YearPlan, open_studio: OpenPage, tmp_path: Path
) -> None:
    """By clicks, and by commands: the same files, records, commits and tags.

    The tour's pictures are taken on the way; where somebody asks for them, nothing else is done.
    """
    clicked, commanded = roots
    tour = Tour()
    with studio(clicked, TODAY) as client:
        page = open_studio(client)
        begin_by_clicks(page, plan, tour.look)
        keys = confirm_by_clicks(page, tour.look)
        decided = decide_by_clicks(page, plan)
        marked, cropped = capture_by_clicks(page, tour)
        number = make_papers_by_clicks(page, plan, tour.look)
        release_by_clicks(page, plan, number, tour.look)
        hand_over_by_clicks(page, plan)
    if TAKES_PICTURES:
        tour.keep()
        return
    assert tour.grown_old() == {}, HOW_TO_TAKE

    begin_by_commands(commanded, plan)
    confirm_by_commands(commanded, plan, *keys)
    decide_by_commands(commanded, plan, *decided)
    capture_by_commands(commanded, tmp_path / "shot.png", marked, cropped)
    release_by_commands(commanded, plan)
    assert (keys, decided) == (["links.form"], ["walked.tablet"])
    assert differing(clicked, commanded) == []
    assert (clicked / "dist" / YEAR / "site.zip").is_file()

    plan = replace(plan, day=LATER.isoformat(), approved=LATER.isoformat(), number="福第34号")
    with studio(clicked, LATER) as client:
        page = open_studio(client)
        correct_by_clicks(page, plan, REASON)
        write_fact_by_clicks(page, *LATE)
        release_by_clicks(page, plan, make_papers_by_clicks(page, plan))
    correct_by_commands(commanded, plan, "tablet", REASON)
    write_fact_by_commands(commanded, plan, *LATE)
    release_by_commands(commanded, plan)
    assert differing(clicked, commanded) == []
    assert (clicked / "docs" / "releases" / f"{YEAR}-2.sha256").is_file()
