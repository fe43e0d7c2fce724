"""What a key counts: each file that a build may read, and the versions of packages."""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from tebiki.pipeline.key import PACKAGES, below, may_be_read, parts_of


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    for name in ("docs/b.md", "docs/.old/a.md", "docs/.hidden", "docs/a.pyc", "docs/a/x.mo", "docs/a/ü.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "c.md").write_text("c", encoding="utf-8")
    docs = tmp_path / "docs"
    for name, target in (
        ("link.md", elsewhere / "c.md"),
        ("folder", elsewhere),
        ("gone.md", docs / "none"),
        ("loop.md", docs / "loop.md"),
    ):
        (docs / name).symlink_to(target)
    files = [docs / ".old/a.md", docs / "a/ü.toml", docs / "b.md", docs / "link.md"]
    assert below(docs) == files
    # What `Path` finds is the same.
    assert files == sorted(path for path in docs.rglob("*") if may_be_read(path.name) and path.is_file())
    assert below(docs / "b.md") == [docs / "b.md"]
    assert below(tmp_path / "screenshots") == []
    parts = parts_of(tmp_path, {})
    wanted = {path.relative_to(tmp_path).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    assert {name: value for name, value in parts.items() if name.startswith("docs/")} == wanted


def test_a_hash_that_is_known_is_not_made_again(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("", encoding="utf-8")
    assert parts_of(tmp_path, {}, {str(tmp_path / "conf.py"): "known"})["conf.py"] == "known"


def test_versions_are_those_that_python_tells(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, {})
    assert {name: parts[f"package {name}"] for name in PACKAGES} == {name: version(name) for name in PACKAGES}


def test_of_a_package_that_is_there_twice_python_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("1", "2"):
        folder = tmp_path / f"Typst-{number}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: typst\nVersion: {number}\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert parts_of(tmp_path, {})["package typst"] == version("typst") in ("1", "2")
