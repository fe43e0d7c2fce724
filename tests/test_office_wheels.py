"""The packages of an office PC: those of Windows, each held to the lock, none forgotten."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from office_samples import PYTHON, Sample, codes, make_sample
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from wheels import write_wheel

from office import wheels
from office.parts import read_parts
from office.wheels import Locked, download, join_wheels, locked_for, tags_of, take_wheels, windows_markers

ROOT = Path(__file__).parent.parent


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return make_sample(tmp_path)


def test_markers_are_those_of_windows_wherever_this_runs(sample: Sample) -> None:
    assert [one.name for one in sample.locked()] == ["harbour-lamp", "harbour-paint"]
    linux = windows_markers(PYTHON) | {"sys_platform": "linux"}
    assert [one.name for one in locked_for(sample.lock, linux)] == ["harbour-lamp", "harbour-rope"]


def asked_for(names: list[str]) -> Iterator[Requirement]:
    """What these packages ask for, as they say themselves; nothing of one that is not installed here."""
    for name in names:
        try:
            yield from map(Requirement, requires(name) or ())
        except PackageNotFoundError:
            continue


def test_the_projects_lock_has_for_windows_what_its_packages_say_that_they_need() -> None:
    """Without any resolver: from the project to what each installed package says, by Windows' markers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = read_parts(ROOT / "tools" / "office_parts.toml")["python"].version
    markers = windows_markers(version) | {"extra": ""}
    open_ = [*map(Requirement, project["project"]["dependencies"] + project["build-system"]["requires"])]
    wanted: set[str] = set()
    while open_:
        fit = {
            canonicalize_name(one.name) for one in open_ if one.marker is None or one.marker.evaluate(markers)
        }
        open_ = [*asked_for(sorted(fit - wanted))]
        wanted |= fit
    locked = locked_for(ROOT / "requirements.lock", windows_markers(version))
    assert {one.name for one in locked} == wanted
    assert "colorama" in wanted, "click asks for it on Windows alone"


def test_the_best_wheel_is_taken(sample: Sample) -> None:
    write_wheel(sample.wheels, "harbour_paint", "1.0", tag="py3-none-any")
    write_wheel(sample.wheels, "harbour_paint", "1.0", tag="cp313-cp313-manylinux_2_17_x86_64")
    write_wheel(sample.wheels, "harbour_paint", "1.0", tag="cp312-cp312-win_amd64")
    taken = {wheel.locked.name: wheel.file for wheel in sample.taken_wheels()}
    assert taken["harbour-paint"] == "harbour_paint-1.0-cp313-cp313-win_amd64.whl"


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("a-1-cp313-cp313-win_amd64.whl", True),
        ("a-1-cp311-abi3-win_amd64.whl", True),
        ("a-1-py3-none-win_amd64.whl", True),
        ("a-1-py2.py3-none-any.whl", True),
        ("a-1-cp314-abi3-win_amd64.whl", False),
        ("a-1-cp313-cp313t-win_amd64.whl", False),
        ("a-1-cp313-cp313-win32.whl", False),
        ("a-1-cp313-cp313-win_arm64.whl", False),
        ("a-1-cp313-cp313-macosx_11_0_arm64.whl", False),
        ("a-2-py3-none-any.whl", False),
        ("b-1-py3-none-any.whl", False),
        ("no wheel.whl", False),
    ],
)
def test_which_wheels_fit(name: str, fits: bool, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    found = wheels._best(tmp_path, Locked("a", "1", frozenset()), tags_of(PYTHON))
    assert (found is not None) is fits


def test_a_missing_wheel_and_one_of_another_hash_are_told_together(sample: Sample) -> None:
    (sample.wheels / "harbour_lamp-2.0-py3-none-any.whl").unlink()
    write_wheel(sample.wheels, "harbour_paint", "1.0", tag="cp313-cp313-win_amd64", requires=">=3")
    assert codes(sample.taken_wheels) == ["office/wheel-missing", "office/wheel-hash"]


def test_what_installers_need_stays_behind_and_what_is_imported_moves_to_its_place() -> None:
    assert wheels._installed("a/b.py") == "a/b.py"
    assert wheels._installed("a-1.data/platlib/a/c.pyd") == "a/c.pyd"
    assert wheels._installed("a-1.data/purelib/a/d.py") == "a/d.py"
    assert wheels._installed("a-1.data/scripts/a.exe") is None
    assert wheels._installed("a-1.data/data/share/a.txt") is None
    assert wheels._installed("a-1.dist-info/METADATA") == "a-1.dist-info/METADATA"


def test_two_packages_with_different_files_of_one_name_are_refused() -> None:
    def wheel(name: str, text: bytes) -> wheels.Wheel:
        return wheels.Wheel(Locked(name, "1", frozenset()), f"{name}.whl", "", {"shared.py": text})

    assert join_wheels([wheel("a", b"1"), wheel("b", b"1")]) == {"shared.py": b"1"}
    assert codes(lambda: join_wheels([wheel("a", b"1"), wheel("b", b"2")])) == ["office/wheels-clash"]


@pytest.mark.parametrize(
    "line", ["harbour-lamp", "harbour-lamp>=1 --hash=sha256:" + "0" * 64, "harbour==1", "=="]
)
def test_a_line_that_pins_nothing_is_told(line: str, tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(line + "\n", encoding="utf-8")
    assert codes(lambda: locked_for(lock, windows_markers(PYTHON))) == ["office/lock"]


def test_pip_fetches_for_windows_what_is_missing(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(sample.wheels))
    target = tmp_path / "fetched"
    download(sample.locked(), PYTHON, target)
    assert len(take_wheels(sample.locked(), PYTHON, target)) == 2
    monkeypatch.setattr(subprocess, "run", None)  # nothing is missing: nobody is called
    download(sample.locked(), PYTHON, target)


def test_why_pip_could_not_is_told(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    assert codes(lambda: download(sample.locked(), PYTHON, tmp_path / "fetched")) == ["office/download"]
