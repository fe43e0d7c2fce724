"""A release of the city that is unlike the first: manuals of two words, two languages, an earlier edition."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from conftest import ROOTS, Shared
from repositories import begin, git
from signed_papers import signed
from web_gates import unmarked

from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main

SERIES = "school-leaflet"
MANUALS = {"chrome-book": "3", "meeting-room": "7"}


@pytest.fixture(scope="module")
def released(shared: Shared) -> Path:
    """The project, given to an approver and released; not to be changed."""

    def make(root: Path) -> None:
        shutil.copytree(ROOTS / "shiomi", root, dirs_exist_ok=True)
        (root / ".gitignore").write_text("/build/\n/dist/\n")
        begin(root)
        git(root, "add", ".gitignore")
        git(root, "commit", "-qm", "ignore")
        assert main(["edition", "review", "2041", "--root", str(root)]) == 0
        approval = ["--approved", "2041-05-20", "--number", "教総第4号", "--by", "教育総務課長"]
        assert main(["release", "2041", *approval, *signed(root), "--root", str(root)]) == 0

    return shared("released_shiomi", make)


def test_every_pdf_is_handed_over_by_both_its_names(released: Path) -> None:
    names = {path.name for path in (released / "dist" / "2041" / "pdf").iterdir()}
    assert names == {
        f"{SERIES}-{manual}{version}-{language}{end}.pdf"
        for manual, number in MANUALS.items()
        for version in ("", f"-ver{number}")
        for language in ("ja", "en")
        for end in ("", "-summary")
    }


def test_the_record_names_manuals_as_the_facts_do(released: Path) -> None:
    records = released / "docs" / "releases"
    (one,) = tomllib.loads((records / "2041.toml").read_text(encoding="utf-8"))["release"]
    assert one["manuals"] == {"chrome_book": "3", "meeting_room": "7"}
    hashes = (records / "2041-1.sha256").read_text(encoding="utf-8")
    assert f"pdf/{SERIES}-chrome-book-ver3-ja.pdf" in hashes


def test_the_first_release_has_its_comparison(released: Path) -> None:
    folder = released / "dist" / "2041"
    page = (folder / "comparison" / "index.html").read_text(encoding="utf-8")
    assert "「旧」は、公開したPDFではありません" in page
    notes = (folder / "release-notes.html").read_text(encoding="utf-8")
    assert 'href="comparison/comparison-2040-2041.pdf"' in notes
    assert "決裁番号" in notes


def test_what_an_approver_reads_tells_the_changes_of_the_year(released: Path) -> None:
    folder = released / "build" / "review" / "2041"
    page = unmarked((folder / "comparison" / "index.html").read_text(encoding="utf-8"))
    for text in (
        "共通（",
        "会議室のタブレット",
        "学習用パソコン",
        "（新設）",
        "（削除）",
    ):
        assert text in page
    for new, old in (("四日", "二週間"), ("教育総務課", "学校教育課"), ("pass-41", "pass-40")):
        assert new in page
        assert old in page
    drafts = {path.name for path in (folder / "draft" / "ja").glob("*.pdf")}
    assert f"{SERIES}-chrome-book-ver3-ja-draft.pdf" in drafts


def test_a_released_project_is_whole(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(released)
    report = check(Asked(released, outputs=False))
    assert [finding.rule for finding in report.findings if finding.severity != "unconfirmed"] == []
