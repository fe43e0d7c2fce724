"""A project as small as one can be that bootstrap sets up without a network."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

import environment

TOOLS = Path(__file__).parent.parent / "tools"
TOY = "import sys\ndef main():\n    print(sys.executable, *sys.argv[1:])\n"
METADATA = "Metadata-Version: 2.1\nName: {0}\nVersion: 1\n"
WHEEL = "Wheel-Version: 1.0\nTag: py3-none-any\n"
BACK_END = f"""
import time
from pathlib import Path
from zipfile import ZipFile
def build_editable(folder, config_settings=None, metadata_directory=None):
    Path("begun").touch()
    Path("link").write_text(str(Path.cwd()), encoding="locale")  # as setuptools does
    while Path("wait").exists():
        time.sleep(0.01)
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


@pytest.fixture
def ctrl_c_counts() -> Iterator[None]:
    """Ctrl-C reaches what the test starts, also where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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

    def lend_pip(self) -> Toy:
        """Let it take the pip of this process instead of putting in its own, which takes seconds."""
        pip = find_spec("pip")
        assert pip is not None
        assert pip.origin is not None
        link = "import os, sysconfig; os.symlink({0!r}, sysconfig.get_path('purelib') + '/pip')"
        file, step = self.root / "tools" / "installer.py", '"-m", "ensurepip", "--default-pip"'
        text = file.read_text(encoding="utf-8")
        assert text.count(step) == 1
        code = f'"-c", {link.format(str(Path(pip.origin).parent))!r}'
        file.write_text(text.replace(step, code), encoding="utf-8")
        return self

    def lock(self, digest: str) -> None:
        """Write all lock files for the one package."""
        for name in environment.LOCKS.values():
            (self.root / name).write_text(f"toy==1 \\\n    --hash=sha256:{digest}\n")

    def start(self, *arguments: str, python: str = sys.executable, **settings: str) -> subprocess.Popen[str]:
        """Start bootstrap as make does, with the environment of this process and ``settings``."""
        environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return subprocess.Popen(
            [python, "-S", "tools/bootstrap.py", *arguments],
            cwd=self.root,
            env={**environment, "TEBIKI_LANG": "en", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str, python: str = sys.executable, **settings: str) -> tuple[int, str]:
        """The exit code of bootstrap and what it said."""
        with self.start(*arguments, python=python, **settings) as process:
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

    @contextmanager
    def waiting(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """Start bootstrap and come back while pip builds the project, until the file ``wait`` has gone."""
        (self.root / "wait").touch()
        (self.root / "begun").unlink(missing_ok=True)
        with self.start(*arguments) as process:
            while not (self.root / "begun").exists():
                assert process.poll() is None
                time.sleep(0.01)
            yield process

    def stamp(self) -> dict[str, str]:
        """What the environment says that it was made for."""
        return environment.read_stamp(self.root / ".venv")

    def beside(self) -> set[str]:
        """Everything that set-up made."""
        return {path.name for path in self.root.glob(".venv*")}
