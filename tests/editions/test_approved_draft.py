"""A draft that was approved and still lies there is not made once more; where anything is others, it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOTS
from release_years import NEXT, YEAR, edit, next_year, prepare, review, run

from tebiki.content.project import Project
from tebiki.content.releases import Review, load_releases
from tebiki.content.sums import SUMS
from tebiki.editions.release import approved_draft
from tebiki.editions.release.approved_draft import draft_request, find_approved_draft
from tebiki.editions.release.make import MANIFEST
from tebiki.editions.release.options import Wish, write_first
from tebiki.pipeline import record
from tebiki.pipeline.build import build

#: Files that name the commit, which has the time of its making.
_OF_COMMIT = {MANIFEST, SUMS}


@pytest.fixture(autouse=True)
def shortcuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEBIKI_PLAIN", raising=False)


def _released(root: Path) -> tuple[set[str], dict[str, str]]:
    """Folders that the engine of the commit has made, and hashes of what was handed over and recorded."""
    assert run(root, NEXT, "--approved", "2032-03-20", "--number", "福第13号") == 0
    (done,) = load_releases(root / "docs", NEXT)
    made = record.files_of(root / "dist" / NEXT)
    kept = record.files_of(root / "docs" / "releases" / f"{NEXT}-1")
    files = {name: digest for name, digest in made.items() if name not in _OF_COMMIT}
    return {
        path.name for path in (root / "build" / ".released" / done.commit / "build").iterdir()
    }, files | kept


@pytest.mark.usefixtures("forked")
def test_a_release_is_the_same_with_the_draft_and_without(tmp_path: Path) -> None:
    """conf.py names the year before: the release changes that, and the draft stays what it is."""
    root, other = tmp_path / "one", tmp_path / "other"
    root.mkdir()
    prepare(root)
    next_year(root)
    review(root, NEXT)
    shutil.copytree(root, other)  # where no build is known to have made the draft
    folders, files = _released(root)
    assert "approved" in folders
    assert "draft" not in folders
    folders, made_again = _released(other)
    assert "draft" in folders
    assert "approved" not in folders
    assert files == made_again


@pytest.mark.usefixtures("forked")
def test_a_file_of_it_that_was_changed_is_made_once_more(tmp_path: Path) -> None:
    root = tmp_path / "one"
    root.mkdir()
    prepare(root)
    next_year(root)
    review(root, NEXT)
    edit(root / "build" / "sides" / f"{NEXT}-draft" / "ja" / "tablet.html", "</body>", "x</body>")
    folders, _ = _released(root)
    assert {"approved", "draft"} <= folders


class _Made:
    """The invented city's draft, made in ``root``, and the same content as a commit would hold it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.content = folder / "project", folder / "content"
        shutil.copytree(ROOTS / "yamabe", self.root)
        shutil.copytree(ROOTS / "yamabe", self.content)
        self.project = Project(self.root)
        request = draft_request(self.project, YEAR)
        self.folder = build(request, lambda _: None).target
        self.review = Review(edition=int(YEAR), manuals={}, files=record.files_of(self.folder))

    def find(self, conf: bytes | None = None) -> Path | None:
        return find_approved_draft(self.project, YEAR, self.review, self.content, conf)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> _Made:
    return _Made(tmp_path_factory.mktemp("draft"))


def test_what_is_the_same_is_found(once: _Made) -> None:
    assert once.find() == once.folder
    records = once.content / "docs" / "releases"
    records.mkdir(exist_ok=True)
    (records / f"review-{YEAR}.toml").write_text("edition = 2031\n", encoding="utf-8")
    assert once.find() == once.folder


def test_conf_may_name_another_edition_by_the_release_alone(once: _Made) -> None:
    conf = once.content / "conf.py"
    before = conf.read_bytes()
    try:
        conf.write_bytes(before + b"# another edition\n")
        assert once.find() is None
        assert once.find(conf.read_bytes()) == once.folder
        assert once.find(before) is None
    finally:
        conf.write_bytes(before)


@pytest.mark.parametrize("name", ["docs/tablet.md", f"docs/editions/{YEAR}.toml", "screenshots/new.toml"])
def test_another_content_makes_it_once_more(once: _Made, name: str) -> None:
    path = once.content / name
    before = path.read_bytes() if path.is_file() else None
    try:
        path.write_bytes((before or b"") + b"\n")
        assert once.find() is None
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def test_another_engine_makes_it_once_more(once: _Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approved_draft, "is_engine_of", lambda _: False)
    assert once.find() is None


def test_the_plain_way_makes_it_once_more(once: _Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEBIKI_PLAIN", "1")
    assert once.find() is None


def test_other_files_than_those_that_were_approved(once: _Made) -> None:
    files = {**once.review.files, "index.html": "0" * 64}
    other = once.review.model_copy(update={"files": files})
    assert find_approved_draft(once.project, YEAR, other, once.content, None) is None


def test_an_input_that_changed_while_it_was_made(once: _Made) -> None:
    path = record.path_of(once.project.cache, once.folder)
    before = path.read_text(encoding="utf-8")
    table = json.loads(before)
    try:
        path.write_text(json.dumps({**table, "whole": False}), encoding="utf-8")
        assert once.find() is None
        path.unlink()
        assert once.find() is None
    finally:
        path.write_text(before, encoding="utf-8")


def test_an_engine_that_does_not_know_of_it_is_told_nothing(tmp_path: Path) -> None:
    """Its reader refuses what it does not know."""
    wish = Wish(YEAR, 1, "2031-03-20", "1", "0" * 40)
    for number, kept in enumerate(("", "somewhere")):
        path = tmp_path / str(number)
        Wish(YEAR, 1, "2031-03-20", "1", "0" * 40, approved_draft=kept).write(path)
        assert ("approved_draft" in json.loads(path.read_text(encoding="utf-8"))) is bool(kept)
        assert Wish.read(path).approved_draft == kept
    write_first(wish, None, tmp_path / "first")
    assert "approved_draft" not in json.loads((tmp_path / "first").read_text(encoding="utf-8"))
