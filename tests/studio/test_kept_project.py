"""What rooms have read of the project stays as it is until a file changes; then only that is read again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest
from studio_client import studio

from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.serve.watch import look
from tebiki.studio.kept_project import KeptProjects

YEAR: Final = "2031"
#: The publisher, and another of as many bytes.
OFFICE, OTHER = "山辺市福祉課", "山辺市介護課"


def edition_file(root: Path) -> Path:
    return root / "docs" / "editions" / f"{YEAR}.toml"


def rename_office(root: Path) -> None:
    """As a program outside the studio saves the year's file."""
    text = edition_file(root).read_text(encoding="utf-8")
    assert OFFICE in text
    edition_file(root).write_text(text.replace(OFFICE, OTHER), encoding="utf-8", newline="\n")


def office(project: Project) -> str:
    return project.edition.publisher["ja"]


def test_nothing_is_read_twice_while_no_file_changes(city: Path) -> None:
    kept = KeptProjects(city)
    one = kept.now(YEAR)
    assert one.gallery is kept.now(YEAR).gallery
    assert one.project.labels is kept.now(YEAR).project.labels
    assert kept.now(None).project.year == Project(city).current


def test_a_changed_fact_is_read_again_and_nothing_else(city: Path) -> None:
    kept = KeptProjects(city)
    before = kept.now(YEAR)
    labels, glossary, config = before.project.labels, before.project.glossary, before.project.config
    assert office(before.project) == OFFICE
    rename_office(city)
    after = kept.now(YEAR)
    assert office(after.project) == OTHER
    assert office(before.project) == OFFICE  # whoever still shows it shows one state
    assert after.project.labels is labels
    assert after.project.glossary is glossary
    assert after.project.config is config


def test_one_more_saving_that_looks_the_same_is_seen(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptProjects(city)
    seen = look(city)
    monkeypatch.setattr("tebiki.studio.kept_project.look", lambda _: seen)  # a file system with coarse times
    assert office(kept.now(YEAR).project) == OFFICE
    rename_office(city)
    assert office(kept.now(YEAR).project) == OTHER


@pytest.mark.parametrize("name", ["conf.py", "docs/languages/xx.toml"])
def test_settings_and_languages_change_how_everything_is_read(city: Path, name: str) -> None:
    project = Project(city, asked_year=YEAR)
    assert project.labels
    assert "labels" not in vars(project.read_since({name}))
    assert vars(project.read_since({"docs/index.md"}))["labels"] is project.labels


def test_parts_are_read_again_by_their_own_files(city: Path) -> None:
    project = Project(city, asked_year=YEAR)
    read = {"labels": project.labels, "glossary": project.glossary, "words": project.words}
    assert read.keys() <= vars(project.read_since(())).keys()
    assert "labels" not in vars(project.read_since({"docs/labels/phone.toml"}))
    assert "glossary" not in vars(project.read_since({"docs/glossary.toml"}))
    assert project.edition is project.read_since(()).edition
    assert project.edition is not project.read_since({f"docs/editions/{YEAR}.toml"}).edition


def test_what_is_wrong_is_told_until_it_is_put_right(city: Path) -> None:
    kept, path = KeptProjects(city), edition_file(city)
    right = path.read_bytes()
    path.write_bytes(right + b"\n[")
    for _ in range(2):
        with pytest.raises(TebikiError, match="toml/syntax"):
            _ = kept.now(YEAR).project.edition
    path.write_bytes(right)
    assert office(kept.now(YEAR).project) == OFFICE


def test_a_file_that_is_gone_is_missed(city: Path) -> None:
    kept = KeptProjects(city)
    assert YEAR in kept.now(YEAR).project.years
    edition_file(city).unlink()
    assert YEAR not in kept.now(YEAR).project.years


def test_few_editions_are_kept(city: Path) -> None:
    kept = KeptProjects(city)
    first = kept.now(YEAR)
    for year in range(2001, 2005):
        kept.now(str(year))
    assert kept.now(YEAR) is not first


def test_threads_share_what_is_kept(city: Path) -> None:
    kept = KeptProjects(city)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: kept.now(YEAR).gallery, range(16)))
    assert all(one is found[0] for one in found)


def test_a_room_shows_at_once_what_another_program_saved(city: Path) -> None:
    with studio(city) as client:
        address = f"/{YEAR}/facts?show=all"
        assert OFFICE in client.get(address).text
        rename_office(city)
        text = client.get(address).text
    assert OTHER in text
    assert OFFICE not in text
