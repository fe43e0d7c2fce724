"""A build as a whole: nothing to do, nothing lost, nothing half-written, whatever stops it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from terminals import in_terminal
from web_gates import unmarked

from tebiki.content import secret_files
from tebiki.errors import TebikiError
from tebiki.pipeline import record, workers
from tebiki.pipeline.build import build
from tebiki.pipeline.job import Job
from tebiki.pipeline.request import Request

DAMAGES = (b"", b"{", b"[]", b'{"key": 1}')


def make(root: Path) -> bool:
    """Build a project; whether there was anything to do."""
    return build(Request(root), lambda _: None).fresh


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def root(built_city: Path, tmp_path: Path) -> Path:
    """A project that is built: as if it had been built where it is."""
    copy = tmp_path / "root"
    shutil.copytree(built_city, copy)
    old = record.path_of(built_city / "build" / ".cache", built_city / "build" / "site")
    old = copy / "build" / ".cache" / old.name
    old.rename(record.path_of(copy / "build" / ".cache", copy / "build" / "site"))
    return copy


def test_nothing_changed_is_nothing_to_do(root: Path) -> None:
    before = files(root / "build" / "site")
    assert not make(root)
    assert files(root / "build" / "site") == before


def test_an_unchanged_build_imports_no_sphinx(root: Path) -> None:
    code = (
        "import sys; from tebiki.cli import main; code = main(['build']);"
        "heavy = ('sphinx', 'docutils', 'typst', 'PIL', 'pydantic');"
        "print([m for m in heavy if m in sys.modules]); sys.exit(code)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, text=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_what_the_first_build_has_looked_into_is_not_looked_into_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(root / "build")
    assert make(root)
    again: list[str] = []
    monkeypatch.setattr(secret_files, "find_secret", lambda name, _: again.append(name))
    assert not make(root)
    assert again == []


def test_an_edit_with_an_older_time_is_seen(root: Path) -> None:
    page = root / "docs" / "tablet.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("もう一度押します", "長く押します"), encoding="utf-8"
    )
    os.utime(page, (1, 1))
    assert make(root)
    assert "長く押します" in unmarked(
        (root / "build" / "site" / "ja" / "tablet.html").read_text(encoding="utf-8")
    )


def test_a_changed_fact_reaches_text_alt_and_drawing(root: Path) -> None:
    edition = root / "docs" / "editions" / "2031.toml"
    text = edition.read_text(encoding="utf-8").replace("YMB-2031-0228", "YMB-2031-0301")
    edition.write_text(text, encoding="utf-8")
    before = (root / "build" / "site" / "ja" / "_images" / "tablet-ask.png").read_bytes()
    assert make(root)
    site = root / "build" / "site"
    assert "YMB-2031-0301.pfx" in unmarked((site / "ja" / "tablet.html").read_text(encoding="utf-8"))
    assert (site / "ja" / "_images" / "tablet-ask.png").read_bytes() != before
    assert not [name for name, data in files(site).items() if b"YMB-2031-0228" in data]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_not_believed(root: Path, damage: bytes) -> None:
    record.path_of(root / "build" / ".cache", root / "build" / "site").write_bytes(damage)
    assert record.last(root / "build" / ".cache", root / "build" / "site") is None


def test_a_damaged_output_is_made_again(root: Path) -> None:
    page = root / "build" / "site" / "ja" / "tablet.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:100])
    assert make(root)
    assert page.read_bytes() == whole


def test_what_someone_put_into_the_output_is_not_lost(root: Path) -> None:
    memo = root / "build" / "site" / "メモ.docx"
    memo.write_bytes(b"x")
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n終わり。\n", encoding="utf-8")
    with pytest.raises(TebikiError) as raised:
        make(root)
    assert [p.code for p in raised.value.problems] == ["build/strange"]
    assert memo.read_bytes() == b"x"


def test_a_write_protected_output_stays(root: Path) -> None:
    page = root / "build" / "site" / "ja" / "tablet.html"
    page.chmod(0o444)
    index = root / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n終わり。\n", encoding="utf-8")
    before = files(root / "build" / "site")
    with pytest.raises(TebikiError) as raised:
        make(root)
    assert [p.code for p in raised.value.problems] == ["publish/protected"]
    assert files(root / "build" / "site") == before


@pytest.mark.parametrize(("old", "new"), [("\n", "\r\n"), ("", "\ufeff")], ids=["CRLF", "BOM"])
def test_line_ends_and_bom_of_windows_are_accepted(city: Path, old: str, new: str) -> None:
    for path in [
        *city.glob("docs/**/*.md"),
        *city.glob("docs/**/*.toml"),
        *city.glob("screenshots/**/*.toml"),
    ]:
        text = path.read_text(encoding="utf-8")
        path.write_bytes((text.replace(old, new) if old else new + text).encode())
    assert make(city)
    page = (city / "build" / "site" / "ja" / "tablet.html").read_bytes()
    assert b"\r" not in page
    assert "\ufeff".encode() not in page


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_killed_at_any_moment_the_old_output_stays_and_the_next_build_works(root: Path) -> None:
    before = files(root / "build" / "site")
    page = root / "docs" / "tablet.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("もう一度押します", "長く押します"), encoding="utf-8"
    )
    moments = random.Random(4)  # noqa: S311 -- moments, no secrets
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "tebiki", "build"],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.2, 2.5))
        os.killpg(process.pid, signal.SIGKILL)
        if process.wait() == 0:
            break
        assert files(root / "build" / "site") == before
    make(root)
    assert "長く押します" in unmarked(
        (root / "build" / "site" / "ja" / "tablet.html").read_text(encoding="utf-8")
    )
    assert [path.name for path in (root / "build").iterdir() if "tebiki" in path.name] == []


#: Seconds after which a build is not waited for any more.
_PATIENCE = 120
#: A worker that reads this goes no further: a build of a tiny project may else be faster than a signal.
WAITING = """
import multiprocessing, threading
if multiprocessing.parent_process() is not None:
    threading.Event().wait()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGINT of a group is POSIX's")
def test_ctrl_c_ends_a_build_and_the_old_output_stays(root: Path) -> None:
    before = files(root / "build" / "site")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(WAITING)
    with subprocess.Popen(
        in_terminal("build"), cwd=root, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        timer = threading.Timer(_PATIENCE, process.kill)  # else a build that does not listen waits for ever
        timer.start()
        first = process.stderr.readline()  # the languages are being built
        os.killpg(process.pid, signal.SIGINT)
        said = first + process.stderr.read()
        timer.cancel()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("Stopped")
    assert "Traceback" not in said
    assert files(root / "build" / "site") == before
    assert [path.name for path in (root / "build").iterdir() if "tebiki" in path.name] == []


def test_a_worker_that_dies_is_told(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = workers.Worker.give

    def give_and_kill(worker: workers.Worker, job: Job) -> None:
        real(worker, job)
        worker._wait_for_start()
        worker.process.kill()

    monkeypatch.setattr(workers.Worker, "give", give_and_kill)
    with pytest.raises(TebikiError) as raised:
        make(city)
    assert [p.code for p in raised.value.problems] == ["output/lost"]
    assert not (city / "build" / "site").exists()
