"""The zip itself: what lies where, how it starts, the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY
from office_samples import Sample, make_project, make_sample, words
from pe_samples import make_program

from office.bundle import LICENCE, OFFER, Bundle, compose, python_tag, zip_bytes
from office.history import Snapshot, take_snapshot
from office.launcher import LAUNCHER, READ_FIRST, TROUBLE, launcher_files
from tebiki.errors import TebikiError
from tebiki.messages import tell

WINE = shutil.which("wine")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return take_snapshot(make_project(tmp_path_factory.mktemp("office") / "project"))


def composed(sample: Sample, snapshot: Snapshot, *, base: int = 80) -> Bundle:
    return compose(sample.given_parts(), sample.taken_wheels(), snapshot, words(), base)


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(TebikiError) as raised:
        call()
    assert all(tell(one, language) for one in raised.value.problems for language in ("ja", "en"))
    return [one.code for one in raised.value.problems]


def test_all_parts_lie_in_their_places(sample: Sample, snapshot: Snapshot) -> None:
    files = composed(sample, snapshot).files
    assert {
        *(LAUNCHER, READ_FIRST, TROUBLE, OFFER, LICENCE, "python/python.exe", "python/LICENSE.txt"),
        *("git/cmd/git.exe", "packages/harbour_lamp.py", "packages/harbour_paint-1.0.dist-info/METADATA"),
        *("project/conf.py", "project/docs/てびき.md", "project/.git/HEAD", "project/.git/index"),
    } <= files.keys()
    assert {path.partition("/")[0] for path in files} == {
        *(LAUNCHER, READ_FIRST, "texts", "licences", "python", "git", "packages", "project")
    }
    assert not [path for path in files if "rope" in path]


def test_that_python_looks_nowhere_else(sample: Sample, snapshot: Snapshot) -> None:
    text = composed(sample, snapshot).files["python/python313._pth"].decode("ascii")
    assert text.split("\r\n") == ["python313.zip", ".", "..\\packages", "..\\project\\tools", ""]
    assert "import" not in text
    assert python_tag("3.14.2") == "python314"


def test_gpl_is_kept_for_git(sample: Sample, snapshot: Snapshot) -> None:
    files = composed(sample, snapshot).files
    assert files[LICENCE] == files["git/LICENSE.txt"]
    offer = files[OFFER].decode("utf-8-sig")
    assert "2.56.0" in offer
    assert "https://git.example/" in offer
    assert "three years" in offer
    assert "3年" in offer


def test_the_batch_file_is_what_every_windows_reads() -> None:
    files = launcher_files("python313", words() | {"read-first": "x"})
    batch = files[LAUNCHER]
    assert batch.isascii()
    assert batch.count(b"\n") == batch.count(b"\r\n") > 40
    assert b"\r\r" not in batch
    text = batch.decode("ascii")
    labels = set(re.findall(r"(?m)^:(\w+)\r$", text))
    assert set(re.findall(r"goto (\w+)", text)) == labels
    # A path may hold brackets and an ampersand: no block in brackets, each path in quotes.
    assert not re.search(r"(?m)[()]\r$", text)
    before = [
        line[: place.start()] for line in text.splitlines() for place in re.finditer("%(?:HERE|~dp0)", line)
    ]
    assert len(before) > 8
    assert all(part.count('"') % 2 for part in before)
    assert '"%HERE%python\\python.exe" -X utf8 -m tebiki studio %*' in text
    files[TROUBLE].decode("cp932")
    assert files[READ_FIRST].startswith(b"\xef\xbb\xbf")


def test_the_projects_own_file_of_that_name_leads_to_the_one_above() -> None:
    """Both are there to be opened; within the zip the project's would look for an installed Python."""
    own = (REPOSITORY / LAUNCHER).read_text(encoding="ascii").splitlines()
    [line] = [line for line in own if "%~dp0.." in line]
    assert line == f'if exist "%~dp0..\\{TROUBLE.replace("/", chr(92))}" "%~dp0..\\%~nx0" %*'
    assert own.index(line) < min(number for number, text in enumerate(own) if text.startswith("pushd"))


def test_the_same_files_give_the_same_zip(sample: Sample, snapshot: Snapshot) -> None:
    first, second = composed(sample, snapshot), composed(sample, snapshot)
    data = zip_bytes(first.files)
    assert data == zip_bytes(dict(sorted(second.files.items(), reverse=True)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(first.files)
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name: archive.read(name) for name in names} == first.files
        japanese = [one for one in archive.infolist() if not one.filename.isascii()]
        assert japanese
        assert all(one.flag_bits & 0x800 for one in japanese), "names in UTF-8, and said to be"


def test_what_windows_cannot_hold_is_told_before_anything_is_made(sample: Sample, snapshot: Snapshot) -> None:
    def with_file(name: str) -> Snapshot:
        return replace(snapshot, files=snapshot.files | {name: b""})

    assert codes(lambda: composed(sample, with_file("docs/aux.md"))) == ["office/name"]
    assert codes(lambda: composed(sample, with_file("CONF.py"))) == ["office/name-twice"]
    assert codes(lambda: composed(sample, with_file("a" * 200))) == ["office/path-long"]
    assert set(codes(lambda: composed(sample, snapshot, base=240))) == {"office/path-long"}


def test_a_package_that_asks_for_what_nobody_has_is_told(sample: Sample, snapshot: Snapshot) -> None:
    wheels = sample.taken_wheels()
    asks = replace(wheels[0], files={"a.pyd": make_program("gone.dll", "MSVCP140.dll")})
    assert codes(lambda: compose(sample.given_parts(), [asks], snapshot, words())) == ["office/library"]
    able = replace(wheels[0], files={"a.pyd": make_program("MSVCP140.dll")})
    assert compose(sample.given_parts(), [able], snapshot, words()).lacks_runtime
    assert not composed(sample, snapshot).lacks_runtime


if WINE:  # Windows' own cmd is tried by the workflow; a computer without Wine has no test here to leave out

    @pytest.fixture(scope="module")
    def prefix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
        """Surroundings of a Windows by Wine, of which nobody else knows."""
        folder = str(tmp_path_factory.mktemp("wine"))
        around = {**os.environ, "WINEPREFIX": folder, "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8"}
        yield around
        assert WINE
        subprocess.run([WINE, "wineboot", "--kill"], env=around, check=False, capture_output=True)

    def unpacked(folder: Path, sample: Sample, snapshot: Snapshot, around: dict[str, str]) -> Path:
        """The zip in a folder with blanks and an ampersand; cmd stands in for its Python."""
        folder /= "office & more"
        for name, data in composed(sample, snapshot).files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (folder / "project" / "tools" / "tebiki").mkdir(parents=True)
        (folder / "project" / "tools" / "tebiki" / "__main__.py").touch()
        (folder / "python" / "msvcp140.dll").touch()
        call("exit 0", folder, around)  # makes the prefix
        [cmd] = Path(around["WINEPREFIX"]).glob("drive_c/windows/system32/cmd.exe")
        shutil.copyfile(cmd, folder / "python" / "python.exe")
        return folder

    def call(line: str, folder: Path, around: dict[str, str], typed: str = "") -> tuple[int, str]:
        assert WINE
        said = subprocess.run(
            [WINE, "cmd", "/c", line],
            cwd=folder,
            env=around,
            input=typed.encode(),
            capture_output=True,
            check=False,
        )
        return said.returncode, said.stdout.decode("cp932", "replace")

    @pytest.mark.long
    def test_cmd_starts_the_studio_in_the_project(
        tmp_path: Path, sample: Sample, snapshot: Snapshot, prefix: dict[str, str]
    ) -> None:
        folder = unpacked(tmp_path, sample, snapshot, prefix)
        code, said = call(LAUNCHER, folder, prefix, "set TEBIKI\r\nexit 0\r\n")
        assert code == 0
        assert "office & more\\project>" in said
        assert "TEBIKI_DATA=" in said
        assert "office & more\\data" in said
        assert "TEBIKI_LANG=ja" in said
        assert "開けませんでした" not in said

    @pytest.mark.long
    def test_cmd_goes_up_from_the_projects_own_file(
        tmp_path: Path, sample: Sample, snapshot: Snapshot, prefix: dict[str, str]
    ) -> None:
        folder = unpacked(tmp_path, sample, snapshot, prefix)
        shutil.copy(REPOSITORY / LAUNCHER, folder / "project")
        code, said = call(LAUNCHER, folder / "project", prefix, "set TEBIKI\r\nexit 0\r\n")
        assert code == 0
        assert "office & more\\data" in said

    @pytest.mark.long
    def test_cmd_keeps_the_exit_code_and_says_what_to_look_at(
        tmp_path: Path, sample: Sample, snapshot: Snapshot, prefix: dict[str, str]
    ) -> None:
        folder = unpacked(tmp_path, sample, snapshot, prefix)
        code, said = call(LAUNCHER, folder, prefix, "exit 3\r\n\r\n")
        assert code == 3
        assert "開けませんでした" in said

    @pytest.mark.long
    def test_cmd_says_what_is_missing(
        tmp_path: Path, sample: Sample, snapshot: Snapshot, prefix: dict[str, str]
    ) -> None:
        folder = unpacked(tmp_path, sample, snapshot, prefix)
        shutil.rmtree(folder / "git")
        code, said = call(LAUNCHER, folder, prefix, "\r\n")
        assert code == 2
        assert "A part of this folder is missing" in said
        shutil.rmtree(folder / "project")
        code, said = call(LAUNCHER, folder, prefix, "\r\n")
        assert code == 2
        assert "Unpack the whole zip first" in said
