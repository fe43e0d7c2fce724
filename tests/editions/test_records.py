"""What later years compare with: the record of a release, or what is left of one that wrote none."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import Shared
from release_years import APPROVED, NEXT, YEAR, edit, next_year, prepare, review, run
from repositories import git
from web_gates import unmarked

import tebiki
from tebiki.cli.dispatch import main
from tebiki.content.releases import load_releases, load_review
from tebiki.editions.git import Repository
from tebiki.pipeline import build as building
from tebiki.pipeline.request import Request


@pytest.fixture(scope="session")
def with_next_year(shared: Shared) -> Path:
    """A released project with the next year begun; not to be changed."""

    def make(root: Path) -> None:
        prepare(root)
        review(root, YEAR)
        assert run(root, *APPROVED) == 0
        next_year(root)

    return shared("with-next-year", make)


@pytest.fixture
def begun(with_next_year: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(with_next_year, tmp_path / "project")


@pytest.fixture
def unrecorded(begun: Path) -> Path:
    """The same as if it had been released before releases recorded their pages."""
    records = begun / "docs" / "releases"
    shutil.rmtree(records / f"{YEAR}-1")
    shutil.rmtree(records / "pictures")
    edit(records / f"{YEAR}.toml", "format = 2\n", "")
    edit(records / f"{YEAR}.toml", "contract = 2\n", "")
    git(begun, "add", "docs/releases")
    git(begun, "commit", "-qm", "records of format 1")
    return begun


@pytest.fixture
def lost(unrecorded: Path) -> Path:
    """And of which nothing is left: neither dist nor the commit."""
    shutil.rmtree(unrecorded / "dist")
    shutil.rmtree(unrecorded / "build", ignore_errors=True)
    path = unrecorded / "docs" / "releases" / f"{YEAR}.toml"
    text = re.sub(r'commit = "\w+"', f'commit = "{"0" * 40}"', path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8", newline="\n")
    git(unrecorded, "tag", "-d", "edition-2031")
    git(unrecorded, "commit", "-qam", "a commit that is in no clone")
    return unrecorded


def spoil_zip(packed: Path, change: str) -> None:
    """Take a file of ``dist`` away (``gone``), or put a zip of somebody else in its place."""
    packed.unlink()
    if change == "other":
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("ja/tablet.html", "<main><h1>Other</h1></main>")


def compare(root: Path) -> int:
    return main(["edition", "compare", YEAR, NEXT, "--root", str(root)])


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Editions that are built in this process, or by the engine of a commit."""
    found: list[str] = []
    build = building._build

    def counted(request: Request, *more: object) -> object:
        found.append(str(request.edition))
        return build(request, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "_build", counted)
    return found


def test_a_comparison_reads_the_record_and_builds_nothing_old(
    begun: Path, builds: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(begun / "dist")
    shutil.rmtree(begun / "build")
    assert compare(begun) == 0
    assert builds == [NEXT]
    assert "once more" not in capfd.readouterr().err
    assert not (begun / "build" / ".released").exists()
    page = unmarked(
        (begun / "build" / "compare" / f"{YEAR}-{NEXT}" / "index.html").read_text(encoding="utf-8")
    )
    assert "YMB-2032-0229" in page
    assert "令和13年2月20日 承認" in page


def test_without_a_record_dist_is_read(
    unrecorded: Path, builds: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert compare(unrecorded) == 0
    assert builds == [NEXT]
    assert "once more" not in capfd.readouterr().err


@pytest.mark.parametrize("change", ["gone", "other"])
def test_a_dist_that_is_not_the_released_one_is_not_believed(
    unrecorded: Path, change: str, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil_zip(unrecorded / "dist" / YEAR / "site.zip", change)
    assert compare(unrecorded) == 0
    assert "Building the edition 2031 once more" in capfd.readouterr().err
    page = unmarked(
        (unrecorded / "build" / "compare" / f"{YEAR}-{NEXT}" / "index.html").read_text(encoding="utf-8")
    )
    assert "Other" not in page
    assert compare(unrecorded) == 0
    assert "once more" not in capfd.readouterr().err  # once


def test_the_release_after_completes_the_record(unrecorded: Path) -> None:
    review(unrecorded, NEXT)
    assert run(unrecorded, *APPROVED) == 0
    repository = Repository.of(unrecorded)
    assert repository.changed() == []
    there = repository.files(repository.head())
    assert {f"docs/releases/{year}-1/ja/tablet.json" for year in (YEAR, NEXT)} <= there.keys()
    table = next((unrecorded / "dist" / NEXT / "comparison").rglob("index.html")).read_text(encoding="utf-8")
    assert "YMB-2032-0229" in table


def test_where_nothing_is_left_a_comparison_says_so(lost: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert compare(lost) == 3
    said = capfd.readouterr().err
    assert "nothing of it is left" in said
    assert "Put dist/2031 back" in said
    assert not (lost / "build" / "compare").exists()


def test_an_approver_signs_that_nothing_was_compared(lost: Path) -> None:
    review(lost, NEXT)
    bundle = lost / "build" / "review" / NEXT
    page = unmarked((bundle / "comparison" / "index.html").read_text(encoding="utf-8"))
    assert "比べることができませんでした" in page
    assert "比べずに承認" in page
    assert "この git にありません" in page  # in Japanese, whatever the command speaks
    assert str(lost) not in page
    checklist = unmarked((bundle / "index.html").read_text(encoding="utf-8"))
    assert "前の版と比べられないことを承知しました" in checklist
    assert "前に公開したときの表が残っていないので、比べられませんでした。" in checklist
    record = load_review(lost / "docs", NEXT)
    assert record is not None
    assert not record.compared
    assert run(lost, *APPROVED) == 0
    released = unmarked((lost / "dist" / NEXT / "comparison" / "index.html").read_text(encoding="utf-8"))
    assert "比べることができませんでした" in released
    assert len(load_releases(lost / "docs", NEXT)) == 1


def test_what_was_compared_then_must_be_comparable_now(lost: Path, capfd: pytest.CaptureFixture[str]) -> None:
    review(lost, NEXT)
    edit(lost / "docs" / "releases" / f"review-{NEXT}.toml", "compared = false\n", "")
    assert run(lost, *APPROVED) == 3
    assert "nothing of it is left" in capfd.readouterr().err
    assert not (lost / "dist").exists()


def test_verify_looks_at_the_record_too(begun: Path, capfd: pytest.CaptureFixture[str]) -> None:
    record = begun / "docs" / "releases" / f"{YEAR}-1"
    edit(record / "ja" / "tablet.json", "みまもりネットに入る手順です", "みまもりネットに入る方法です")
    for path in record.rglob("*.json"):  # as git for Windows checks them out
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(begun, "verify", YEAR) == 1
    said = capfd.readouterr().err
    assert f"docs/releases/{YEAR}-1/ja/tablet.json: This file is not as it was" in said
    assert said.count("This file is not as it was") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('tablet = "12"', 'tablet = "13"'),
        (f'tebiki = "{tebiki.__version__}"', 'tebiki = "9.9"'),
        (r'edition_sha256 = "\w+"', f'edition_sha256 = "{"0" * 64}"'),
    ],
    ids=["version", "engine", "facts"],
)
def test_verify_believes_no_row_that_was_edited(
    begun: Path, old: str, new: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = begun / "docs" / "releases" / f"{YEAR}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(old, new, text), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") != text
    assert run(begun, "verify", YEAR) == 1
    assert f"docs/releases/{YEAR}.toml: This file is not as it was released" in capfd.readouterr().err


def test_verify_tells_a_tag_that_was_moved(begun: Path, capfd: pytest.CaptureFixture[str]) -> None:
    git(begun, "tag", "-f", f"edition-{YEAR}", "HEAD")
    assert run(begun, "verify", YEAR) == 1
    assert "edition-2031: A tag of this name stands at another commit" in capfd.readouterr().err


@pytest.mark.parametrize("spoil", ["gone", "other"])
def test_an_archive_that_is_not_the_released_one_is_not_put_on_the_site(
    begun: Path, spoil: str, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil_zip(begun / "dist" / YEAR / "archive.zip", spoil)
    with (begun / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(f'tebiki_settings["archive"] = [{YEAR}]\n')
    review(begun, NEXT)
    assert run(begun, *APPROVED) == 1
    assert "release verify 2031" in capfd.readouterr().err
    shutil.rmtree(begun / "dist" / YEAR)  # as it says
    assert run(begun, "verify", YEAR) == 0
    assert run(begun, *APPROVED) == 0
    with zipfile.ZipFile(begun / "dist" / NEXT / "site.zip") as archive:
        assert "archive-mark" in archive.read(f"archive/{YEAR}/ja/tablet.html").decode()


def test_what_a_newer_engine_released_is_not_made_here(
    begun: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    edit(begun / "docs" / "releases" / f"{YEAR}.toml", "contract = 2\n", "contract = 3\n")
    dist = begun / "dist" / YEAR
    before = {path: path.read_bytes() for path in dist.rglob("*") if path.is_file()}
    assert run(begun, "verify", YEAR) == 3
    assert main(["build", "--edition", YEAR, "--root", str(begun)]) == 3
    assert not (begun / "build" / "part").exists()
    git(begun, "commit", "-qam", "what a newer engine has recorded")
    with (begun / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(f'tebiki_settings["archive"] = [{YEAR}]\n')
    review(begun, NEXT)
    assert run(begun, *APPROVED) == 3
    said = capfd.readouterr().err
    assert said.count("contract 3; known here: up to 2") == 3
    assert "docs/releases: The release edition-2031 was made" in said
    assert before == {path: path.read_bytes() for path in dist.rglob("*") if path.is_file()}


def test_a_record_of_another_year_is_told(begun: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit(begun / "docs" / "releases" / f"{YEAR}-1" / "edition.json", '"year": 2031', '"year": 2030')
    assert compare(begun) == 1
    assert f"docs/releases/{YEAR}-1/edition.json: The record of a release" in capfd.readouterr().err


@pytest.mark.parametrize("number", ["3", "0", '"2"', "true"])
def test_a_record_of_an_unknown_format_is_told(
    begun: Path, number: str, capfd: pytest.CaptureFixture[str]
) -> None:
    edit(begun / "docs" / "releases" / f"{YEAR}.toml", "format = 2\n", f"format = {number}\n")
    assert compare(begun) == 1
    assert f"docs/releases/{YEAR}.toml:3: format" in capfd.readouterr().err.replace(f"{begun}/", "")
