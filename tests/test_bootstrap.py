from __future__ import annotations

import ast
import hashlib
import os
import runpy
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from zipfile import ZipFile

import pytest

import commands
import environment
import environment_setup
from tebiki.errors import TebikiError
from tebiki.messages import area

TOOLS = Path(__file__).parent.parent / "tools"
TOY = "import sys\ndef main():\n    print(sys.executable, *sys.argv[1:])\n"
METADATA = "Metadata-Version: 2.1\nName: {0}\nVersion: 1\n"
WHEEL = "Wheel-Version: 1.0\nTag: py3-none-any\n"
BACK_END = f"""
from pathlib import Path
from zipfile import ZipFile
def build_editable(folder, config_settings=None, metadata_directory=None):
    with ZipFile(Path(folder, "project-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("project-1.dist-info/METADATA", {METADATA.format("project")!r})
        wheel.writestr("project-1.dist-info/WHEEL", {WHEEL!r})
        wheel.writestr("project-1.dist-info/entry_points.txt", "[console_scripts]\\ntebiki = toy:main\\n")
        wheel.writestr("project-1.dist-info/RECORD", "")
    return "project-1-py3-none-any.whl"
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "back_end"
backend-path = ["."]
[project]
name = "project"
"""


def _wheel(folder: Path) -> str:
    path = folder / "toy-1-py3-none-any.whl"
    with ZipFile(path, "w") as wheel:
        wheel.writestr("toy.py", TOY)
        wheel.writestr("toy-1.dist-info/METADATA", METADATA.format("toy"))
        wheel.writestr("toy-1.dist-info/WHEEL", WHEEL)
        wheel.writestr("toy-1.dist-info/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Toy:
    """A project as small as one can be that bootstrap sets up without a network.

    Its one package is a wheel in ``wheels``, which pip finds through its own configuration;
    the project is built by a back end of its own.
    """

    root: Path
    wheels: Path

    @classmethod
    def make(cls, folder: Path) -> Toy:
        """A fresh one, in a path with a space and with Japanese."""
        toy = cls(folder / "試し 用", folder / "wheels")
        ignored = shutil.ignore_patterns("__pycache__", "fonts", "*.egg-info")
        shutil.copytree(TOOLS, toy.root / "tools", ignore=ignored)
        toy.wheels.mkdir()
        (toy.root / "back_end.py").write_text(BACK_END)
        (toy.root / "pyproject.toml").write_text(PYPROJECT)
        toy.lock(_wheel(toy.wheels))
        return toy

    def lock(self, digest: str) -> None:
        """Write all lock files for the one package."""
        for name in environment.LOCKS.values():
            (self.root / name).write_text(f"toy==1 \\\n    --hash=sha256:{digest}\n")

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """Start bootstrap as make does."""
        environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return subprocess.Popen(
            [sys.executable, "-S", "tools/bootstrap.py", *arguments],
            cwd=self.root,
            env={**environment, "TEBIKI_LANG": "en", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str, **settings: str) -> tuple[int, str]:
        """The exit code of bootstrap and what it said."""
        with self.start(*arguments, **settings) as process:
            said, _ = process.communicate()
        return process.returncode, said

    def call_tebiki(self, *arguments: str) -> list[str]:
        """What the installed command prints, called as a person would from anywhere."""
        scripts = self.root / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")
        program = shutil.which("tebiki", path=str(scripts))
        assert program is not None
        done = subprocess.run(
            [program, *arguments], cwd=self.wheels, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.split("\n")

    def beside(self) -> set[str]:
        """Everything that set-up made."""
        return {path.name for path in self.root.glob(".venv*")}


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


def test_no_script_names_the_folder_where_it_was_made(ready: Toy) -> None:
    folder = ready.root / ".venv"
    files = [folder / "pyvenv.cfg", *environment.scripts(folder).iterdir()]
    assert not [p.name for p in files if p.is_file() and b".venv.new" in p.read_bytes()]


def test_a_second_run_changes_nothing_and_needs_no_network(ready: Toy) -> None:
    stamp = ready.root / ".venv" / environment.STAMP
    before = stamp.stat().st_mtime_ns
    assert ready.run("setup", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9") == (0, "")
    assert stamp.stat().st_mtime_ns == before


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
    toy = Toy.make(tmp_path)
    toy.lock("0" * 64)
    code, said = toy.run("setup")
    assert code == 1
    assert "hash" in said.lower()
    assert "Traceback" not in said
    assert not toy.beside()


@pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")
def test_killed_set_up_is_not_believed_and_a_strangers_environment_is_kept(tmp_path: Path) -> None:
    toy = Toy.make(tmp_path)
    (toy.root / ".venv").mkdir()
    (toy.root / ".venv" / "mine.txt").write_text("mine")
    _kill_when_half_made(toy)
    assert not environment.is_ready(toy.root, "run")
    assert (toy.root / ".venv" / "mine.txt").exists()
    code, said = toy.run("setup")
    assert code == 0, said
    kept = toy.beside() - {".venv"}
    assert len(kept) == 1
    assert (toy.root / kept.pop() / "mine.txt").exists()
    assert toy.call_tebiki()


def _kill_when_half_made(toy: Toy) -> None:
    with toy.start("setup") as process:
        while not list(toy.root.glob(".venv.new-*/pyvenv.cfg")):
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)


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


def test_messages_have_all_words() -> None:
    for words in area("bootstrap").values():
        assert {"ja", "en"} <= set(words)
        assert ("do_ja" in words) == ("do_en" in words)
