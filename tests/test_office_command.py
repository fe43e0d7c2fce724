"""``make office``: all of it from made-up parts and an invented city, or nothing."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY, ROOTS
from office_samples import Sample, make_sample
from repositories import git

import office_pc
from commands import COMMANDS
from office_pc import Asked
from tebiki.errors import TebikiError
from tebiki.messages import area
from tebiki.messages.console import Console

WRITTEN = {
    *("SHA256SUMS", "tebiki-office.zip", "sbom.cdx.json", "programs.csv"),
    *(
        "application/index.html",
        "application/application.pdf",
        "application/tebiki.css",
        "application/favicon.svg",
    ),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def root(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city's project in a repository, with the sample's lock."""
    root = tmp_path_factory.mktemp("city") / "project"
    shutil.copytree(ROOTS / "yamabe", root)
    shutil.copy(sample.lock, root)
    (root / ".gitignore").write_text("/build/\n", encoding="ascii")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", "begin")
    return root


def asked(sample: Sample, root: Path, output: Path) -> Asked:
    return Asked(root, sample.parts_file, sample.given, sample.wheels, output)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_one_zip_and_the_papers_beside_it(
    sample: Sample, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = office_pc.make(asked(sample, root, tmp_path / "one"), Console())
    made = files(tmp_path / "one")
    assert made.keys() == WRITTEN
    with zipfile.ZipFile(io.BytesIO(made["tebiki-office.zip"])) as archive:
        assert set(archive.namelist()) == set(bundle.files)
        assert "80 文字" in archive.read("はじめに読む.txt").decode("utf-8-sig")
    for line in made["SHA256SUMS"].decode("ascii").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(made[name]).hexdigest() == digest
        assert name == "SHA256SUMS" or digest[:32].encode() in made["application/index.html"]
    assert str(tmp_path / "one" / "tebiki-office.zip") in capsys.readouterr().out
    office_pc.make(asked(sample, root, tmp_path / "two"), Console())
    assert files(tmp_path / "two") == made


def test_nothing_is_written_where_anything_is_wrong(sample: Sample, root: Path, tmp_path: Path) -> None:
    (root / "new.txt").touch()
    try:
        with pytest.raises(TebikiError):
            office_pc.make(asked(sample, root, tmp_path / "out"), Console())
    finally:
        (root / "new.txt").unlink()
    assert not (tmp_path / "out").exists()


def test_the_command_tells_what_is_missing_and_where_it_is_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office_pc.main(["--parts", str(tmp_path), "--output", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert "https://www.python.org/" in said
    assert "https://github.com/git-for-windows/" in said
    assert not (tmp_path / "out").exists()


def test_make_knows_it() -> None:
    assert COMMANDS["office"] == ("office", (("tools/office_pc.py",),))


def test_every_sentence_is_said_and_every_code_has_one() -> None:
    sources = [REPOSITORY / "tools" / "office_pc.py", *(REPOSITORY / "tools" / "office").glob("*.py")]
    used = {
        code
        for path in sources
        for code in re.findall(r'"office/([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert used == set(area("office"))
