"""``tebiki environments``: what is kept is listed and removed; what is in use stays."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from environment_samples import Made, call, surroundings

from tebiki.cli.dispatch import main
from tebiki.editions.environments import make
from tebiki.editions.environments.make import python_for
from tebiki.editions.environments.store import environments_folder, stored_environments
from tebiki.editions.rebuild import here


@pytest.fixture
def listed(own_environments: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, str]]:
    """Keys: of the environment, and of one that was not finished."""
    half = own_environments / "environments" / ("f" * 16)
    (half / "vabc").mkdir(parents=True)
    (half / "vabc" / "file").write_text("x" * 500_000)
    (own_environments / "environments" / "something else").mkdir()
    yield only_key(own_environments), half.name
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
    listed: tuple[str, str],
    own_environments: Path,
    kept_environment: Made,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key, half = listed
    with call(kept_environment.lock, surroundings(own_environments, kept_environment.wheels)) as user:
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
    no_environments: Path,
    kept_environment: Made,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look(*_: object) -> None:
        assert main(["environments"]) == 0
        assert f"being made (process {os.getpid()})" in capsys.readouterr().out
        assert main(["environments", "remove", "--all"]) == 1
        assert "is in use by another process" in capsys.readouterr().err
        raise KeyboardInterrupt

    monkeypatch.setattr(make, "create_venv", look)
    with pytest.raises(KeyboardInterrupt):
        python_for(kept_environment.lock, here(), lambda _: None)
    assert list((no_environments / "environments").iterdir()) == []
