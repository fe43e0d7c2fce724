"""A released edition is made again from its own commit, and its facts stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import begin
from web_gates import unmarked

from tebiki.cli.dispatch import main
from tebiki.content.edition import load_edition
from tebiki.content.releases import check_frozen, facts_hash, load_releases
from tebiki.content.settings import load_config
from tebiki.editions.git import Repository
from tebiki.editions.rebuild import (
    build_of_commit,
    check_same,
    exported,
    here,
    last_release,
    maker,
    run_of_commit,
)
from tebiki.errors import TebikiError

RECORD = """
[[release]]
number = 1
approved = 2025-03-25
approval = "12-3"
commit = "{commit}"
tag = "edition-{year}"
edition_sha256 = "{edition}"
engine_sha256 = "{engine}"
tebiki = "0.1.0"
platform = "{platform}"
manuals = {{ {manuals} }}
"""


def release(root: Path, year: str) -> str:
    """Commit a project and record its edition as released; gives the commit."""
    begin(root)
    commit = Repository.of(root).commit(["docs", "conf.py", "screenshots"], "content")
    edition = load_edition(root / "docs" / "editions", year, load_config(root).settings)
    (root / "docs" / "releases").mkdir()
    (root / "docs" / "releases" / f"{year}.toml").write_text(
        RECORD.format(
            commit=commit,
            year=year,
            edition=facts_hash(root / "docs", year),
            engine=maker(root).engine,
            platform=here(),
            manuals=", ".join(f'{name} = "{manual.version}"' for name, manual in edition.manuals.items()),
        ),
        encoding="utf-8",
    )
    return commit


def year_of(root: Path) -> str:
    return load_config(root).edition


def test_a_released_edition_is_built_from_its_commit(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    year = year_of(city)
    commit = release(city, year)
    page = next(path for path in sorted((city / "docs").glob("*.md")) if path.stem != "index")
    page.write_text(page.read_text(encoding="utf-8") + "\n\nZusatz.\n", encoding="utf-8")
    assert main(["build", "--root", str(city), "--edition", year, "--format", "html"]) == 0
    assert commit[:12] in capsys.readouterr().err
    text = unmarked((city / "build" / "part" / "ja" / f"{page.stem}.html").read_text(encoding="utf-8"))
    assert "Zusatz" not in text


def test_what_was_exported_is_checked_at_each_use(city: Path) -> None:
    commit = release(city, year_of(city))
    folder = exported(city, commit)
    conf, strange = folder / "conf.py", folder / "docs" / "strange.md"
    right = conf.read_bytes()
    conf.write_bytes(right + b"# spoilt\n")
    strange.write_text("x")
    assert exported(city, commit) == folder
    assert conf.read_bytes() == right
    assert not strange.exists()


def test_facts_of_a_released_edition_stay(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    year, docs = year_of(city), city / "docs"
    release(city, year)
    settings = load_config(city).settings
    assert list(check_frozen(docs, load_edition(docs / "editions", year, settings))) == []
    path = docs / "editions" / f"{year}.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # a checkout on Windows is no edit
    assert list(check_frozen(docs, load_edition(docs / "editions", year, settings))) == []
    path.write_bytes(path.read_bytes() + b"\r\n# a word\r\n")
    [problem] = check_frozen(docs, load_edition(docs / "editions", year, settings))
    assert problem.code == "edition/frozen"
    assert main(["build", "--root", str(city)]) == 1
    assert main(["check", "--root", str(city)]) == 1
    assert capsys.readouterr().err.count("tebiki edition revise") == 2


def test_a_maker_that_differs_is_told(city: Path) -> None:
    year = year_of(city)
    release(city, year)
    last = last_release(city, year)
    assert last is not None
    check_same(last, maker(city))
    (city / "requirements.lock").write_text("other")
    with pytest.raises(TebikiError) as error:
        check_same(last.model_copy(update={"platform": "elsewhere"}), maker(city))
    assert [problem.code for problem in error.value.problems] == ["history/lock", "history/platform"]


def test_other_packages_and_lost_commits(city: Path) -> None:
    release(city, year_of(city))
    last = last_release(city, year_of(city))
    assert last is not None
    lost = last.model_copy(update={"commit": "0" * 40})
    with pytest.raises(TebikiError) as error:
        build_of_commit(city, lost, city / "out", report=lambda _: None)
    assert error.value.problems[0].code == "history/gone"
    (city / "requirements.lock").write_text("typst==0.0.1\n")
    commit = Repository.of(city).commit(["requirements.lock"], "other packages")
    with pytest.raises(TebikiError) as error:
        run_of_commit(city, commit, ["build"], lambda _: None)
    [problem] = error.value.problems
    assert problem.code == "history/packages"
    assert str(problem.values["names"]).startswith("typst 0.0.1 → ")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("number = 1", "number = 2", "edition/releases"),
        ('tag = "', 'tog = "', "toml/unknown"),
        ('engine_sha256 = "', 'engine_sha256 = "x', "toml/pattern"),
        ("approved = 2025-03-25", "", "toml/missing"),
    ],
)
def test_a_record_by_hand(city: Path, old: str, new: str, code: str) -> None:
    year = year_of(city)
    release(city, year)
    path = city / "docs" / "releases" / f"{year}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        load_releases(city / "docs", year)
    assert code in [problem.code for problem in error.value.problems]


@pytest.mark.parametrize("left", ["", "format = 2\n", "release = []\n"])
def test_an_emptied_record_is_no_edition_that_was_never_released(city: Path, left: str) -> None:
    year = year_of(city)
    release(city, year)
    (city / "docs" / "releases" / f"{year}.toml").write_text(left, encoding="utf-8")
    with pytest.raises(TebikiError, match="edition/releases"):
        load_releases(city / "docs", year)
