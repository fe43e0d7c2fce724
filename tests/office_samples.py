"""Small parts of a zip for office PCs, made up: archives, wheels, a project with a history."""

from __future__ import annotations

import hashlib
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from repositories import git
from wheels import pin, write_wheel

from office.parts import GivenPart, Part, read_parts, take_parts
from office.wheels import Locked, Wheel, locked_for, take_wheels, windows_markers
from tebiki.errors import TebikiError
from tebiki.messages import tell

PYTHON = "3.13.16"
LIST = """\
[python]
name = "Python"
version = "3.13.16"
file = "python-embed.zip"
sha256 = "{python}"
licence = "PSF-2.0"
source = "https://python.example/"
published = "nobody"
needs = ["python.exe", "LICENSE.txt"]

[git]
name = "MinGit"
version = "2.56.0"
file = "MinGit.zip"
sha256 = "{git}"
licence = "GPL-2.0-only"
source = "https://git.example/"
published = "nobody"
needs = ["cmd/git.exe", "LICENSE.txt"]

[runtime]
name = "Runtime"
version = "14"
file = "runtime.whl"
sha256 = "{runtime}"
licence = "LicenseRef-Maker"
source = "https://runtime.example/"
published = "nobody"
optional = true
needs = ["runtime.data/data/msvcp140.dll"]
"""
PARTS = {
    "python": ("python-embed.zip", ("python.exe", "python313.dll", "python313.zip", "python313._pth")),
    "git": ("MinGit.zip", ("cmd/git.exe",)),
}


@dataclass(frozen=True)
class Sample:
    """Folders of made-up parts, the list that names their hashes, and a lock with its wheels."""

    folder: Path

    @property
    def parts_file(self) -> Path:
        return self.folder / "parts.toml"

    @property
    def given(self) -> Path:
        return self.folder / "given"

    @property
    def wheels(self) -> Path:
        return self.folder / "wheels"

    @property
    def lock(self) -> Path:
        return self.folder / "requirements.lock"

    def parts(self) -> dict[str, Part]:
        return read_parts(self.parts_file)

    def given_parts(self) -> dict[str, GivenPart]:
        return take_parts(self.parts(), self.given)

    def locked(self) -> list[Locked]:
        return locked_for(self.lock, windows_markers(PYTHON))

    def taken_wheels(self) -> list[Wheel]:
        return take_wheels(self.locked(), PYTHON, self.wheels)


def make_sample(folder: Path) -> Sample:
    """Write it. Of its three packages one is for Linux alone and one for Windows alone."""
    sample = Sample(folder)
    hashes = {key: write_archive(sample.given / file, names) for key, (file, names) in PARTS.items()}
    sample.parts_file.write_text(LIST.format(**hashes, runtime="0" * 64), encoding="utf-8")
    paint = write_wheel(sample.wheels, "harbour_paint", "1.0", tag="cp313-cp313-win_amd64")
    lamp = write_wheel(sample.wheels, "harbour_lamp", "2.0")
    entries = [pin(lamp), mark(pin(paint), "sys_platform == 'win32'")]
    entries.append(mark(pin(lamp).replace("harbour_lamp==2.0", "harbour-rope==3"), "sys_platform == 'linux'"))
    sample.lock.write_text("# A lock\n" + "".join(entries), encoding="utf-8")
    return sample


def mark(entry: str, marker: str) -> str:
    """An entry of a lock for some systems only."""
    name, _, rest = entry.partition(" ")
    return f"{name} ; {marker} {rest}"


def write_archive(path: Path, names: tuple[str, ...]) -> str:
    """A zip of small files, a licence among them; its hash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*names, "LICENSE.txt"):
            archive.writestr(zipfile.ZipInfo(name), f"made up: {name}\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_project(root: Path) -> Path:
    """A repository of two commits, with a tag on the first, a batch file and a name in Japanese."""
    (root / "docs").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    (root / ".gitattributes").write_text("* text=auto eol=lf\n*.bat text eol=crlf\n", encoding="ascii")
    (root / "conf.py").write_text("# settings\n", encoding="ascii")
    (root / "go.bat").write_bytes(b"@echo off\r\n")
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", "begin")
    git(root, "tag", "2031")
    (root / "docs" / "てびき.md").write_text("# てびき\n", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", "a page")
    return root


def words() -> dict[str, str]:
    """The words of the zip itself."""
    path = Path(__file__).parent.parent / "tools" / "office" / "words.toml"
    found: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def codes(call: Callable[[], object]) -> list[str]:
    """Of all problems that a call raises, each of which has its words."""
    with pytest.raises(TebikiError) as raised:
        call()
    assert all(tell(one, language) for one in raised.value.problems for language in ("ja", "en"))
    return [one.code for one in raised.value.problems]
