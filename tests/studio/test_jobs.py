"""Long work: one at a time, in a process of its own, that neither a closed studio nor a kill leaves half."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from job_samples import ended, found, in_stage, jobs_of, kill_hard, processes_of, wait_until
from release_years import APPROVED, YEAR, prepare, review
from signed_papers import number_on_papers

import tebiki
from tebiki.content.releases import load_releases
from tebiki.errors import TebikiError
from tebiki.pipeline.record import files_of
from tebiki.processes import runs
from tebiki.studio.jobs import job_record
from tebiki.studio.jobs.job_record import JobFiles, StageEvent, read_stages
from tebiki.studio.jobs.jobs import Jobs
from tebiki.studio.jobs.plans import PLANS
from tebiki.studio.jobs.worker_process import WaitingWorker, temporary_folder

DRAFT = ("build", "--draft")
#: One moment in each run, others in the long one; the last falls while a release puts things in place.
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (*range(1, 10), 19))]
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A project to be released."""
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    return root


def codes(caught: pytest.ExceptionInfo[TebikiError]) -> set[str]:
    return {problem.code for problem in caught.value.problems}


def changed(root: Path) -> str:
    """What git sees changed."""
    asked = ["git", "status", "--porcelain"]
    return subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True).stdout


def test_a_worker_ends_without_a_word_that_is_not_ours(city: Path) -> None:
    files = JobFiles(city / "build" / "studio" / "jobs" / "1")
    files.lay()
    order = {"folder": str(files.folder), "arguments": ["--version"], "temporary": str(city)}
    ended = subprocess.run(
        [sys.executable, "-m", "tebiki.studio.jobs.worker"],
        input=json.dumps({**order, "language": "en"}).encode(),
        cwd=city,
        env=os.environ | {"PYTHONPATH": str(Path(tebiki.__file__).parent.parent)},
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert files.result.read_text(encoding="utf-8").startswith("tebiki ")
    assert files.log.read_bytes() == b""


def test_a_job_does_what_its_command_does(city: Path) -> None:
    with jobs_of(city) as jobs:
        job = ended(jobs, jobs.start("build", DRAFT, "2031").number)
        assert job.state == "done"
        assert [stage.name for stage in job.stages] == list(PLANS["build"].stages)
        assert {stage.state for stage in job.stages} == {"done"}
        assert (job.stages[1].number, job.stages[1].total, job.stages[1].unit) == (1, 1, "language")
        assert (city / "build" / "draft" / "index.html").is_file()
        assert "build/draft" in job.read_result(city)
        assert str(city) not in job.read_log(city)
        folder = temporary_folder(json.loads(job.files.record.read_text())["temporary"])
        assert folder is None, "temporary files go with the job"


def test_a_job_outlives_its_studio(city: Path) -> None:
    first = Jobs(city, city / "build" / "studio" / "jobs", threading.RLock())
    number = first.start("build", DRAFT, "2031").number
    first.close()
    with jobs_of(city) as second:  # `first` has forgotten it: this one finds it by its record
        assert found(second, number).record.arguments == DRAFT
        assert ended(second, number).state == "done"


def test_the_next_studio_adopts_a_job_that_runs(city: Path) -> None:
    with jobs_of(city) as first:
        number = first.start("build", DRAFT, "2031").number
        with jobs_of(city) as second:
            running = second.running()
            assert running is not None
            assert running.number == number
            with pytest.raises(TebikiError) as caught:
                second.start("check", ("check",), "2031")
            assert codes(caught) == {"jobs/running"}
            assert ended(second, number).state == "done"


def test_what_the_command_refuses_is_told(city: Path) -> None:
    with jobs_of(city) as jobs:
        (city / "docs" / "tablet.md").write_text("# タブレット\n\n::: {nothing}\n:::\n", encoding="utf-8")
        job = ended(jobs, jobs.start("build", DRAFT, "2031").number)
        assert job.state == "failed"
        assert job.end is not None
        assert job.end.code == 1
        assert not job.needs_decision
        assert "docs/tablet.md" in job.read_log(city)
        assert not (city / "build" / "draft").exists()


@pytest.mark.parametrize("arguments", [("release", "2031"), ("build2",), ()])
def test_no_other_command_runs_under_a_kind(arguments: tuple[str, ...], city: Path) -> None:
    with jobs_of(city) as jobs:
        with pytest.raises(TebikiError) as caught:
            jobs.start("build", arguments, "2031")
        assert codes(caught) == {"jobs/kind"}
        assert jobs.all() == ()


@linux
def test_a_cancelled_job_leaves_nothing(city: Path) -> None:
    with jobs_of(city) as jobs:
        job = in_stage(jobs, jobs.start("build", DRAFT, "2031").number, "build/make")
        assert jobs.cancel(job.number).state == "stopping"
        job = ended(jobs, job.number)
        assert job.state == "cancelled"
        wait_until(lambda: not processes_of(job))
        assert not (city / "build" / "draft").exists()
        assert not list((city / "build").glob(".draft*"))
        assert not job.needs_decision


@linux
@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_review_leaves_nothing_half_and_is_made_again(seed: int, ready: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    asked = ("edition", "review", YEAR)
    with jobs_of(ready) as jobs:
        number = jobs.start("review", asked, YEAR).number
        in_stage(jobs, number, chance.choice(PLANS["review"].stages))
        kill_hard(found(jobs, number))
    with jobs_of(ready) as jobs:
        job = found(jobs, number)
        assert job.state == "killed"
        assert job.needs_decision
        assert job.at_stage is not None
        wait_until(lambda: not processes_of(job))
        record, zipped = (
            ready / f"docs/releases/review-{YEAR}.toml",
            ready / f"build/review/review-{YEAR}.zip",
        )
        assert record.exists() == zipped.exists()
        with pytest.raises(TebikiError) as caught:  # first it is said how to go on
            jobs.start("release", ("release", YEAR), YEAR)
        assert codes(caught) == {"jobs/undecided"}
        again = ended(jobs, jobs.start("review", asked, YEAR).number)
        assert again.state == "done"
        assert not jobs.undecided()
        assert zipped.exists()


@linux
@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_release_is_gone_on_with(seed: int, ready: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    review(ready, YEAR)
    number_read = number_on_papers(ready, YEAR)
    asked = ("release", YEAR, *APPROVED, "--check-number", number_read)
    with jobs_of(ready) as jobs:
        number = jobs.start("release", asked, YEAR).number
        before = changed(ready)
        stage = chance.choice(PLANS["release"].stages)
        kill_hard(in_stage(jobs, number, stage))
        job = found(jobs, number)
        if job.state == "done":  # the last stage takes less than a look
            return
        assert job.state == "killed"
        if not jobs.changed_public(job):
            assert changed(ready) == before
            assert not (ready / "dist" / YEAR).exists()
        else:
            assert stage == "release/put"
        wait_until(lambda: not processes_of(job))
        again = ended(jobs, jobs.start("release", asked, YEAR).number)
        assert again.state == "done", again.read_log(ready)
        assert len(load_releases(ready / "docs", YEAR)) == 1
        assert jobs.changed_public(again)
        assert [path.name for path in (ready / "dist").iterdir()] == [YEAR]


@linux
def test_a_killed_job_that_writes_nothing_asks_for_no_decision(city: Path) -> None:
    with jobs_of(city) as jobs:
        job = in_stage(jobs, jobs.start("build", DRAFT, "2031").number, "build/make")
        kill_hard(job)
        job = found(jobs, job.number)
        assert job.state == "killed"
        assert jobs.undecided() is None
        wait_until(lambda: not processes_of(job))
        assert not (city / "build" / "draft").exists()
        assert ended(jobs, jobs.start("build", DRAFT, "2031").number).state == "done"
        assert not list((city / "build").glob(".draft*"))


def test_a_waiting_worker_ends_with_its_studio(city: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tebiki.studio.jobs.worker_process import WaitingWorker;"
        "worker = WaitingWorker(Path(sys.argv[1])); print(worker.pid, worker.mark, flush=True)"
    )
    told = subprocess.run([sys.executable, "-c", script, city], capture_output=True, text=True, check=True)
    pid, _, mark = told.stdout.strip().partition(" ")
    wait_until(lambda: not runs(int(pid), mark))


def test_a_worker_that_has_gone_is_replaced(city: Path) -> None:
    with jobs_of(city) as jobs:
        jobs.wait_ready()
        worker = jobs._waiting
        assert worker is not None
        worker.dismiss()
        assert ended(jobs, jobs.start("build", DRAFT, "2031").number).state == "done"


def test_a_full_disk_starts_nothing(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with jobs_of(city) as jobs:
        with monkeypatch.context() as patch:
            patch.setattr(JobFiles, "lay", full)
            with pytest.raises(TebikiError) as caught:
                jobs.start("build", DRAFT, "2031")
        assert codes(caught) == {"jobs/disk"}
        assert jobs.all() == ()
        assert ended(jobs, jobs.start("build", DRAFT, "2031").number).state == "done"


def test_a_damaged_record_hides_no_other(city: Path) -> None:
    with jobs_of(city) as jobs:
        job = ended(jobs, jobs.start("build", DRAFT, "2031").number)
        for name, text in {"7": "{", "8": "[]", "9": '{"number": 9}'}.items():
            folder = job.files.folder.with_name(name)
            folder.mkdir()
            (folder / "job.json").write_text(text)
        assert [each.number for each in jobs.all()] == [job.number]
        assert jobs.start("check", ("check",), "2031").number == 10
        ended(jobs, 10)


def test_a_stage_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    files = JobFiles(tmp_path / "1")
    files.lay()
    files.stages.write_text('{"at": 1, "stage": "build/read"}\n{"at": 2, "sta')
    assert list(read_stages(files)) == [StageEvent(1, "build/read")]


def test_the_end_is_written_where_room_was_kept(tmp_path: Path) -> None:
    files = JobFiles(tmp_path / "1")
    files.lay()
    assert job_record.read_end(files) is None
    before = files.end.stat()
    job_record.write_end(files, job_record.JobEnd(130, 1795964081.28, "KeyboardInterrupt"))
    after = files.end.stat()
    assert (before.st_ino, before.st_size) == (after.st_ino, after.st_size)
    assert job_record.read_end(files) == job_record.JobEnd(130, 1795964081.28, "KeyboardInterrupt")


def test_workers_that_start_from_nothing_make_the_same(
    tmp_path: Path, built_shiomi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEBIKI_SPAWN", "1")
    root = shutil.copytree(built_shiomi, tmp_path / "shiomi", ignore=shutil.ignore_patterns("build"))
    with jobs_of(root) as jobs:
        job = ended(jobs, jobs.start("build", ("build",), "2031").number)
        assert job.state == "done", job.read_log(root)
    assert files_of(root / "build" / "site") == files_of(built_shiomi / "build" / "site")
    asked = "from tebiki.pipeline.workers import _LATER; print(_LATER.get_start_method())"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "spawn"


def test_a_worker_waits_with_all_imported(city: Path) -> None:
    worker = WaitingWorker(city)
    assert worker.is_ready
    worker.dismiss()
    assert not worker.is_ready
