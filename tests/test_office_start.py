"""The engine as an office PC runs it: no environment, no make, no variables, and no connection out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from office_start import GUARDED, make_pc

from tebiki.editions.environments import pythons
from tebiki.errors import EnvironmentUnavailableError
from tebiki.messages import tell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the workflow starts the zip itself there")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pc(tmp_path_factory.mktemp("pc") / "手引き & more")


def line(program: Path, *words: str) -> list[str]:
    return [str(program), "-X", "utf8", "-c", GUARDED, *words]


def around(program: Path) -> dict[str, str]:
    """As はじめる.bat leaves them; those of Python are another one's, and are passed over."""
    data = str(program.parent.parent / "data")
    return {
        **os.environ,
        "TEBIKI_LANG": "en",
        "TEBIKI_DATA": data,
        "PYTHONPATH": "/nowhere",
        "PYTHONHOME": "/no",
    }


@contextmanager
def running(program: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The studio, and the address that it tells; it is ended whatever happens."""
    project = program.parent.parent / "project"
    process = subprocess.Popen(
        line(program, "studio", *words),
        cwd=project,
        env=around(program),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def test_the_studio_starts_answers_and_ends(program: Path) -> None:
    with running(program, "--no-open", "--port", "0") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        asked = Request(address, headers={"Sec-Fetch-Site": "none"})  # noqa: S310 -- our own address
        with urlopen(asked, timeout=60) as answer:  # noqa: S310 -- as above
            assert answer.status == 200
            assert "<html" in answer.read().decode("utf-8")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode in {0, 130}, said
        assert "Traceback" not in said


def test_a_build_needs_no_environment_either(program: Path) -> None:
    project = program.parent.parent / "project"
    said = subprocess.run(
        line(program, "build"),
        cwd=project,
        env=around(program),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert said.returncode == 0, said.stderr
    assert "connects to" not in said.stderr
    assert (project / "build" / "site" / "index.html").is_file()


#: What a room does to begin long work: a process of its own, which has to find the engine there.
JOB = """
import time
from pathlib import Path
from threading import RLock
from tebiki.studio.jobs.jobs import Jobs
if __name__ == "__main__":
    jobs = Jobs(Path.cwd(), Path.cwd() / "build" / "studio" / "jobs", RLock())
    jobs.start("build", ("build", "--format", "html"), "2031")
    while (job := jobs.all()[0]).is_running:
        time.sleep(0.1)
    jobs.close()
    print(job.state, job.record.number)
"""


def test_long_work_has_its_own_process(program: Path) -> None:
    project = program.parent.parent / "project"
    line = [str(program), "-X", "utf8", "-c", JOB]
    said = subprocess.run(line, cwd=project, env=around(program), capture_output=True, check=False)
    assert said.stdout.split() == [b"done", b"1"], said.stderr.decode()
    assert (project / "build" / "part").is_dir()


def test_that_python_takes_nothing_from_around(program: Path) -> None:
    code = (
        "import sys; print(sys.flags.isolated, sys.flags.no_site, any('nowhere' in one for one in sys.path))"
    )
    said = subprocess.run([program, "-c", code], env=around(program), capture_output=True, check=True)
    assert said.stdout.split() == [b"1", b"1", b"False"]


def test_the_guard_sees_a_connection(program: Path) -> None:
    """Else the tests above would show nothing."""
    code = GUARDED.replace(
        'runpy.run_module("tebiki", run_name="__main__")',
        "import socket\nsocket.create_connection(('192.0.2.1', 9))",
    )
    said = subprocess.run([program, "-c", code], capture_output=True, check=False, encoding="utf-8")
    assert said.returncode == 1
    assert "192.0.2.1" in said.stderr


def test_what_such_a_python_cannot_do_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release with other packages is made again by an environment, which an embedded Python cannot make."""
    plain = pythons.ask_python(sys.executable)
    assert plain
    lacking = replace(plain, makes_environments=False)
    monkeypatch.setattr(pythons, "ask_python", lambda _: lacking)
    for system, code in (("win32", "environment/embedded"), ("linux", "environment/no-pip")):
        monkeypatch.setattr(sys, "platform", system)
        with pytest.raises(EnvironmentUnavailableError) as raised:
            pythons.choose_python("")
        [problem] = raised.value.problems
        assert problem.code == code
        assert all(tell(problem, language) for language in ("ja", "en"))
