from __future__ import annotations

import ast
import base64
import csv
import errno
import hashlib
import os
import runpy
import shutil
import signal
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest
from toy_project import TOOLS, Toy, ctrl_c_counts

import commands
import environment
import environment_folder
import environment_setup
import locks
from tebiki.errors import TebikiError, fail
from tebiki.messages import area

__all__ = ["ctrl_c_counts"]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Toy:
    toy = Toy.make(tmp_path_factory.mktemp("bootstrap"))
    code, said = toy.run("setup")
    assert code == 0, said
    return toy


def test_the_command_works_in_a_path_with_spaces_and_japanese(ready: Toy) -> None:
    printed = ready.call_tebiki("手引き")
    assert printed[0].endswith(" 手引き")
    assert Path(printed[0].removesuffix(" 手引き")).parent.parent == ready.root / ".venv"
    assert ready.beside() == {".venv"}


def test_every_script_is_as_pip_wrote_it(ready: Toy) -> None:
    folder = ready.root / ".venv"
    scripts = environment.scripts(folder)
    recorded = {}
    for record in folder.rglob("RECORD"):
        for name, digest, _ in csv.reader(record.read_text(encoding="utf-8").splitlines()):
            path = Path(os.path.normpath(record.parent.parent / name))
            if path.parent == scripts:
                recorded[path] = digest
    assert {"pip", "tebiki"} <= {path.stem for path in recorded}
    for path, digest in recorded.items():
        made = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest())
        assert digest == "sha256=" + made.rstrip(b"=").decode()
        assert str(scripts).encode() in path.read_bytes()


def test_a_second_run_changes_nothing_and_needs_no_network(ready: Toy) -> None:
    stamp = ready.root / ".venv" / environment.STAMP
    before = stamp.stat().st_mtime_ns
    assert ready.run("setup", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9") == (0, "")
    assert stamp.stat().st_mtime_ns == before


def test_what_a_killed_set_up_has_left_goes_also_where_nothing_is_to_be_made(ready: Toy) -> None:
    (ready.root / ".venv.lock").write_text("1")
    (ready.root / ".venv.old-1").mkdir()
    (ready.root / ".venv.old-1" / "mine.txt").touch()
    code, said = ready.run("setup", PIP_FIND_LINKS="")
    assert (code, said.count("is kept as .venv.kept-1")) == (0, 1)
    assert ready.beside() == {".venv", ".venv.kept-1"}
    shutil.rmtree(ready.root / ".venv.kept-1")


def test_what_makes_an_environment_unfit(ready: Toy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.is_ready(ready.root, "run")
    assert not environment.is_ready(ready.root, "test")
    copy = tmp_path / "copy"
    shutil.copytree(ready.root, copy, symlinks=True)
    assert not environment.is_ready(copy, "run")
    monkeypatch.setattr(environment, "interpreter", lambda: "another Python")
    assert not environment.is_ready(ready.root, "run")


def test_the_lock_counts_but_not_its_line_endings(ready: Toy) -> None:
    lock = ready.root / "requirements.lock"
    content = lock.read_bytes()
    try:
        lock.write_bytes(content.replace(b"\n", b"\r\n"))
        assert environment.is_ready(ready.root, "run")
        lock.write_bytes(content + b"# more\n")
        assert not environment.is_ready(ready.root, "run")
    finally:
        lock.write_bytes(content)


def test_only_the_project_is_installed_anew_when_only_it_changed(ready: Toy) -> None:
    project = ready.root / "pyproject.toml"
    project.write_text(project.read_text() + "# changed\n")
    before = (ready.root / ".venv" / "pyvenv.cfg").stat().st_ino
    assert ready.run("setup", PIP_FIND_LINKS="")[0] == 0
    assert (ready.root / ".venv" / "pyvenv.cfg").stat().st_ino == before
    assert environment.is_ready(ready.root, "run")


def test_an_unknown_command_names_the_known_ones(ready: Toy) -> None:
    code, said = ready.run("tset")
    assert code == 2
    assert all(command in said for command in commands.COMMANDS)


def test_a_missing_lock_is_named(ready: Toy) -> None:
    lock = ready.root / "requirements-test.lock"
    content = lock.read_bytes()
    lock.unlink()
    try:
        code, said = ready.run("test")
    finally:
        lock.write_bytes(content)
    assert code == 1
    assert lock.name in said
    assert "Traceback" not in said


def test_a_package_with_another_hash_is_refused_and_nothing_stays(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path).lend_pip()
    toy.lock("0" * 64)
    code, said = toy.run("setup")
    assert code == 1
    assert "hash" in said.lower()
    assert "Traceback" not in said
    assert not toy.beside()


def test_an_environment_whose_replacement_fails_stays(ready: Toy) -> None:
    lock = ready.root / "requirements.lock"
    content, before = lock.read_bytes(), ready.stamp()
    ready.lock("0" * 64)
    try:
        code, said = ready.run("setup")
    finally:
        for name in environment.LOCKS.values():
            (ready.root / name).write_bytes(content)
    assert code == 1
    assert "is back, as it was" in said
    assert ready.stamp() == before
    assert ready.call_tebiki("works")[0].endswith("works")
    assert ready.beside() == {".venv"}


def test_a_moved_project_is_set_up_anew_even_by_the_python_that_it_replaces(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path)
    assert toy.run("setup")[0] == 0
    moved = Toy(toy.root.rename(tmp_path / "別の 所"), toy.wheels)
    code, said = moved.run("setup", python=environment.python(moved.root / ".venv"))
    assert code == 0, said
    assert moved.call_tebiki()[0].startswith(str(moved.root))
    assert moved.beside() == {".venv"}


@pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")
def test_two_at_once_wait_for_each_other(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path).lend_pip()
    with toy.start("setup") as first, toy.start("setup") as second:
        said = [process.communicate()[0] for process in (first, second)]
        assert [first.returncode, second.returncode] == [0, 0], said
    assert sum("Waiting for another" in words for words in said) == 1
    assert sum("Setting up" in words for words in said) == 1
    assert toy.call_tebiki()


@pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")
def test_killed_set_up_is_not_believed_and_a_strangers_environment_is_kept(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path).lend_pip()
    (toy.root / ".venv").mkdir()
    (toy.root / ".venv" / "mine.txt").write_text("mine")
    with toy.waiting("setup") as process:
        os.killpg(process.pid, signal.SIGKILL)
    assert not environment.is_ready(toy.root, "run")
    (toy.root / "wait").unlink()
    code, said = toy.run("setup")
    assert code == 0, said
    kept = toy.beside() - {".venv"}
    assert len(kept) == 1
    assert f"is kept as {min(kept)}" in said
    assert (toy.root / kept.pop() / "mine.txt").exists()
    assert toy.call_tebiki()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder of a program that runs")
def test_pip_that_outlives_a_killed_set_up_is_waited_for(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path).lend_pip()
    with toy.waiting("setup") as process:
        process.kill()
    with toy.start("setup") as second:
        assert second.stdout is not None
        assert "Waiting for what a stopped set-up has left" in second.stdout.readline()
        assert (toy.root / ".venv" / "pyvenv.cfg").exists()
        (toy.root / "wait").unlink()
        said = second.stdout.read()
    assert second.returncode == 0, said
    assert toy.call_tebiki()
    assert toy.beside() == {".venv"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for one process")
@pytest.mark.usefixtures("ctrl_c_counts")
def test_ctrl_c_ends_pip_and_brings_back_what_was_there(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path).lend_pip()
    (toy.root / ".venv").mkdir()
    (toy.root / ".venv" / "mine.txt").write_text("mine")
    with toy.waiting("setup") as process:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate()
    (toy.root / "wait").unlink()  # what pip has started outlives it, and would wait for ever
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "Set-up stopped" in said
    assert (toy.root / ".venv" / "mine.txt").exists()
    assert toy.beside() == {".venv"}


def test_an_old_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    source = (TOOLS / "bootstrap.py").read_text(encoding="utf-8")
    assert not [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.JoinedStr | ast.AnnAssign)]
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    monkeypatch.setenv("TEBIKI_LANG", "en")
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(str(TOOLS / "bootstrap.py"))
    assert caught.value.code == 2
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_a_python_without_ensurepip_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec
    monkeypatch.setattr(environment_setup, "find_spec", lambda n: None if n == "ensurepip" else found(n))
    with pytest.raises(TebikiError) as caught:
        environment_setup._check_python()
    assert caught.value.problems[0].code == "bootstrap/no-venv"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EROFS, "Read-only file system", "disk"), "disk cannot be written: Read-only"),
        (OSError(errno.ENOSPC, "No space left on device", "disk"), "disk cannot be written: No space"),
        (PermissionError(errno.EACCES, "Access is denied", "disk"), "disk cannot be changed"),
    ],
)
def test_a_disk_that_fails_at_the_last_step_is_told_and_the_old_one_stays(
    error: OSError,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    toy = Toy.make(tmp_path)
    (toy.root / ".venv").mkdir()
    (toy.root / ".venv" / "mine.txt").write_text("mine")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(environment_setup, "_make", _make_a_little)
    monkeypatch.setattr(environment_setup, "write_stamp", refuse)
    assert environment_setup.set_up(toy.root, "run") == 1
    assert told in capfd.readouterr().err
    assert (toy.root / ".venv" / "mine.txt").exists()
    assert toy.beside() == {".venv"}


def _make_a_little(_root: Path, folder: Path, _level: str, voice: environment_setup.Voice) -> None:
    with environment_folder.begin(folder, voice.say):
        (folder / "a little").touch()


def test_a_disk_where_nothing_can_be_written_is_told(
    ready: Toy, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", ".venv.lock")

    monkeypatch.setattr(environment_setup, "exclusive", refuse)
    assert environment_setup.set_up(ready.root, "test") == 1
    assert ".venv.lock cannot be written: Read-only file system" in capfd.readouterr().err
    assert ready.run("setup") == (0, "")


def test_on_windows_a_program_that_runs_keeps_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    toy = Toy.make(tmp_path)
    folder = toy.root / ".venv"
    folder.mkdir()
    environment_folder.write_stamp(folder, {"run": "another lock"})
    (folder / "used.txt").touch()

    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Access is denied", str(path), None, str(target))

    monkeypatch.setattr(Path, "rename", refuse)
    assert environment_setup.set_up(toy.root, "run") == 1
    said = capfd.readouterr().err
    assert f"{folder} cannot be changed" in said
    assert "Close windows" in said
    assert {path.name for path in folder.iterdir()} == {environment.STAMP, "used.txt"}
    assert toy.stamp() == {"run": "another lock"}


def test_what_cannot_be_brought_back_is_told_and_comes_back_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    toy = Toy.make(tmp_path).lend_pip()
    toy.lock("0" * 64)
    (toy.root / ".venv").mkdir()
    (toy.root / ".venv" / "mine.txt").write_text("mine")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == ".venv.old-1":
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(environment_setup, "_make", _make_in_vain)
        patch.setattr(Path, "rename", refuse)
        assert environment_setup.set_up(toy.root, "run") == 1
    said = capfd.readouterr().err
    assert "could not be brought back" in said
    assert said.endswith("run this again.\n")
    assert toy.run("setup")[0] == 1
    assert (toy.root / ".venv" / "mine.txt").exists()
    assert toy.beside() == {".venv"}


def _make_in_vain(root: Path, folder: Path, level: str, voice: environment_setup.Voice) -> None:
    _make_a_little(root, folder, level, voice)
    fail("bootstrap/failed", None, command="pip install", said="    no network")


def test_an_emptied_environment_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy = Toy.make(tmp_path)
    folder = toy.root / ".venv"
    environment.scripts(folder).mkdir(parents=True)
    environment_folder.write_stamp(folder, environment.wanted(toy.root, "run"))
    assert not environment.is_ready(toy.root, "run")
    monkeypatch.setattr(environment_setup, "_make", _make_a_little)
    assert environment_setup.set_up(toy.root, "run") == 0
    assert {path.name for path in folder.iterdir()} == {environment.STAMP, "a little"}
    environment.scripts(folder).mkdir()
    Path(environment.python(folder)).touch()
    assert environment.is_ready(toy.root, "run")


def test_what_runs_on_windows_answers_ctrl_c_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[str] = []

    wait = subprocess.Popen.wait

    def wait_stopped_twice(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        waited.append("once")
        if len(waited) < 3:
            raise KeyboardInterrupt
        return wait(process, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", wait_stopped_twice)
    assert commands._call([sys.executable, "-c", "exit(7)"], environment.clean_environment()) == 7


def test_the_files_around_bootstrap_import_one_another_one_way() -> None:
    names = {path.stem: path for path in TOOLS.glob("*.py")}
    imports = {name: _imported(path) & names.keys() for name, path in names.items()}
    assert imports["bootstrap"] == {"commands"}
    assert {"environment_setup", "locks"} <= imports["commands"]
    assert not imports["environment"]
    while leaves := {name for name, found in imports.items() if not found}:
        imports = {name: found - leaves for name, found in imports.items() if name not in leaves}
    assert not imports, "these import one another in a circle"


def _imported(path: Path) -> set[str]:
    """Modules that a file imports, at its head or later."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_messages_have_all_words() -> None:
    for words in area("bootstrap").values():
        assert {"ja", "en"} <= set(words)
        assert ("do_ja" in words) == ("do_en" in words)


def test_each_level_has_words_for_its_set_up_and_a_head_of_its_lock() -> None:
    for level in environment.LOCKS:
        assert ("making" if level == "run" else f"making-{level}") in area("bootstrap")
        assert level in locks._HEADS
