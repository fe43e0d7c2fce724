"""A Python with the packages of a lock: made once, whole or not at all, kept, listed, removed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import Shared
from wheels import lend_pip, pin, pin_unknown, write_wheel

from tebiki.cli.dispatch import main
from tebiki.editions.environments import make
from tebiki.editions.environments.make import python_for
from tebiki.editions.environments.pythons import ask_python
from tebiki.editions.environments.store import environments_folder, python_in, read_stamp, stored_environments
from tebiki.editions.rebuild import here
from tebiki.errors import TebikiError

#: Calls `python_for` in a process of its own; each line of the work on standard error.
CALL = """
import os, sys
from pathlib import Path
from tebiki.editions import environments
from tebiki.editions.environments.make import python_for
from wheels import lend_pip

def report(line):
    print(line, file=sys.stderr, flush=True)
    if sys.argv[2] in line:
        os._exit(9)  # as a killed process: nothing is cleaned up, and pip lives on

if sys.argv[2] != "NEVER":
    environments.install_pip = lend_pip
print(python_for(Path(sys.argv[1]), sys.argv[3], report, "edition-2031"), flush=True)
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
    ours = {"TEBIKI_DATA": str(data), "TEBIKI_LANG": "en", "PYTHONPATH": str(Path(__file__).parent.parent)}
    return {**kept, **told, **ours}


def call(lock: Path, around: dict[str, str], stop: str = NEVER) -> subprocess.Popen[str]:
    line = [sys.executable, "-c", CALL, str(lock), stop, here()]
    pipe = subprocess.PIPE
    return subprocess.Popen(line, env=around, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8")


@pytest.fixture(scope="session")
def made(shared: Shared) -> Made:
    """One environment for all tests of this file: venv and pip take seconds."""
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
def own(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the user's data with that environment, to be spoilt; this process finds it there."""
    data = tmp_path / "data"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(made.data, data, symlinks=True, ignore=ignored, copy_function=os.link)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in surroundings(data, made.wheels).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("tebiki.editions.environments.make.keep_in_use", lambda _: None)
    return data


@pytest.fixture
def empty(own: Path) -> Path:
    """The same without an environment."""
    shutil.rmtree(own)
    return own


def only(data: Path) -> Path:
    [folder] = [path for path in (data / "environments").iterdir() if path.is_dir()]
    return folder


def refused(lock: Path, released_on: str = "") -> TebikiError:
    with pytest.raises(TebikiError) as error:
        python_for(lock, released_on or here(), lambda _: None)
    assert error.value.exit_code == 3
    return error.value


def test_two_at_once_make_one_after_a_killed_one(made: Made) -> None:
    assert made.killed == 9
    assert made.left_unfinished == [True]
    assert made.programs[0] == made.programs[1]
    assert sum("Making an environment" in said for said in made.said) == 1
    [maker] = [said for said in made.said if "Making an environment" in said]
    assert "Collecting package 1 of 2: kai 1.0\nCollecting package 2 of 2: umi 2.0\n" in maker
    assert "Installing 2 packages" in maker
    [folder] = [path for path in only(made.data).iterdir() if path.is_dir()]
    assert made.programs[0].startswith(str(folder))  # what the killed one left is gone
    found = ask_python(made.programs[0])
    assert found is not None
    assert {name: found.installed[name] for name in ("kai", "umi")} == {"kai": "1.0", "umi": "2.0"}
    assert not {"tebiki", "sphinx"} & found.installed.keys()


def test_it_is_used_again_without_a_word_or_a_network(
    own: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(own / "nothing"))
    lock = own / "requirements.lock"
    lock.write_bytes(made.lock.read_bytes().replace(b"\n", b"\r\n"))  # a checkout on Windows
    said: list[str] = []
    program = python_for(lock, here(), said.append, "edition-2031-2")
    assert (program.is_relative_to(own), said) == (True, [])
    stamp = read_stamp(only(own))
    assert stamp is not None
    assert stamp.releases == ("edition-2031", "edition-2031-2")


def test_nothing_is_made_where_the_installed_ones_agree(empty: Path, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(pin_unknown("typst", version("typst")), encoding="utf-8")
    said: list[str] = []
    assert python_for(lock, "elsewhere", said.append) == Path(sys.executable)
    assert (said, empty.exists()) == ([], False)


def rewrite(path: Path, text: str) -> None:
    path.unlink()  # it is the same file as in the environment of all tests
    path.write_text(text, encoding="utf-8")


def spoil(folder: Path, how: str) -> None:
    stamp = read_stamp(folder)
    assert stamp is not None
    environment = folder / stamp.folder
    [module] = environment.rglob("kai.py")
    if how == "changed":
        rewrite(module, "VERSION = '1.1'\n")
    elif how == "removed":
        module.unlink()
    elif how == "added":
        (module.parent / "more.pth").write_text("import os\n", encoding="utf-8")
    elif how == "another Python":
        python_in(environment).unlink()
        python_in(environment).symlink_to("/nowhere/python")
    elif how == "no environment":
        shutil.rmtree(environment)
    else:
        text = (folder / "tebiki-environment.json").read_text(encoding="utf-8")
        spoilt = {
            "stamp of another format": text.replace('"format": 1', '"format": 2'),
            "stamp of another lock": text.replace('"lock_sha256": "', '"lock_sha256": "0'),
            "stamp that leads out": text.replace('"folder": "', '"folder": "../'),
            "half a stamp": text[:40],
            "no stamp": "",
            "another JSON": "[1]",
        }[how]
        assert spoilt != text
        rewrite(folder / "tebiki-environment.json", spoilt)


SPOILT = ["changed", "removed", "added", "another Python", "no environment", "stamp of another format"]
SPOILT += ["stamp of another lock", "stamp that leads out", "half a stamp", "no stamp", "another JSON"]


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_not_as_it_was_made_is_refused(
    own: Path, made: Made, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(only(own), how)
    again = own / "again"
    monkeypatch.setattr(make, "_make", lambda *_: again)
    assert python_for(made.lock, here(), lambda _: None) == again


def test_what_python_compiles_changes_nothing(own: Path, made: Made) -> None:
    program = python_for(made.lock, here(), lambda _: None)
    subprocess.run([program, "-c", "import kai, colorsys"], check=True)
    (only(own) / program.parts[-3] / "lib" / "__pycache__").mkdir(exist_ok=True)
    assert python_for(made.lock, here(), lambda _: None) == program


def test_a_spoilt_one_without_a_network_goes_away(
    own: Path, made: Made, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "install_pip", lend_pip)
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/")
    folder = only(own)
    spoil(folder, "changed")
    said: list[str] = []
    with pytest.raises(TebikiError) as error:
        python_for(made.lock, here(), said.append)
    assert said[0].startswith(f"The environment {folder.name} is not as it was made")
    [problem] = error.value.problems
    assert (error.value.exit_code, problem.code) == (3, "environment/no-network")
    assert "http://127.0.0.1:1/kai/" in str(problem.values["why"])
    assert list((own / "environments").iterdir()) == []
    assert main(["environments", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["environments"] == []


def test_more_than_the_lock_names_is_refused(
    empty: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "create_venv", lambda *_: None)
    monkeypatch.setattr(make, "install_pip", lambda *_: None)
    monkeypatch.setattr(make, "_fill", lambda *_: None)
    monkeypatch.setattr(make, "python_in", lambda _: Path(sys.executable))
    [problem] = refused(made.lock).problems
    assert problem.code == "environment/other"
    assert "kai 1.0 → -" in str(problem.values["names"])
    assert f"- → typst {version('typst')}" in str(problem.values["names"])
    assert list((empty / "environments").iterdir()) == []


@pytest.mark.usefixtures("own")
def test_a_folder_that_cannot_be_written(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("TEBIKI_DATA", str(tmp_path / "file"))
    [problem] = refused(made.lock).problems
    assert problem.code == "environment/disk"


def test_a_full_disk(own: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_: object) -> None:
        raise OSError(28, "No space left on device", str(own))

    monkeypatch.setattr(make, "read_stamp", write)
    [problem] = refused(made.lock).problems
    assert problem.code == "environment/disk-full"


@pytest.mark.parametrize(
    "text",
    [
        "kai=1.0\n",
        "-r other.lock\n",
        "kai @ file:///x.whl\n",
        "kai==1.0 ; os == \n",
        "\xff",
        "--editable .\n",
    ],
)
def test_a_lock_that_is_none(tmp_path: Path, text: str) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_bytes(b"kai==1.0\n" + text.encode("latin-1"))
    [problem] = refused(lock).problems
    assert problem.code == "environment/lock"
    assert problem.place is not None
    assert problem.place.line == (None if text == "\xff" else 2)
    lock.unlink()
    assert refused(lock).problems[0].code == "environment/lock"


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TEBIKI_DATA", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    for system, data, where in (
        ("linux", str(tmp_path / "data"), "data/tebiki"),
        ("linux", "relative", ".local/share/tebiki"),
        ("linux", "", ".local/share/tebiki"),
        ("darwin", "", "Library/Application Support/tebiki"),
        ("win32", "", "Local/tebiki"),
    ):
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setenv("XDG_DATA_HOME", data)
        assert environments_folder() == tmp_path / where / "environments"


# The command.


@pytest.fixture
def listed(own: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, str]]:
    """Keys: of the environment, and of one that was not finished."""
    half = own / "environments" / ("f" * 16)
    (half / "vabc").mkdir(parents=True)
    (half / "vabc" / "file").write_text("x" * 500_000)
    (own / "environments" / "something else").mkdir()
    yield only_key(own), half.name
    capsys.readouterr()


def only_key(data: Path) -> str:
    [key] = [path.parent.name for path in (data / "environments").glob("*/tebiki-environment.json")]
    return key


def test_the_list(listed: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    key, half = listed
    assert main(["environments"]) == 0
    shown = capsys.readouterr().out
    [of_one] = [line for line in shown.splitlines() if line.startswith(key)]
    assert here() in of_one
    assert "edition-2031 " in of_one
    assert f"{half}  unfinished (never used)" in shown
    assert "0.5 MB" in shown
    assert main(["environments", "list"]) == 0
    assert capsys.readouterr().out == shown
    assert main(["environments", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["folder"] == str(environments_folder())
    states = {one["key"]: one["state"] for one in told["environments"]}
    assert states == {key: "ready", half: "unfinished"}
    [ready] = [one for one in told["environments"] if one["state"] == "ready"]
    assert of_one.split("Python")[1].split()[1] == ready["lock_sha256"][:12]
    assert ready["releases"] == ["edition-2031"]


def test_removing(listed: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    key, half = listed
    assert main(["environments", "remove", half]) == 0
    assert half in capsys.readouterr().out
    assert [one.key for one in stored_environments()] == [key]
    assert main(["environments", "remove", "--all"]) == 0
    assert stored_environments() == []
    assert (environments_folder() / "something else").is_dir()  # not ours
    assert main(["environments", "remove", "--all"]) == 0
    assert "Nothing was removed" in capsys.readouterr().out
    assert main(["environments"]) == 0
    assert "no environments" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["remove"], ["remove", "f" * 16, "--all"], ["remove", ".."]])
def test_removing_what_is_not_there(
    listed: tuple[str, str], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["environments", *words]) == 2
    assert capsys.readouterr().err
    assert {one.key for one in stored_environments()} == set(listed)


def test_one_that_is_used_stays(
    listed: tuple[str, str], own: Path, made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    key, half = listed
    with call(made.lock, surroundings(own, made.wheels)) as user:
        assert user.stdout is not None
        assert user.stdout.readline().strip()
        assert main(["environments", "remove", "--all"]) == 1
        told = capsys.readouterr()
        assert f"The environment {key} is in use by another process ({user.pid})" in told.err
        assert half in told.out
        user.kill()
        user.communicate()
    assert main(["environments", "remove", key]) == 0  # the dead hold nothing


def test_one_that_is_being_made_stays(
    empty: Path, made: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: object) -> None:
        assert main(["environments"]) == 0
        assert f"being made (process {os.getpid()})" in capsys.readouterr().out
        assert main(["environments", "remove", "--all"]) == 1
        assert "is in use by another process" in capsys.readouterr().err
        raise KeyboardInterrupt

    monkeypatch.setattr(make, "create_venv", look)
    with pytest.raises(KeyboardInterrupt):
        python_for(made.lock, here(), lambda _: None)
    assert list((empty / "environments").iterdir()) == []
