"""The project: each part is read when somebody asks, once, and what is wrong with one hides no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from conftest import ROOTS

from tebiki.content import project as module
from tebiki.content.project import Project, attempt
from tebiki.content.project_folders import ProjectFolders
from tebiki.errors import Problem, TebikiError

SHIOMI = Project(ROOTS / "shiomi")
#: Part of a project → the file that is spoilt, and what of the project then still can be read.
PARTS: dict[str, Callable[[Project], object]] = {
    "conf.py": lambda project: project.years,
    "docs/editions/2041.toml": lambda project: (project.labels, project.words, project.glossary),
    "docs/labels/spoilt.toml": lambda project: (project.edition, project.words, project.glossary),
    "docs/glossary.toml": lambda project: (project.edition, project.labels, project.words, project.required),
    "docs/required.toml": lambda project: (project.edition, project.labels, project.publication("ja")),
}
READERS: dict[str, Callable[[Project], object]] = {
    "conf.py": lambda project: project.settings,
    "docs/editions/2041.toml": lambda project: project.edition,
    "docs/labels/spoilt.toml": lambda project: project.labels,
    "docs/glossary.toml": lambda project: project.glossary,
    "docs/required.toml": lambda project: project.required,
}


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    project = Project(tmp_path / "nothing")
    assert project.years == project.catalog_languages == ()
    assert project.edition_file("2041") == tmp_path / "nothing" / "docs" / "editions" / "2041.toml"


@pytest.mark.parametrize("name", PARTS)
def test_what_is_wrong_with_a_part_is_told_where_it_is_read(shiomi: Path, name: str) -> None:
    (shiomi / name).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    project = Project(shiomi)
    PARTS[name](project)
    for _ in range(2):  # and again, to whoever asks again
        with pytest.raises(TebikiError) as error:
            READERS[name](project)
        assert {problem.place and Path(problem.place.file).name for problem in error.value.problems} == {
            Path(name).name
        }


@pytest.mark.parametrize(
    ("reader", "part"),
    [
        ("load_config", lambda project: (project.settings, project.languages, project.current)),
        ("load_edition", lambda project: (project.edition, project.edition_of("2041"))),
        ("earlier_editions", lambda project: project.earlier),
        ("load_labels", lambda project: (project.labels, project.publications)),
        ("load_glossary", lambda project: project.glossary),
        ("load_required", lambda project: project.required),
    ],
)
def test_each_part_is_read_once(
    monkeypatch: pytest.MonkeyPatch, reader: str, part: Callable[[Project], object]
) -> None:
    counted = Mock(wraps=getattr(module, reader))
    monkeypatch.setattr(module, reader, counted)
    project = Project(ROOTS / "shiomi")
    part(project)
    part(project)
    assert counted.call_count == 1


def test_editions_and_what_they_are() -> None:
    assert SHIOMI.years == ("2040", "2041")
    assert [SHIOMI.state(year) for year in ("2040", "2041", "2042")] == ["earlier", "current", "draft"]
    assert SHIOMI.year == SHIOMI.current == SHIOMI.worked_on == "2041"
    assert [edition.year for edition in SHIOMI.earlier] == [2040]


def test_the_project_seen_in_another_edition() -> None:
    before = SHIOMI.seen_in("2040")
    assert (before.edition.year, before.publication("ja").edition.year) == (2040, 2040)
    assert (before.earlier, before.current, before.state("2040")) == ((), "2041", "earlier")
    assert before.seen_in(None).edition.year == 2041


def test_an_edition_that_no_file_holds_yet() -> None:
    new = SHIOMI.edition.model_copy(update={"year": 2042})
    seen = SHIOMI.seen_with(new)
    assert seen.edition is new
    assert seen.publication("en").edition is new
    assert [edition.year for edition in seen.earlier] == [2041, 2040]
    assert seen.edition_of("2041").year == 2041
    with pytest.raises(TebikiError):
        seen.edition_of("2042")
    assert SHIOMI.edition.year == 2041


def test_languages_with_words_and_catalogues(shiomi: Path) -> None:
    project = Project(shiomi)
    assert (project.languages, project.catalog_languages) == (("ja", "en"), ("en",))
    assert tuple(project.words) == project.languages
    folder = shiomi / "docs" / "locales" / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "manual.po").touch()
    assert project.catalog_languages == ("en", "xx")


def test_a_publication_alone_and_publications_that_know_each_other() -> None:
    assert [words.language for words in SHIOMI.publication("en").languages] == ["en"]
    assert [here.language for here in SHIOMI.publications] == ["ja", "en"]
    assert all(len(here.languages) == 2 for here in SHIOMI.publications)
    strange = SHIOMI.publication("xx")  # the engine has no words of it
    assert strange.language == "xx"
    assert strange.words("step", n=3) == SHIOMI.publication("ja").words("step", n=3)


def test_an_attempt_keeps_what_is_wrong() -> None:
    problems: list[Problem] = []
    assert attempt(lambda: SHIOMI.edition, problems) is SHIOMI.edition
    assert problems == []
    assert attempt(lambda: SHIOMI.edition_of("1999"), problems) is None
    assert [problem.code for problem in problems] == ["edition/none"]


def test_folders_lie_within_the_project(tmp_path: Path) -> None:
    folders = ProjectFolders(tmp_path)
    names = [name for name, one in vars(ProjectFolders).items() if isinstance(one, property)]
    paths = [getattr(folders, name) for name in names]
    assert len(set(paths)) == len(paths)
    assert all(path.is_relative_to(tmp_path) for path in paths)
