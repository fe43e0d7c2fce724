"""A Python with the packages of a lock: made once, whole or not at all, and kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from environment_samples import Made, only
from wheels import lend_pip, pin_unknown

from tebiki.cli.dispatch import main
from tebiki.editions.environments import make
from tebiki.editions.environments.make import python_for
from tebiki.editions.environments.pythons import ask_python
from tebiki.editions.environments.store import environments_folder, python_in, read_stamp
from tebiki.editions.rebuild import here
from tebiki.errors import TebikiError


def refused(lock: Path, released_on: str = "") -> TebikiError:
    with pytest.raises(TebikiError) as error:
        python_for(lock, released_on or here(), lambda _: None)
    assert error.value.exit_code == 3
    return error.value


def test_two_at_once_make_one_after_a_killed_one(kept_environment: Made) -> None:
    assert kept_environment.killed == 9
    assert kept_environment.left_unfinished == [True]
    assert kept_environment.programs[0] == kept_environment.programs[1]
    assert sum("Making an environment" in said for said in kept_environment.said) == 1
    [maker] = [said for said in kept_environment.said if "Making an environment" in said]
    assert "Collecting package 1 of 2: kai 1.0\nCollecting package 2 of 2: umi 2.0\n" in maker
    assert "Installing 2 packages" in maker
    [folder] = [path for path in only(kept_environment.data).iterdir() if path.is_dir()]
    assert kept_environment.programs[0].startswith(str(folder))  # what the killed one left is gone
    found = ask_python(kept_environment.programs[0])
    assert found is not None
    assert {name: found.installed[name] for name in ("kai", "umi")} == {"kai": "1.0", "umi": "2.0"}
    assert not {"tebiki", "sphinx"} & found.installed.keys()


def test_it_is_used_again_without_a_word_or_a_network(
    own_environments: Path, kept_environment: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(own_environments / "nothing"))
    lock = own_environments / "requirements.lock"
    lock.write_bytes(kept_environment.lock.read_bytes().replace(b"\n", b"\r\n"))  # a checkout on Windows
    said: list[str] = []
    program = python_for(lock, here(), said.append, "edition-2031-2")
    assert (program.is_relative_to(own_environments), said) == (True, [])
    stamp = read_stamp(only(own_environments))
    assert stamp is not None
    assert stamp.releases == ("edition-2031", "edition-2031-2")


def test_nothing_is_made_where_the_installed_ones_agree(no_environments: Path, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(pin_unknown("typst", version("typst")), encoding="utf-8")
    said: list[str] = []
    assert python_for(lock, "elsewhere", said.append) == Path(sys.executable)
    assert (said, no_environments.exists()) == ([], False)


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
    own_environments: Path, kept_environment: Made, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(only(own_environments), how)
    again = own_environments / "again"
    monkeypatch.setattr(make, "_make", lambda *_: again)
    assert python_for(kept_environment.lock, here(), lambda _: None) == again


def test_what_python_compiles_changes_nothing(own_environments: Path, kept_environment: Made) -> None:
    program = python_for(kept_environment.lock, here(), lambda _: None)
    subprocess.run([program, "-c", "import kai, colorsys"], check=True)
    (only(own_environments) / program.parts[-3] / "lib" / "__pycache__").mkdir(exist_ok=True)
    assert python_for(kept_environment.lock, here(), lambda _: None) == program


def test_a_spoilt_one_without_a_network_goes_away(
    own_environments: Path,
    kept_environment: Made,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(make, "install_pip", lend_pip)
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/")
    folder = only(own_environments)
    spoil(folder, "changed")
    said: list[str] = []
    with pytest.raises(TebikiError) as error:
        python_for(kept_environment.lock, here(), said.append)
    assert said[0].startswith(f"The environment {folder.name} is not as it was made")
    [problem] = error.value.problems
    assert (error.value.exit_code, problem.code) == (3, "environment/no-network")
    assert "http://127.0.0.1:1/kai/" in str(problem.values["why"])
    assert list((own_environments / "environments").iterdir()) == []
    assert main(["environments", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["environments"] == []


def test_more_than_the_lock_names_is_refused(
    no_environments: Path, kept_environment: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "create_venv", lambda *_: None)
    monkeypatch.setattr(make, "install_pip", lambda *_: None)
    monkeypatch.setattr(make, "_fill", lambda *_: None)
    monkeypatch.setattr(make, "python_in", lambda _: Path(sys.executable))
    [problem] = refused(kept_environment.lock).problems
    assert problem.code == "environment/other"
    assert "kai 1.0 → -" in str(problem.values["names"])
    assert f"- → typst {version('typst')}" in str(problem.values["names"])
    assert list((no_environments / "environments").iterdir()) == []


@pytest.mark.usefixtures("own_environments")
def test_a_folder_that_cannot_be_written(
    kept_environment: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("TEBIKI_DATA", str(tmp_path / "file"))
    [problem] = refused(kept_environment.lock).problems
    assert problem.code == "environment/disk"


def test_a_full_disk(own_environments: Path, kept_environment: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_: object) -> None:
        raise OSError(28, "No space left on device", str(own_environments))

    monkeypatch.setattr(make, "read_stamp", write)
    [problem] = refused(kept_environment.lock).problems
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
