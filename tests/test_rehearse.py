"""`make rehearse`: the year on a copy, whatever edition is current; a refusal is shown and ends it."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from conftest import ROOTS
from repositories import begin, git

import rehearse_facts
import rehearse_year
from tebiki.content.edition import load_edition
from tebiki.content.releases import load_releases
from tebiki.content.settings import load_config

#: The suite of the project that is rehearsed: it sees what has come of the copy.
SUITE = """
import pathlib, tomllib
def test_it():
    facts = tomllib.loads(pathlib.Path("docs/editions/2042.toml").read_text("utf-8"))
    assert facts["unconfirmed"] == []
    assert not pathlib.Path("docs/red").exists()
"""


@pytest.fixture
def project(shiomi: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented town as a repository with a suite of its own; a draft of the next year has been begun."""
    editions = shiomi / "docs" / "editions"
    text = (editions / "2041.toml").read_text(encoding="utf-8")
    (editions / "2042.toml").write_text(text.replace("year = 2041", "year = 2042"), encoding="utf-8")
    (shiomi / "tests").mkdir()
    (shiomi / "tests" / "test_it.py").write_text(SUITE)
    (shiomi / ".gitignore").write_text("/build/\n/dist/\n")
    begin(shiomi)
    git(shiomi, "add", "--all")
    git(shiomi, "commit", "-qm", "all")
    monkeypatch.setattr(rehearse_year, "ROOT", shiomi)
    return shiomi


def tags(root: Path) -> list[str]:
    said = subprocess.run(["git", "tag"], cwd=root, check=True, capture_output=True, text=True)
    return said.stdout.split()


def test_a_year_on_a_copy(project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Begun, confirmed, corrected, reviewed, released, corrected again; then the suite's own exit code."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    copy = tmp_path / "copy"
    assert rehearse_year.main(["--keep", str(copy), "-q", "-p", "no:cacheprovider"]) == 0
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    config = load_config(copy)
    assert config.edition == "2042"
    edition = load_edition(copy / "docs" / "editions", "2042", config.settings)
    assert {manual.number for manual in edition.manuals.values()} == {"4-1", "8-1"}
    assert set(edition.confirmed) >= {"certificate.subject", "contact.mail", "manuals.meeting_room.tested"}
    assert [release.tag for release in load_releases(copy / "docs", "2042")] == ["edition-2042"] == tags(copy)
    assert (copy / "dist" / "2042" / "SHA256SUMS").is_file()
    steps = [line for line in capfd.readouterr().out.splitlines() if line.startswith("== ")]
    told = "\n".join(steps)
    for step in (
        "discard 2042",
        "edition new 2042",
        "a sentence corrected",
        "screens walk chrome_book --edition 2042 --sheet",
        "screens walk meeting_room --edition 2042 --from",
        "review 2042",
        "tebiki release",
        "pytest",
    ):
        assert step in told


@pytest.mark.usefixtures("project")
def test_the_suite_says_how_it_ends(tmp_path: Path) -> None:
    copy = rehearse_year.Copy(tmp_path / "copy")
    copy.clone()
    (copy.root / "docs" / "red").touch()
    assert copy.test(["-q", "-p", "no:cacheprovider"]) == 1


def test_a_refusal_ends_it(project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    facts = project / "docs" / "editions" / "2041.toml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("SHIO-KR417", "SHIO-1"), encoding="utf-8")
    git(project, "commit", "-qam", "wrong")
    with pytest.raises(SystemExit) as ended:
        rehearse_year.main(["--keep", str(tmp_path / "copy"), "--no-tests"])
    assert ended.value.code == 1
    told = capfd.readouterr()
    assert "docs/editions/2041.toml" in told.err
    assert "Stopped" in told.out.splitlines()[-1]


def test_languages_that_are_only_begun_are_not_held_back(project: Path) -> None:
    """Those of the site are, where a sentence of a step has no translation."""
    copy = rehearse_year.Copy(project)
    assert copy.held() == []
    locales = project / "docs" / "locales"
    shutil.copytree(locales / "en", locales / "id")
    catalog = locales / "id" / "LC_MESSAGES" / "manual.po"
    catalog.write_text(
        catalog.read_text(encoding="utf-8").replace("Language: en", "Language: id"), encoding="utf-8"
    )
    page = project / "docs" / "chrome_book.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("を開きます。", "を押します。"), encoding="utf-8"
    )
    assert copy.held() == ["en"]


@pytest.mark.parametrize(
    ("last", "pattern", "new"),
    [
        ("AB250301", r"AB(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})", "AB320301"),
        ("Y-2028-0229", r"Y-(?P<year>\d{4})-(?P<month>\d{2})(?P<day>\d{2})", "Y-2032-0228"),
        ("SHIO-KR417", r"SHIO-[A-Z]{2}\d{3}", "SHIO-KR418"),
        ("N-099-X", r"N-\d{3}-X", "N-100-X"),
    ],
)
def test_the_next_certificate(last: str, pattern: str, new: str) -> None:
    assert rehearse_year.next_id(last, pattern, 2032) == new


@pytest.mark.parametrize("city", ["yamabe", "shiomi"])
def test_facts_get_values_where_staff_would_write_them(city: str, tmp_path: Path) -> None:
    """The file is read by the engine afterwards; only lines are added, or an empty text is replaced."""
    root = shutil.copytree(ROOTS / city, tmp_path / city)
    config = load_config(root)
    path = root / "docs" / "editions" / f"{config.edition}.toml"
    text = path.read_text(encoding="utf-8")
    more = 'unconfirmed = ["contact.hours", "contact.phone", "extra.new_valid_from", '
    more += '"manuals.tablet.tested", "links.form.target", "quotations.rule", '
    if city == "yamabe":
        text = (
            text.replace("unconfirmed = [", more, 1) + '\n[quotations.rule]\ntext = ""\nsource = "山辺市"\n'
        )
    keys = rehearse_facts.missing(text)
    for key in keys:
        text = rehearse_facts.with_value(text, key, list(config.settings.languages))
    assert keys
    assert rehearse_facts.missing(text) == []
    path.write_text(text, encoding="utf-8")
    edition = load_edition(path.parent, config.edition, config.settings)
    assert all(edition.fact_at(key) for key in keys)
    assert len(tomllib.loads(text)["manuals"]) == len(edition.manuals)
