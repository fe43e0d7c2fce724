"""`make bench` finds in the city's content what it changes, and content that can grow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import bench
import bench_growth
from city.current import CONFIG
from tebiki.content.edition import load_edition
from tebiki.content.settings import load_config


@pytest.fixture
def root(content: Path, tmp_path: Path) -> Path:
    return shutil.copytree(content, tmp_path / "content", ignore=shutil.ignore_patterns("build"))


def test_the_changes_fit(root: Path, content: Path) -> None:
    bench.change_paragraph(root, 1)
    bench.change_fact(root, 1)
    bench.change_message(root, 1)
    bench.change_screen(root, 1)
    names = [path.relative_to(root) for path in root.rglob("*.*") if path.is_file()]
    changed = [name for name in names if (root / name).read_bytes() != (content / name).read_bytes()]
    assert sorted(name.suffix for name in changed) == [".md", ".po", ".toml", ".typ"]
    editions = root / "docs" / "editions"
    assert load_edition(editions, CONFIG.edition, CONFIG.settings).publisher["ja"].endswith("1")


def test_it_grows(root: Path) -> None:
    manuals, languages = bench_growth.SIZES[1][0], min(2, len(CONFIG.settings.languages))
    bench_growth.grow(root, manuals, languages)
    config = load_config(root)
    edition = load_edition(root / "docs" / "editions", config.edition, config.settings)
    assert len(edition.manuals) == manuals
    assert len(config.settings.languages) == languages
    assert all((root / "docs" / f"{name}.md").is_file() for name in edition.manuals)
