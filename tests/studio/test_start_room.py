"""はじめに: the role, which is no name; the doors, which are what may be done; the machine's state."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from repositories import begin, git
from studio_client import StudioClient, studio

from tebiki.content.project import Project
from tebiki.editions.this_machine import MachineCheck, check_machine
from tebiki.messages import LANGUAGES, area, say


class Usage(NamedTuple):
    """What `shutil.disk_usage` gives."""

    total: int
    used: int
    free: int


def kept(root: Path) -> str:
    file = root / "build" / "studio" / "preferences.json"
    return str(json.loads(file.read_text(encoding="utf-8"))["role"])


@pytest.mark.parametrize("address", ["/welcome", "/role"])
def test_a_role_is_kept_on_this_machine(city: Path, address: str) -> None:
    with studio(city) as client:
        assert client.send(address, {"role": " 認証 担当 "}).goes_to
        assert "担当 認証 担当" in client.get("/welcome").text
    assert kept(city) == "認証 担当"


@pytest.mark.parametrize("typed", ["", "   ", "山田さん", "花" * 61, "係\u200b長"])
@pytest.mark.parametrize("address", ["/welcome", "/role"])
def test_what_is_no_role_is_refused_at_the_field(
    desk_of_city: StudioClient, city: Path, address: str, typed: str
) -> None:
    answer = desk_of_city.send(address, {"role": typed})
    assert answer.status == 422
    assert 'aria-invalid="true"' in answer.text
    assert typed.strip() in answer.text  # nothing that was typed is lost
    assert kept(city) == "窓口の担当"


def test_each_door_leads_on(desk_of_city: StudioClient) -> None:
    text = desk_of_city.get("/welcome").text
    assert "今のものを見る" in text
    assert 'href="/2031/"' in text


def checks(root: Path) -> dict[str, MachineCheck]:
    return {one.name.code.removeprefix("machine/"): one for one in check_machine(Project(root))}


def test_a_copy_without_a_history_says_what_to_do(city: Path) -> None:
    found = checks(city)["history"]
    assert (found.state, found.said.code) == ("lack", "machine/history-no-repository")
    assert found.step is not None


def test_a_repository_lets_releases_be_made(city: Path) -> None:
    git(city, "init", "-q")
    assert checks(city)["history"].said.code == "machine/history-no-commit"
    begin(city)
    assert checks(city)["history"].state == "fine"
    git(city, "checkout", "-q", "--detach")
    assert checks(city)["history"].said.code == "machine/history-detached"


def test_without_git_all_but_a_release_can_be_done(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert checks(city)["history"].said.code == "machine/history-no-git"


def test_a_small_disk_is_told_with_its_size(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "tebiki.editions.this_machine.shutil.disk_usage"
    monkeypatch.setattr(asked, lambda _: Usage(9, 8, 1_200_000_000))
    found = checks(city)["room"]
    assert (found.state, found.said.values["free"]) == ("lack", "1.2")
    monkeypatch.setattr(asked, lambda _: Usage(9, 8, 3_000_000_000))
    assert checks(city)["room"].state == "fine"


def test_a_content_that_cannot_be_read_is_told(city: Path) -> None:
    (city / "conf.py").write_text("broken(", encoding="utf-8")
    found = checks(city)
    assert found["content"].state == "lack"
    with studio(city) as client:
        answer = client.get("/welcome")
    assert answer.status == 200
    assert "読めないところが" in answer.text


def test_nothing_is_told_of_records_before_the_first_release(city: Path) -> None:
    assert "record" not in checks(city)


def test_a_record_that_has_not_left_says_so(city: Path, tmp_path: Path) -> None:
    begin(city)
    record = city / "docs" / "releases" / "2031.toml"
    record.parent.mkdir()
    kept = Path(__file__).parents[1] / "editions" / "records" / "2" / "2032.toml"
    shutil.copy(kept, record)
    git(city, "add", "-A")
    git(city, "commit", "-qm", "record")
    assert checks(city)["record"].said.code == "machine/record-nowhere"
    git(tmp_path, "init", "-q", "--bare", "office.git")
    git(city, "remote", "add", "office", str(tmp_path / "office.git"))
    waiting = checks(city)["record"]
    assert (waiting.state, waiting.step is not None) == ("lack", True)
    git(city, "push", "-q", "office", "HEAD")
    assert checks(city)["record"].state == "fine"


def test_each_lack_has_its_step_in_both_languages() -> None:
    words = area("machine")
    for key in words:
        for to in LANGUAGES:
            assert say(f"machine/{key}", to, count=2, city="x", edition="y", year=1, free="1", needed="2")
