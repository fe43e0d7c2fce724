"""The one walk: files in order, links apart, hashes; and the one table of kinds."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from tebiki.errors import TebikiError
from tebiki.output.built_pages import built_pages
from tebiki.output.site_files import (
    BUILT_SUFFIXES,
    FILE_KINDS,
    MEDIA_TYPES,
    TEXT_SUFFIXES,
    SiteFiles,
    hash_file,
    hashes_within,
)

FILES = ("ja.html", "ja/a b/.h", "ja/x.html", "ja/x.html.txt", "ja-x/A.PDF")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of files only; an empty folder is in it, too."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.fixture
def linked(site: Path) -> Path:
    """The same with a link to a file, to nothing, and to a folder."""
    for name, target in (("link.html", "ja/x.html"), ("gone.html", "nowhere"), ("folder", "ja")):
        try:
            (site / name).symlink_to(target)
        except OSError:  # Windows asks for a privilege
            pytest.skip("no links here")
    return site


def test_files_are_in_the_order_of_their_paths(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    files = SiteFiles.walk(site)
    assert files.names() == list(files.entries) == list(files.hashes) == names
    assert sorted(names) == sorted(FILES)


def test_what_lies_within_a_folder_keeps_its_name_in_the_site(site: Path) -> None:
    files = SiteFiles.walk(site, "ja")
    assert files.names() == ["ja/a b/.h", "ja/x.html", "ja/x.html.txt"]
    assert files.entries["ja/x.html"].path == site / "ja" / "x.html"
    assert list(hashes_within(files.hashes, "ja")) == ["a b/.h", "x.html", "x.html.txt"]
    assert hashes_within(SiteFiles.walk(site).hashes, "ja") == hashes_within(files.hashes, "ja")


def test_suffixes_are_as_written(site: Path) -> None:
    files = SiteFiles.walk(site)
    assert files.names(".html") == ["ja/x.html", "ja.html"]
    assert files.names(".pdf") == []
    assert files.entries["ja-x/A.PDF"].suffix == ".PDF"


def test_hashes_and_sizes_are_those_of_the_bytes(site: Path) -> None:
    entry = SiteFiles.walk(site).entries["ja/x.html"]
    data = (site / "ja" / "x.html").read_bytes()
    assert entry.sha256 == hash_file(entry.path) == hashlib.sha256(data).hexdigest()
    assert entry.size == len(data)


def test_a_walk_is_a_picture_of_one_moment(site: Path) -> None:
    files = SiteFiles.walk(site)
    (site / "more.html").write_text("x", encoding="utf-8")
    assert "more.html" not in files.names()
    assert "more.html" in SiteFiles.walk(site).names()


def test_links_are_no_names_and_what_they_lead_to_has_a_hash(linked: Path) -> None:
    files = SiteFiles.walk(linked)
    assert sorted(files.links) == ["folder", "gone.html", "link.html"]
    assert sorted(files.names()) == sorted(FILES)
    assert files.hashes.keys() == {*FILES, "link.html"}
    assert files.hashes["link.html"] == files.hashes["ja/x.html"]


def test_a_folder_that_is_a_link_is_walked_when_asked_for(linked: Path) -> None:
    assert SiteFiles.walk(linked / "folder").names() == ["a b/.h", "x.html", "x.html.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_what_is_no_file_is_not_read(site: Path) -> None:
    os.mkfifo(site / "pipe.html")
    assert "pipe.html" not in SiteFiles.walk(site).entries


@pytest.mark.parametrize("name", ["nowhere", "ja.html"])
def test_no_folder_has_no_files(site: Path, name: str) -> None:
    assert SiteFiles.walk(site / name).entries == {}


def test_the_kinds_of_files() -> None:
    assert BUILT_SUFFIXES == set(FILE_KINDS) - {".ico"} == set(MEDIA_TYPES)
    assert {suffix for suffix in FILE_KINDS if "charset" in FILE_KINDS[suffix].media_type} | {
        ".svg",
        ".xml",
    } == TEXT_SUFFIXES


def test_pages_of_a_built_site(linked: Path) -> None:
    assert built_pages(linked) == ["ja.html", "ja/x.html"]
    with pytest.raises(TebikiError) as caught:
        built_pages(linked / "empty")
    assert [problem.code for problem in caught.value.problems] == ["output/no-site"]


def test_a_build_writes_no_other_kind(built_city: Path) -> None:
    files = SiteFiles.walk(built_city / "build" / "site")
    assert {entry.suffix for entry in files.files} <= BUILT_SUFFIXES
    assert files.links == []
