"""An environment of an earlier release, made once for all tests that look at one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Shared
from wheels import pin, pin_unknown, write_wheel

from tebiki.editions.environments.store import stored_environments
from tebiki.editions.rebuild import here

#: Calls `python_for` in a process of its own; each line of the work on standard error.
CALL = """
import os, sys
from pathlib import Path
from tebiki.editions.environments import make
from wheels import lend_pip

def report(line):
    print(line, file=sys.stderr, flush=True)
    if sys.argv[2] in line:
        os._exit(9)  # as a killed process: nothing is cleaned up, and pip lives on

if sys.argv[2] != "NEVER":
    make.install_pip = lend_pip
print(make.python_for(Path(sys.argv[1]), sys.argv[3], report, "edition-2031"), flush=True)
sys.stdin.read()
"""
NEVER = "NEVER"
DATA = "データ と data"


@dataclass(frozen=True)
class Made:
    """What came of a process killed while it made an environment, then of two at once that made it."""

    data: Path
    lock: Path
    wheels: Path
    killed: int
    left_unfinished: list[bool]
    programs: list[str]
    said: list[str]


def surroundings(data: Path, wheels: Path) -> dict[str, str]:
    """The surroundings of a process whose packages come from a folder alone."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    pip = {"CONFIG_FILE": os.devnull, "RETRIES": "0", "NO_INDEX": "1", "FIND_LINKS": wheels.as_uri()}
    told = {f"PIP_{name}": value for name, value in pip.items()}
    ours = {"TEBIKI_DATA": str(data), "TEBIKI_LANG": "en", "PYTHONPATH": str(Path(__file__).parent)}
    return {**kept, **told, **ours}


def call(lock: Path, around: dict[str, str], stop: str = NEVER) -> subprocess.Popen[str]:
    line = [sys.executable, "-c", CALL, str(lock), stop, here()]
    pipe = subprocess.PIPE
    return subprocess.Popen(line, env=around, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8")


@pytest.fixture(scope="session")
def kept_environment(shared: Shared) -> Made:
    """One environment for all tests of environments: venv and pip take seconds."""
    base = shared("environment", make_after_a_killed_one)
    told = json.loads((base / "told.json").read_text(encoding="utf-8"))
    return Made(base / DATA, base / "requirements.lock", base / "wheels", **told)


def make_after_a_killed_one(base: Path) -> None:
    data, wheels, lock = base / DATA, base / "wheels", base / "requirements.lock"
    pins = [pin(write_wheel(wheels, "kai", "1.0")), pin(write_wheel(wheels, "umi", "2.0"))]
    # A package of another system, which nobody has: its marker keeps it out.
    other = pin_unknown("nowhere", "1.0").replace(" \\", " ; sys_platform == 'other' \\", 1)
    lock.write_text("# A comment.\n" + "".join(pins) + other, encoding="utf-8", newline="\n")
    around = surroundings(data, wheels)
    with call(lock, around, "Collecting package 1 of 2: kai 1.0") as process:
        process.communicate()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEBIKI_DATA", str(data))
        left = [one.stamp is None for one in stored_environments()]
    ended = [process.communicate() for process in [call(lock, around) for _ in range(2)]]
    programs, said = [out.strip() for out, _ in ended], [err for _, err in ended]
    told = {"killed": process.returncode, "left_unfinished": left, "programs": programs, "said": said}
    (base / "told.json").write_text(json.dumps(told), encoding="utf-8")


@pytest.fixture
def own_environments(kept_environment: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the user's data with that environment, to be spoilt; this process finds it there."""
    data = tmp_path / "data"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(kept_environment.data, data, symlinks=True, ignore=ignored, copy_function=os.link)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in surroundings(data, kept_environment.wheels).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("tebiki.editions.environments.make.keep_in_use", lambda _: None)
    return data


@pytest.fixture
def no_environments(own_environments: Path) -> Path:
    """The same without an environment."""
    shutil.rmtree(own_environments)
    return own_environments


def only(data: Path) -> Path:
    [folder] = [path for path in (data / "environments").iterdir() if path.is_dir()]
    return folder
