"""Projects frozen as older engines left them: this engine opens, migrates and builds each of them.

A project is a folder of ``tests/formats``. The TOML file beside it tells its commit, the format of its
files and, for each file, the hash that git gave it there.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY

from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main
from tebiki.content import formats
from tebiki.content.format_numbers import numbered_files, older_files
from tebiki.content.formats import Format
from tebiki.content.settings import load_config
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

FOLDER = REPOSITORY / "tests" / "formats"
FROZEN = sorted(path.stem for path in FOLDER.glob("*.toml"))
#: The content of this city at commit cb68959: three manuals, six languages.
CITY = "cb68959"


def note(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def blob(data: bytes) -> str:
    """What git calls a file of this content."""
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()


def held(folder: Path) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def copied(name: str, into: Path) -> Path:
    root = into / name
    shutil.copytree(FOLDER / name, root)
    return root


def migrate(root: Path) -> int:
    return main(["migrate", "--root", str(root)])


def test_each_folder_has_its_note() -> None:
    assert sorted(path.name for path in FOLDER.iterdir() if path.is_dir()) == FROZEN
    assert CITY in FROZEN


@pytest.mark.parametrize("name", FROZEN)
def test_nobody_has_edited_a_frozen_file(name: str) -> None:
    """Whoever wants another old project adds one; later engines are measured by these."""
    assert {path: blob(data) for path, data in held(FOLDER / name).items()} == note(name)["files"]


def test_every_format_that_was_ever_today_is_frozen() -> None:
    """A new step needs a project of the format before it: copy one, hash it, say its commit."""
    newest = max(form.current for form in vars(formats).values() if isinstance(form, Format))
    assert {note(name)["formats"] for name in FROZEN} >= set(range(1, newest))


@pytest.mark.parametrize("name", FROZEN)
def test_an_old_project_is_opened_and_nothing_is_wrong_with_it(name: str, tmp_path: Path) -> None:
    root = copied(name, tmp_path)
    assert load_config(root).format == note(name)["formats"]
    assert len(older_files(root)) == len(list(numbered_files(root))) + 1  # conf.py
    found = check(Asked(root, outputs=False)).findings
    assert [finding for finding in found if finding.severity == "error"] == []
    assert [finding.rule for finding in found].count("format/older") == 1


@pytest.mark.parametrize("name", FROZEN)
def test_an_old_project_is_migrated_once(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(name, tmp_path)
    before = held(root)
    assert migrate(root) == 0
    count = len(list(numbered_files(root))) + 1
    assert f"Files brought to today's format: {count}." in capsys.readouterr().out
    after = held(root)
    assert after.keys() == before.keys()
    assert len([path for path in before if before[path] != after[path]]) == count
    assert older_files(root) == ()
    found = check(Asked(root, outputs=False)).findings
    assert [finding.rule for finding in found if finding.severity == "error"] == []
    assert migrate(root) == 0
    assert held(root) == after


@pytest.mark.parametrize("name", FROZEN)
def test_an_old_project_is_built(name: str, tmp_path: Path) -> None:
    """One language as pages; the rest is built by `make test-long`."""
    root = copied(name, tmp_path)
    target = build(Request(root, languages=("ja",), formats=("html",)), lambda _: None).target
    manuals = [path.stem for path in (root / "docs").glob("*.md")]
    assert {path.stem for path in (target / "ja").glob("*.html")} == set(manuals)


@pytest.mark.parametrize("migrated", [False, True])
def test_plain_sphinx_builds_it(migrated: bool, tmp_path: Path) -> None:
    root = copied("cb68959-yamabe", tmp_path)
    if migrated:
        assert migrate(root) == 0
    line = [sys.executable, "-m", "sphinx", "-W", "-q", "-c", ".", "docs", "out"]
    ended = subprocess.run(line, cwd=root, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    assert "YMB-2031-0228.pfx" in (root / "out" / "tablet.html").read_text(encoding="utf-8")


def test_plain_sphinx_refuses_what_a_newer_engine_wrote(city: Path) -> None:
    conf = city / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace("tebiki_format = 2", "tebiki_format = 3"))
    line = [sys.executable, "-m", "sphinx", "-q", "-c", ".", "docs", "out"]
    ended = subprocess.run(line, cwd=city, capture_output=True, check=False, encoding="utf-8")
    assert ended.returncode != 0
    assert "A newer tebiki has written it" in ended.stderr
    assert not (city / "out" / "tablet.html").exists()


@pytest.mark.long
@pytest.mark.parametrize("name", FROZEN)
def test_an_old_project_and_the_migrated_one_make_the_same_bytes(name: str, tmp_path: Path) -> None:
    """All of it: every language, pages and PDFs, and nothing that `tebiki check` would refuse."""
    root = copied(name, tmp_path)
    build(Request(root), lambda _: None)
    before = held(root / "build" / "site")
    assert migrate(root) == 0
    build(Request(root), lambda _: None)
    assert held(root / "build" / "site") == before
    languages = load_config(root).settings.languages
    assert len([path for path in before if path.endswith("index.html")]) == len(languages) + 1
    found = check(Asked(root, release=True)).findings
    assert [finding.problem for finding in found if finding.severity == "error"] == []
