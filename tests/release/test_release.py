"""A release from nothing, the next year's, what is refused, what is proven again."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import ROOTS, Shared
from repositories import begin, git

from tebiki.cli import main
from tebiki.history.git import Repository
from tebiki.parse.releases import load_releases
from tebiki.release import release as steps

YEAR, NEXT = "2031", "2032"
APPROVED = ["--approved", "2031-02-20", "--number", "福第12号"]


def prepare(root: Path) -> None:
    """The invented city's project in a repository, ready to be released."""
    shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
    (root / ".gitignore").write_text("/build/\n/dist/\n")
    begin(root)
    git(root, "add", ".gitignore")
    git(root, "commit", "-qm", "ignore")


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A project to be released."""
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    return root


@pytest.fixture(scope="session")
def released_once(shared: Shared) -> Path:
    """A released project, made once and not to be changed."""

    def make(root: Path) -> None:
        prepare(root)
        assert run(root, *APPROVED, "--by", "山田") == 0

    return shared("released", make)


@pytest.fixture
def released(released_once: Path, tmp_path: Path) -> Path:
    """A copy of the released project."""
    return shutil.copytree(released_once, tmp_path / "project")


def run(root: Path, *words: str) -> int:
    return main(["release", *words, "--root", str(root)])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def log(root: Path) -> list[str]:
    said = subprocess.run(["git", "log", "--format=%s"], cwd=root, check=True, capture_output=True, text=True)
    return said.stdout.splitlines()


ROW = """[[manuals.tablet.history]]
version = 13
published = "2032-03"
certificate = "YMB-2032-0229"
changes = "新しい証明書です。"

"""


def next_year(root: Path) -> None:
    """The next edition, as a person could write it."""
    text = (root / "docs" / "editions" / f"{YEAR}.toml").read_text(encoding="utf-8")
    text = text.replace("year = 2031", "year = 2032").replace('id = "YMB-2031-0228"', 'id = "YMB-2032-0229"')
    text = text.replace('version = 12\npublished = "2031-03"', 'version = 13\npublished = "2032-03"', 1)
    text = text.replace("[[manuals.tablet.history]]", ROW + "[[manuals.tablet.history]]", 1)
    (root / "docs" / "editions" / f"{NEXT}.toml").write_text(text, encoding="utf-8", newline="\n")


def test_a_release_from_nothing(released_once: Path) -> None:
    root = released_once
    dist = root / "dist" / YEAR
    [record] = load_releases(root / "docs", YEAR)
    assert (record.number, record.by, record.manuals) == (1, "山田", {"tablet": "12"})
    repository = Repository.of(root)
    assert repository.resolve("edition-2031") == record.commit
    assert repository.changed() == []
    assert len(log(root)) == 4  # two of the fixture, the content, the record
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["commit"], manifest["approval"]) == (record.commit, "福第12号")
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=dist, check=True)
    sums = (root / "docs" / "releases" / f"{YEAR}-1.sha256").read_bytes()
    assert sums == (dist / "SHA256SUMS").read_bytes()
    with zipfile.ZipFile(dist / "site.zip") as archive:
        assert "ja/tablet.html" in archive.namelist()
    assert (dist / "pdf" / "guide-tablet-ver12-ja.pdf").read_bytes() == (
        dist / "pdf" / "guide-tablet-ja.pdf"
    ).read_bytes()


def test_every_byte_is_proven_again(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(released / "docs" / "tablet.md", "\n\n", "\n\n今日の文です。\n\n")  # today's text is no part of it
    assert run(released, "verify") == 0
    sums = released / "docs" / "releases" / f"{YEAR}-1.sha256"
    lines = sums.read_text().splitlines()
    changed = next(number for number, line in enumerate(lines) if line.endswith("  site.zip"))
    lines[changed] = "0" * 64 + "  site.zip"
    sums.write_text("\n".join(lines) + "\n")
    capsys.readouterr()
    assert run(released, "verify", YEAR) == 1
    assert "site.zip" in capsys.readouterr().err
    sums.write_text("nonsense\n")
    assert run(released, "verify") == 1


def test_where_the_maker_differs_nothing_is_claimed(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(released / "docs" / "releases" / f"{YEAR}.toml", 'platform = "', 'platform = "other ')
    assert run(released, "verify") == 3
    assert "Elsewhere the same bytes are not promised" in capsys.readouterr().err


def test_the_next_year_becomes_current_by_one_literal(released: Path) -> None:
    next_year(released)
    conf = (released / "conf.py").read_text(encoding="utf-8")
    assert run(released, *APPROVED) == 0
    assert (released / "conf.py").read_text(encoding="utf-8") == conf.replace(
        f'tebiki_edition = "{YEAR}"', f'tebiki_edition = "{NEXT}"'
    )
    assert Repository.of(released).changed() == []
    assert Repository.of(released).resolve("edition-2032") is not None
    assert (released / "dist" / NEXT / "pdf" / "guide-tablet-ver13-ja.pdf").is_file()
    assert (released / "dist" / YEAR / "site.zip").is_file()
    assert run(released, YEAR, *APPROVED) == 1  # an earlier edition stays as it is


@pytest.mark.parametrize("step", ["write_together", "publish", "record_text"])
def test_stopped_and_run_again_it_goes_on(released: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    next_year(released)
    before = log(released)
    with monkeypatch.context() as patched:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(steps, step, stop)
        assert run(released, *APPROVED) == 130
    assert load_releases(released / "docs", NEXT) == ()
    assert run(released, *APPROVED) == 0
    assert len(log(released)) == len(before) + 2
    assert Repository.of(released).changed() == []


def test_a_record_that_was_not_committed_does_not_count(released: Path) -> None:
    record = released / "docs" / "releases" / f"{YEAR}.toml"
    right = record.read_bytes()
    next_year(released)
    strange = released / "docs" / "releases" / f"{NEXT}.toml"
    strange.write_bytes(right)
    record.write_text("spoilt")
    assert run(released, NEXT, *APPROVED) == 0
    assert record.read_bytes() == right
    assert len(load_releases(released / "docs", NEXT)) == 1


def test_nothing_is_released_that_nobody_vouches_for(ready: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit(
        ready / "docs" / "editions" / f"{YEAR}.toml",
        'unconfirmed = ["',
        'unconfirmed = ["certificate.stored_name", "links.form", "',
    )
    edit(ready / "docs" / "tablet.md", "に入る手順", "{fact}`certificate.stored_name`に入る手順")
    assert run(ready, *APPROVED) == 1
    said = capfd.readouterr().err
    assert "certificate.stored_name is printed, and nobody has confirmed it" in said
    assert len(log(ready)) == 2
    assert not (ready / "dist" / YEAR).exists()
    assert not (ready / "docs" / "releases").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["--approved", "2031-02-20"], 2),
        (["--approved", "2031-02-30", "--number", "1"], 2),
        (["--approved", "yesterday", "--number", "1"], 2),
        (["--approved", "2031-02-20", "--number", " "], 2),
        (["1999", *APPROVED], 2),
        (["verify", "2031", "2032"], 2),
        (["now", *APPROVED], 2),
        ([*APPROVED], 1),  # released, and no correction is open
        (["verify", "1999"], 2),
    ],
)
def test_what_is_not_understood_or_not_open(released_once: Path, words: list[str], code: int) -> None:
    before = Repository.of(released_once).head()
    assert run(released_once, *words) == code
    assert Repository.of(released_once).head() == before


def test_changes_of_the_engine_are_not_released(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / "notes.txt").write_text("x")
    assert run(ready, *APPROVED) == 1
    assert "notes.txt: This change is not committed" in capsys.readouterr().err


def test_a_conf_that_works_its_edition_out_is_left_to_a_person(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next_year(released)
    edit(released / "conf.py", f'tebiki_edition = "{YEAR}"', f"tebiki_edition = str({YEAR})")
    assert run(released, *APPROVED) == 1
    assert "tebiki_edition" in capsys.readouterr().err


def test_no_repository(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(city, *APPROVED) == 1
    assert "no git repository" in capsys.readouterr().err
