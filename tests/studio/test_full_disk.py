"""A disk that is full, or may not be written, at each write of a save in turn: nothing half, in words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, Literal

import pytest
from release_years import YEAR, prepare
from spoilt_disk import spoilt
from studio_acts import (
    ACTS,
    Act,
    check_journal,
    confirm_fact,
    save_capture,
    set_fact,
    sources,
)
from studio_client import StudioClient, studio

from tebiki.content.write_intent import INTENTS, TEMPORARY, complete_own_writes

TODAY: Final = date(2031, 3, 2)
_REFUSED: Final = "書けません|残せません|空き容量|保存しました。"
#: More writes than any save makes.
_MANY: Final = 400


@pytest.fixture(scope="module")
def city_in_git(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("full") / "project"
    root.mkdir()
    prepare(root)
    return root


@pytest.fixture
def client(city_in_git: Path, tmp_path: Path) -> Iterator[StudioClient]:
    root = shutil.copytree(city_in_git, tmp_path / "project", symlinks=True)
    with studio(root, TODAY) as found:
        yield found


def refused_in_words(client: StudioClient, act: Act, kind: Literal["full", "locked"], every: int) -> int:
    """Do an act with room for ever more writes, until it goes well; how many times it was refused."""
    root = client.desk.root
    what = act(client, 7)

    def held() -> dict[str, bytes]:
        """The sources, less what lies beside a place: where no name can be removed, it stays there."""
        everything = sources(root)
        if kind == "full":
            return everything
        return {name: data for name, data in everything.items() if f"/{TEMPORARY}" not in name}

    before = held()
    for room in range(0, _MANY, every):
        with spoilt(root, kind, room) as disk:
            answer = client.post(*what)
        if not disk.refused:
            assert answer.status == 200, answer.text
            assert held() != before
            check_journal(root, before, held())
            return room
        assert answer.status in (200, 422), (room, answer.status, answer.text)
        assert "Traceback" not in answer.text
        assert "道具の誤り" not in answer.text, (room, answer.text)
        assert not (root / INTENTS).exists() or kind == "locked"
        if answer.status == 422:  # refused: nothing has changed, and what was typed stays on the page
            assert re.search(_REFUSED, answer.text), (room, _told(answer.text))
            assert_stays(answer.headers, answer.text)
            if "続きは書きかけとして残っています" in answer.text:  # the next write does the rest
                complete_own_writes([root / "conf.py"])
                assert not list((root / INTENTS).glob("*.json"))
                client.desk.journal.settle()
                check_journal(root, before, held())
                return room
            if held() != before:  # done, and only not noted: it says so
                assert "保存しました。履歴にはまだ書けていません" in answer.text, (room, _told(answer.text))
                client.desk.journal.settle()
                check_journal(root, before, held())
                return room
        else:
            assert held() != before, "told as done, and nothing was"
            return room
        assert client.get(f"/{YEAR}/").status == 200
    pytest.fail("it never goes well")


def _told(page: str) -> list[str]:
    """What a page says is wrong."""
    return re.findall(r'class="(?:problems|wrong)[^>]*>(.*?)</(?:div|p)>', page, re.DOTALL)


def assert_stays(headers: object, text: str) -> None:
    """The answer goes beside the form, or is the form with what was typed."""
    assert "hx-retarget" in dict(headers) or "<form" in text or 'class="problems"' in text, text  # type: ignore[call-overload]


@pytest.mark.parametrize("act", [set_fact, save_capture, confirm_fact], ids=lambda act: act.__name__)
def test_a_full_disk_refuses_a_save_whole(act: Act, client: StudioClient) -> None:
    assert refused_in_words(client, act, "full", 1)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["full", "locked"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_every_save_is_refused_whole(act: Act, kind: Literal["full", "locked"], client: StudioClient) -> None:
    assert refused_in_words(client, act, kind, 1)


def test_what_is_kept_for_this_machine_is_refused_in_words(client: StudioClient) -> None:
    for page, form in (("/role", {"role": "庶務の係"}), ("/appearance", {"theme": "dark", "language": "ja"})):
        with spoilt(client.desk.root, "full"):
            answer = client.send(page, form)
        assert answer.status == 422
        assert "空き容量" in answer.text
    assert client.desk.preferences.role == "窓口の担当"


def test_a_job_is_refused_in_words(client: StudioClient) -> None:
    with spoilt(client.desk.root, "full"):
        answer = client.post(f"/{YEAR}/papers/make")
    assert answer.status == 422
    assert "空き容量" in answer.text or "書けません" in answer.text
    assert client.desk.jobs.running() is None
