"""A year in a browser alone, from the certificate's file to what is handed over, as the commands do it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from certificates import PASSWORD, p12, put
from playwright.sync_api import Page
from release_years import prepare
from signed_papers import number_on_papers
from studio_client import studio
from studio_fixtures import OpenPage
from studio_year import (
    ROLE,
    SOURCE,
    YearPlan,
    begin_by_clicks,
    confirm_by_clicks,
    decide_by_clicks,
    make_papers_by_clicks,
    release_by_clicks,
)
from screen_editor_page import drag, fill_rest, give, numbers, picture, saved

from tebiki.pipeline.record import files_of

pytestmark = pytest.mark.browser
YEAR, TODAY = "2032", date(2032, 3, 2)
DAY = TODAY.isoformat()


@pytest.fixture(autouse=True)
def hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits of both ways are of one hour and one hand."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", "2032-03-02T09:00:00+09:00")
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@b")


@pytest.fixture
def plan(tmp_path: Path) -> YearPlan:
    name = "YMB-2032-0301.pfx"
    decision = {"role": "係長", "on": DAY, "reason": "端末がまだ届かない。"}
    return YearPlan(
        YEAR, put(tmp_path, name, p12("YMB-2032-0301", "2032-12-31")), DAY, "3/1", "福第12号", decision
    )


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of one project: for the browser, and for the commands."""
    first = tmp_path / "clicked"
    prepare(first)
    return first, shutil.copytree(first, tmp_path / "commanded")


def capture_by_clicks(page: Page, host: str) -> tuple[list[int], list[int]]:
    """A capture with a mark, both set by the mouse: where the mark is, and the crop."""
    page.goto(f"http://{host}/{YEAR}/screens/tablet/ask")
    give(page)
    page.click('[data-tool="mark"]')
    drag(page, (700, 500), (900, 580))
    marked = numbers(page)
    page.click('[data-tool="crop"]')
    drag(page, (1080, 450), (1000, 450))
    cropped = numbers(page, "crop")
    fill_rest(page)
    page.click(".button-main")
    saved(page)
    return marked, cropped


def run(root: Path, *words: str, typed: str = "") -> None:
    """A command as a person types it, in a process of its own."""
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "tebiki", *words, "--root", str(root)],
        input=typed.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def tree(root: Path) -> dict[str, str]:
    """Every file of the project but what anybody may delete, by its hash."""
    found = files_of(root)
    return {name: found[name] for name in found if not name.startswith(("build/", ".git/"))}


def test_by_clicks_and_by_commands(
    roots: tuple[Path, Path], plan: YearPlan, open_studio: OpenPage, tmp_path: Path
) -> None:
    clicked, commanded = roots
    with studio(clicked, TODAY) as client:
        page = open_studio(client)
        begin_by_clicks(page, plan)
        keys = confirm_by_clicks(page)
        decided = decide_by_clicks(page, plan)
        marked, cropped = capture_by_clicks(page, client.studio.host)
        number = make_papers_by_clicks(page, plan)
        release_by_clicks(page, plan, number)
    print(keys, decided, marked, cropped)
    year = ("--edition", YEAR)
    run(
        commanded,
        "edition",
        "new",
        YEAR,
        "--p12",
        str(plan.file),
        "--published",
        "2032-03",
        "--password-stdin",
        "--yes",
        typed=PASSWORD + "\n",
    )
    for key in keys:
        run(commanded, "edition", "confirm", key, *year, "--by", ROLE, "--on", DAY, "--source", SOURCE)
    for about in decided:
        said = [word for name, text in plan.decision.items() for word in (f"--{name}", text)]
        run(commanded, "edition", "decide", about, *year, *said)
    shot = tmp_path / "shot.png"
    shot.write_bytes(picture())
    where = {"--mark": marked, "--crop": cropped}
    boxes = [word for name, box in where.items() for word in (name, ",".join(map(str, box)))]
    rest = ("--device", "Tablet 1", "--os", "Android 14", "--on", DAY, "--by", ROLE, "--text-height", "48")
    run(commanded, "screens", "add", "tablet/ask", str(shot), *boxes, *rest)
    run(commanded, "edition", "review", YEAR)
    approved = ("--approved", "2032-03-01", "--number", plan.number)
    run(commanded, "release", *approved, "--check-number", number_on_papers(commanded, YEAR))
    assert tree(clicked) == tree(commanded)
