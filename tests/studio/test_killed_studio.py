"""``kill -9`` of a real studio at seeded moments of its saves: nothing half, nothing lost, and it is told."""

from __future__ import annotations

import http.client
import os
import random
import shutil
import signal
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from real_studio import real_studio
from release_years import YEAR, prepare
from studio_acts import (
    ACTS,
    EDITION,
    Act,
    Sent,
    check_journal,
    confirm_fact,
    save_capture,
    sources,
    take_back,
)
from studio_client import Answer, StudioClient, studio

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.content.write_intent import INTENTS, TEMPORARY
from tebiki.processes import runs
from tebiki.studio.jobs.job_record import JobFiles, JobRecord, read_record

#: Seconds in which any job ends, however busy the machine is.
_PATIENCE: Final = 240.0


def without_leavings(state: Mapping[str, bytes]) -> dict[str, bytes]:
    """Less a file beside its place of a write of one file alone, which no one reads."""
    return {name: data for name, data in state.items() if not Path(name).name.startswith(TEMPORARY)}


def sent(client: StudioClient, what: Sent) -> Answer | None:
    """The answer; None where the studio died before it gave one."""
    try:
        return client.post(*what)
    except (http.client.HTTPException, OSError):
        return None


def is_set_alone(act: Act, root: Path, now: Mapping[str, bytes], before: Mapping[str, bytes]) -> bool:
    """A fact whose value was written, and that nobody has confirmed yet: told so, and whole."""
    changed = [name for name in without_leavings(now) if now[name] != before.get(name)]
    open_again = "links.form" in Project(root).edition_of(YEAR).unconfirmed
    return act is confirm_fact and changed == [EDITION] and open_again


def base(folder: Path) -> Path:
    root = folder / "project"
    root.mkdir(parents=True)
    prepare(root)
    return root


def wanted(root: Path, act: Act, number: int, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The sources before the last request of an act and after it, as an undisturbed studio has them."""
    twin = shutil.copytree(root, folder / "twin" / "project", symlinks=True)
    with studio(twin, date.today()) as client:  # noqa: DTZ011 -- the day of the process beside it
        what = act(client, number)
        before = sources(twin)
        answer = client.post(*what)
        assert answer.status == 200, answer.text
        after = sources(twin)
    assert before != after
    return before, after


def is_killed_cleanly(folder: Path, act: Act, seed: int) -> str:
    """Kill a studio at one moment of an act, start another, look; gives what the moment was like."""
    chance = random.Random(seed)  # noqa: S311 -- moments, no secrets
    root = base(folder)
    before, after = wanted(root, act, seed, folder)
    with real_studio(root) as running:
        what = act(running.client, seed)
        assert without_leavings(sources(root)) == before
        running.die_at(chance.randint(1, 24))
        answer = sent(running.client, what)
        died = running.process.poll() is not None
        running.kill()
    with real_studio(root) as running:
        now = sources(root)
        assert not (root / INTENTS).exists()
        assert without_leavings(now) in (before, after) or is_set_alone(act, root, now, before)
        done = without_leavings(now) == after
        assert done or answer is None or answer.status != 200, "what was answered as saved is lost"
        page = running.client.get(f"/{YEAR}/history?since=morning")
        assert page.status == 200
        assert running.client.get(f"/{YEAR}/").status == 200
        check_journal(root, before, without_leavings(now))
        again = sent(running.client, act(running.client, seed + 1)) if not done else answer
        assert again is None or again.status == 200, again.text
    assert main(["todo", "--root", str(root)]) == 0
    return "done" if done else "not done" if died else "too late"


@pytest.mark.parametrize(("act", "seed"), [(save_capture, 2), (take_back, 5)])
def test_a_killed_save_is_whole_or_was_none(act: Act, seed: int, tmp_path: Path) -> None:
    assert is_killed_cleanly(tmp_path, act, seed)


def _job(client: StudioClient, root: Path, address: str) -> str:
    """The page of a job once it has ended."""
    record, until = _record(root, int(address.rpartition("/")[2])), time.monotonic() + _PATIENCE
    while runs(record.pid, record.mark):
        assert time.monotonic() < until, client.get(address).text
        time.sleep(0.2)
    return client.get(address).text


def _record(root: Path, number: int) -> JobRecord:
    found = read_record(JobFiles(root / "build" / "studio" / "jobs" / str(number)))
    assert found is not None
    return found


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_jobs_killed_at_ten_moments(seed: int, tmp_path: Path) -> None:
    """Papers: the studio is killed (the job goes on), or the job (told, then done again or given up)."""
    chance = random.Random(seed)  # noqa: S311 -- moments, no secrets
    root = base(tmp_path)
    before = sources(root)
    with real_studio(root) as running:
        address = running.client.post(f"/{YEAR}/papers/make").goes_to
        assert address is not None
        record = _record(root, 1)
        time.sleep(chance.uniform(0.0, 12.0))
        if seed % 2:
            running.kill()
        elif runs(record.pid, record.mark):
            os.killpg(record.pid, signal.SIGKILL)
    with real_studio(root) as running:
        page = _job(running.client, root, address)
        if "途中で止まっていました" in page:
            assert without_leavings(sources(root)) == before
            assert "どちらかを選ぶまで" in running.client.get(f"/{YEAR}/").text
            if seed % 4 == 0:
                assert running.client.post(f"{address}/give-up").goes_to == f"/{YEAR}/"
                assert without_leavings(sources(root)) == before
                return
            again = running.client.post(f"{address}/resume").goes_to
            assert again is not None
            page = _job(running.client, root, again)
        assert "承認の資料ができました" in page
        assert "どちらかを選ぶまで" not in running.client.get(f"/{YEAR}/").text
        assert running.client.get(f"/{YEAR}/papers").status == 200
    changed = {name for name, data in sources(root).items() if before.get(name) != data}
    assert changed
    assert all(name.startswith("docs/releases/") for name in changed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_saves_killed_at_forty_moments(seed: int, tmp_path: Path) -> None:
    act = ACTS[seed % len(ACTS)]
    assert is_killed_cleanly(tmp_path, act, 100 + seed)
