"""The city's next year in a browser alone, from a fresh clone to its release, as the commands do it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from certificates import p12, put
from conftest import REPOSITORY
from repositories import git
from studio_client import studio
from studio_commands import (
    begin_by_commands,
    confirm_by_commands,
    decide_by_commands,
    differing,
    release_by_commands,
)
from studio_fixtures import OpenPage
from studio_year import (
    Decision,
    YearPlan,
    begin_by_clicks,
    confirm_by_clicks,
    decide_by_clicks,
    make_papers_by_clicks,
    release_by_clicks,
)
from web_gates import chromium_path

from city.current import CONFIG, DOCS
from rehearse_year import next_id
from tebiki.content.edition import load_edition

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.skipif(chromium_path() is None, reason="no chromium"),
]

#: The newest edition: the current one, or one that has been begun.
LAST = load_edition(
    DOCS / "editions", max(path.stem for path in (DOCS / "editions").glob("*.toml")), CONFIG.settings
)
NEXT = LAST.year + 1
CERTIFICATE = next_id(LAST.certificate.id, CONFIG.settings.certificate_pattern, NEXT)
TODAY = date(NEXT, 3, 17)


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> YearPlan:
    """What the office types; commits of both ways are of one hour, one hand and one language."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", f"{TODAY}T09:00:00+09:00")
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@b")
    monkeypatch.setenv("TEBIKI_LANG", "ja")
    name = f"{CERTIFICATE}{CONFIG.settings.certificate_suffix}"
    file = put(tmp_path, name, p12(CERTIFICATE, f"{NEXT + 1}-03-31"))
    decision = Decision("課長", TODAY.isoformat(), "まだ決まっていないため。")
    return YearPlan(str(NEXT), file, TODAY.isoformat(), f"{NEXT}-04", f"{NEXT}-03-16", "第123号", decision)


def clone(folder: Path) -> Path:
    """The last commit of this repository, on a branch of its own."""
    git(folder.parent, "clone", "--quiet", "--no-tags", str(REPOSITORY), str(folder))
    git(folder, "checkout", "--quiet", "-B", "year")
    git(folder, "remote", "remove", "origin")
    return folder


def test_the_citys_year(plan: YearPlan, open_studio: OpenPage, tmp_path: Path) -> None:
    """What has a value is confirmed; of what nobody knows, somebody decides."""
    clicked, commanded = clone(tmp_path / "clicked"), clone(tmp_path / "commanded")
    with studio(clicked, TODAY) as client:
        page = open_studio(client)
        begin_by_clicks(page, plan)
        keys = confirm_by_clicks(page)
        decided = decide_by_clicks(page, plan)
        release_by_clicks(page, plan, make_papers_by_clicks(page, plan))
    edition = load_edition(clicked / "docs" / "editions", str(NEXT), CONFIG.settings)
    assert edition.certificate.id == CERTIFICATE
    assert [one.about for one in edition.decisions] == decided
    assert keys
    assert (clicked / "dist" / str(NEXT) / "site.zip").is_file()
    begin_by_commands(commanded, plan)
    confirm_by_commands(commanded, plan, *keys)
    decide_by_commands(commanded, plan, *decided)
    release_by_commands(commanded, plan)
    assert differing(clicked, commanded) == []
