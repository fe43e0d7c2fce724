"""Processes that are forked from a server are as fresh as one that began from nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tebiki.pipeline import workers
from tebiki.pipeline.build import build
from tebiki.pipeline.job import Job
from tebiki.pipeline.request import FORMATS, Request
from tebiki.pipeline.worker import build_language

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_workers_that_begin_from_nothing_make_the_same_bytes(
    city: Path, built_city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_LATER", workers._SPAWN)
    build(Request(city), lambda _: None)
    assert files(city / "build" / "site") == files(built_city / "build" / "site")


def test_what_is_imported_ahead_starts_nothing() -> None:
    code = (
        "import signal, sys, threading, tebiki.pipeline.preload\n"
        "from sphinx.locale import translators\n"
        "assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN\n"
        "assert threading.active_count() == 1\n"
        "assert not translators\n"
        "assert {'myst_parser.sphinx_ext.main', 'sphinx.builders.html', 'typst'} <= set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_worker_of_another_engine_does_nothing(city: Path, tmp_path: Path) -> None:
    job = Job(
        city, "2031", "ja", (), ("ja",), FORMATS, tmp_path / "out", tmp_path, tmp_path, engine="elsewhere"
    )
    [problem] = build_language(job, lambda _: None).problems
    assert problem.code == "output/engine"
    assert not (tmp_path / "out").exists()


def _tell_surroundings(pipe: Connection) -> None:
    pipe.send({name: value for name, value in os.environ.items() if name.startswith("MALLOC_")})


@pytest.mark.parametrize(("own", "wanted"), [(None, "2"), ("7", "7")])
def test_workers_have_their_surroundings_and_we_ours(
    monkeypatch: pytest.MonkeyPatch, own: str | None, wanted: str
) -> None:
    for name in workers._SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
    if own is not None:
        monkeypatch.setenv("MALLOC_ARENA_MAX", own)
    workers._end_server()  # else the one that an earlier test has started
    monkeypatch.setattr(workers, "_serve", _tell_surroundings)
    worker = workers.Worker()
    try:
        assert worker.pipe.recv() == workers._SURROUNDINGS | {"MALLOC_ARENA_MAX": wanted}
    finally:
        worker.stop()
        workers._end_server()
    assert os.environ.get("MALLOC_ARENA_MAX") == own
    assert "MALLOC_TOP_PAD_" not in os.environ


IMPORTS = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from tebiki.pipeline import workers
from tebiki.pipeline.request import Request
from tebiki.pipeline.worker import build_language

def build(pipe):
    before = {*sys.modules}
    assert not build_language(pipe.recv(), lambda _: None).problems
    pipe.send(sorted({*sys.modules} - before))

if __name__ == "__main__":
    from tebiki.pipeline.site import Site
    request = Request(Path(sys.argv[1]))
    with TemporaryDirectory() as work:
        ours, theirs = workers._LATER.Pipe()
        process = workers._LATER.Process(target=build, args=(theirs,))
        process.start()
        ours.send(Site.open(request).job(request, "en", Path(work) / "out", Path(work), 1))
        print(*ours.recv())
        process.join()
    workers._end_server()
"""


def test_a_worker_imports_hardly_anything_at_its_work(tmp_path: Path, shiomi: Path) -> None:
    (script := tmp_path / "builds.py").write_text(IMPORTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(shiomi)], capture_output=True, text=True, check=True
    )
    ours = re.compile(r"(tebiki|sphinx|myst_parser|jinja2|docutils)\b")
    assert not [name for name in done.stdout.split() if ours.match(name)]


def test_a_worker_that_is_stopped_while_it_starts_takes_its_server_along() -> None:
    workers._end_server()
    with workers.early():
        pass
    assert vars(forkserver._forkserver)["_forkserver_pid"] is None


def test_a_worker_whose_server_dies_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, ensure = threading.Event(), workers._ensure_server
    read: Callable[[int], int] = vars(forkserver)["read_signed"]

    def ensure_idle() -> None:
        ensure()  # stopped, so that it cannot have forked the worker before it is killed
        os.kill(vars(forkserver._forkserver)["_forkserver_pid"], signal.SIGSTOP)

    def read_told(descriptor: int) -> int:
        asked.set()  # killed any earlier, another server would be started in its place
        return read(descriptor)

    workers._end_server()
    monkeypatch.setattr(workers, "_ensure_server", ensure_idle)
    monkeypatch.setattr(forkserver, "read_signed", read_told)
    with workers.early() as worker:
        assert asked.wait(60)
        workers._kill_server()
        worker.give(Job(tmp_path, "2031", "ja", (), ("ja",), FORMATS, tmp_path, tmp_path, tmp_path))
        [problem] = worker.take().problems
        assert problem.code == "output/lost"
