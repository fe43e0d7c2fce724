"""Each failure of pip, made to happen with the pip of this environment, and what people are told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from wheels import lend_pip, pin, pin_unknown, write_wheel

from tebiki.editions.environments import make
from tebiki.editions.environments.pip import Attempt, explain_pip, explain_venv
from tebiki.editions.environments.pythons import Python, ask_python, choose_python
from tebiki.editions.environments.store import python_in
from tebiki.errors import EnvironmentUnavailableError, Problem
from tebiki.messages import LANGUAGES, tell

OLDER, NEWER = "linux x86_64 Python 3.2.1", "linux x86_64 Python 3.99.0"
#: A wheel's tag of some other Python.
OTHER = "cp32-cp32-manylinux2014_x86_64"


def bare(folder: Path, *more: str) -> None:
    """An environment without pip; ``more``: lines of Python that it runs first."""
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(folder)], check=True)
    [site] = folder.rglob("site-packages")
    (site / "first.pth").write_text("import sys; " + "; ".join(more) + "\n", encoding="utf-8")


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    """An environment with nothing but pip."""
    folder = tmp_path / "environment"
    bare(folder)
    lend_pip(str(python_in(folder)))
    python = ask_python(str(python_in(folder)))
    assert python is not None
    return Attempt(python, python.here, tmp_path / "requirements.lock", folder)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, empty, which is all that pip knows."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in (("CONFIG_FILE", os.devnull), ("RETRIES", "0"), ("NO_INDEX", "1")):
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.setenv("NO_PROXY", "*")
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_FIND_LINKS", folder.as_uri())
    return folder


def fails(attempt: Attempt, lock: str, released_on: str = "") -> Problem:
    """Why the packages of a lock cannot be installed, as a person is told."""
    attempt.lock.write_text(lock, encoding="utf-8")
    tried = Attempt(attempt.python, released_on or attempt.released_on, attempt.lock, attempt.folder)
    with pytest.raises(EnvironmentUnavailableError) as error:
        make._fill(tried, 1, lambda _: None)
    assert error.value.exit_code == 3
    [problem] = error.value.problems
    for language in LANGUAGES:
        assert "{" not in tell(problem, language)
        assert "→" in tell(problem, language)
    return problem


@pytest.fixture
def index(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, tuple[int, str]]]:
    """A server of packages, to be filled: path → status and text; any other is 404."""
    answers: dict[str, tuple[int, str]] = {}
    assert wheels.is_dir()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = answers.get(self.path, (404, ""))
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/")
        yield answers
        server.shutdown()


def link(name: str, attributes: str = "") -> str:
    return f'<!DOCTYPE html><html><body><a href="/files/{name}" {attributes}>{name}</a></body></html>'


# This Python is too new, or too old, for that lock.


@pytest.mark.parametrize(
    ("requires", "released_on", "then"),
    [
        ("<3.3", OLDER, "3.2"),
        ("<3.2", "unknown", "<3.2"),
        (">=3.98", NEWER, "3.99"),
        (">=3.98", "unknown", ">=3.98"),
    ],
)
def test_a_wheel_that_wants_another_python(
    attempt: Attempt, wheels: Path, requires: str, released_on: str, then: str
) -> None:
    lock = pin(write_wheel(wheels, "kai", "1.0", requires=requires))
    problem = fails(attempt, lock, released_on)
    assert problem.code == f"environment/python-too-{'new' if '<' in requires else 'old'}"
    assert problem.values == {"package": "kai 1.0", "now": attempt.python.version, "then": then}


def test_an_index_that_tells_which_python(attempt: Attempt, index: dict[str, tuple[int, str]]) -> None:
    index["/kai/"] = (200, link("kai-1.0-py3-none-any.whl", 'data-requires-python="&lt;3.3"'))
    problem = fails(attempt, pin_unknown("kai", "1.0"), OLDER)
    assert problem.code == "environment/python-too-new"
    assert problem.values["package"] == "kai 1.0"
    assert fails(attempt, pin_unknown("kai", "1.1"), OLDER).code == "environment/wheel-gone"


@pytest.mark.parametrize(
    ("released_on", "code"),
    [(OLDER, "python-too-new"), (NEWER, "python-too-old"), ("unknown", "wheel-gone"), ("", "wheel-gone")],
)
def test_a_wheel_for_another_python(attempt: Attempt, wheels: Path, released_on: str, code: str) -> None:
    lock = pin(write_wheel(wheels, "kai_two", "1.0", tag=OTHER)).replace("_", "-")
    problem = fails(attempt, lock.replace("kai_two", "kai-two"), released_on)
    assert problem.code == f"environment/{code}"
    assert problem.values["package"] == "kai-two 1.0"


# A wheel is gone.


def test_a_package_that_is_gone(attempt: Attempt, wheels: Path) -> None:
    """Also where wheels of other versions are there, for other Pythons."""
    there = pin(write_wheel(wheels, "kai", "1.0"))
    write_wheel(wheels, "umi", "1.9", tag=OTHER)
    problem = fails(attempt, there + pin_unknown("umi", "2.0"), OLDER)
    assert (problem.code, problem.values) == ("environment/wheel-gone", {"package": "umi 2.0"})


def test_a_file_that_is_gone(attempt: Attempt, index: dict[str, tuple[int, str]]) -> None:
    assert fails(attempt, pin_unknown("kai", "1.0"), OLDER).code == "environment/wheel-gone"
    index["/kai/"] = (200, link("kai-1.0-py3-none-any.whl"))
    problem = fails(attempt, pin_unknown("kai", "1.0"), OLDER)
    assert problem.code == "environment/wheel-gone"
    assert problem.values["package"] == "kai 1.0"


# No network.


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "https://no-such-host.invalid/"])
def test_no_network(attempt: Attempt, wheels: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", address)
    problem = fails(attempt, pin_unknown("kai", "1.0"), OLDER)
    assert problem.code == "environment/no-network"
    assert str(problem.values["why"]).startswith(f"{address}kai/: ")
    write_wheel(wheels, "kai", "1.0")
    there = pin(wheels / "kai-1.0-py3-none-any.whl")
    assert fails(attempt, there + pin_unknown("umi", "1"), OLDER).code == "environment/no-network"


def test_a_server_that_does_not_serve(attempt: Attempt, index: dict[str, tuple[int, str]]) -> None:
    index["/kai/"] = (503, "")
    assert fails(attempt, pin_unknown("kai", "1.0"), OLDER).code == "environment/no-network"
    index["/kai/"] = (403, "")
    problem = fails(attempt, pin_unknown("kai", "1.0"), OLDER)
    assert problem.code == "environment/no-network"
    assert "403" in str(problem.values["why"])


def test_files_on_a_server_that_is_not_there(attempt: Attempt, index: dict[str, tuple[int, str]]) -> None:
    page = link("kai-1.0-py3-none-any.whl").replace('"/files', '"http://127.0.0.1:1/files')
    index["/kai/"] = (200, page)
    assert fails(attempt, pin_unknown("kai", "1.0"), OLDER).code == "environment/no-network"


def test_a_folder_that_is_not_there(attempt: Attempt, wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels.with_name("not-here")))
    problem = fails(attempt, pin_unknown("kai", "1.0"))
    assert problem.code == "environment/no-network"
    assert "not-here" in str(problem.values["why"])


# No pip here, and which Python is taken.


def python_without_ensurepip(folder: Path) -> str:
    bare(folder, "sys.modules['ensurepip'] = None")
    return str(python_in(folder))


def test_no_pip_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", python_without_ensurepip(tmp_path / "bare"))
    monkeypatch.setenv("TEBIKI_DATA", str(tmp_path / "data"))
    lock = tmp_path / "requirements.lock"
    lock.write_text(pin_unknown("kai", "1.0"), encoding="utf-8")
    with pytest.raises(EnvironmentUnavailableError) as error:
        make.python_for(lock, OLDER, lambda _: None)
    [problem] = error.value.problems
    minor = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert (problem.code, problem.values) == ("environment/no-pip", {"version": minor})
    assert error.value.exit_code == 3
    assert not (tmp_path / "data").exists()


def test_the_python_of_the_release_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    bare(other, "import platform", "platform.python_version = lambda: '3.2.9'")
    program = python_in(other).with_name("python3.2")
    shutil.copy(python_in(other), program, follow_symlinks=False)
    assert choose_python(OLDER).program == sys.executable
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    chosen = choose_python(OLDER)
    assert (chosen.program, chosen.version) == (str(program), "3.2.9")
    assert choose_python(NEWER).program == sys.executable
    program.unlink()
    program.write_text("#!/bin/sh\necho no such version >&2; exit 127\n", encoding="utf-8")
    program.chmod(0o755)
    assert choose_python(OLDER).program == sys.executable


# What else may go wrong.


def test_other_bytes(attempt: Attempt, wheels: Path) -> None:
    write_wheel(wheels, "kai", "1.0")
    problem = fails(attempt, pin_unknown("kai", "1.0"))
    assert (problem.code, problem.values["package"]) == ("environment/hash", "kai 1.0")


def test_a_lock_without_hashes(attempt: Attempt, wheels: Path) -> None:
    write_wheel(wheels, "kai", "1.0")
    problem = fails(attempt, "kai==1.0\n")
    assert (problem.code, problem.values["why"]) == ("environment/lock", "kai 1.0")


def test_what_nobody_knows_is_told_in_the_words_of_pip(attempt: Attempt, wheels: Path) -> None:
    wheel = write_wheel(wheels, "kai", "1.0")
    wheel.write_bytes(b"no wheel")
    problem = fails(attempt, pin(wheel))
    assert problem.code == "environment/failed"
    assert "kai-1.0-py3-none-any.whl" in str(problem.values["said"])


def test_settings_that_lead_elsewhere_do_not_count(
    attempt: Attempt, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TARGET", "PREFIX", "ROOT"):
        monkeypatch.setenv(f"PIP_{name}", str(wheels / "elsewhere"))
    monkeypatch.setenv("PIP_DRY_RUN", "1")
    (wheels / "limits").write_text("kai==2.0\n", encoding="utf-8")
    (wheels / "pip.conf").write_text(f"[global]\nconstraint = {wheels / 'limits'}\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(wheels / "pip.conf"))
    monkeypatch.setenv("PIP_CONSTRAINT", str(wheels / "limits"))
    monkeypatch.setenv("PYTHONPATH", str(wheels))
    attempt.lock.write_text(pin(write_wheel(wheels, "kai", "1.0")), encoding="utf-8")
    make._fill(attempt, 1, lambda _: None)
    found = ask_python(attempt.python.program)
    assert found is not None
    assert found.installed["kai"] == "1.0"
    assert not (attempt.folder / "pip.log").exists()


#: What cannot be made to happen here: said by pip or venv on a full disk, and by Debian's Python.
@pytest.mark.parametrize(
    ("said", "explain", "code"),
    [
        ("OSError: [Errno 28] No space left on device: 'x'", partial(explain_pip, log=""), "disk-full"),
        ("ERROR: [WinError 112] \u30c7\u30a3\u30b9\u30af", partial(explain_pip, log=""), "disk-full"),
        ("Error: [Errno 28] No space left on device", explain_venv, "disk-full"),
        ("not created successfully because ensurepip is not available.", explain_venv, "no-pip"),
        ("Error: [Errno 13] Permission denied", explain_venv, "failed"),
        (
            "error: incomplete-download\n\n× Download failed after 6",
            partial(explain_pip, log=""),
            "no-network",
        ),
        ("error: connection-timeout\n\nx no answer", partial(explain_pip, log=""), "no-network"),
    ],
)
def test_what_cannot_be_made_to_happen(
    said: str, explain: Callable[..., Problem], code: str, tmp_path: Path
) -> None:
    python = Python("python", "linux x86_64 Python 3.11.7", (), {"python_full_version": "3.11.7"}, {}, True)
    attempt = Attempt(python, OLDER, tmp_path / "lock", tmp_path)
    problem = explain(said.splitlines(), attempt=attempt)
    assert problem.code == f"environment/{code}"
    assert all("{" not in tell(problem, language) for language in LANGUAGES)
