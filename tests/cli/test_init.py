"""``tebiki init`` makes a project that is right at once: whatever languages and devices, and as a whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
from conftest import REPOSITORY, Shared
from new_projects import NAME, YEAR, make, plan_of

import tebiki.new_project
from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main
from tebiki.content.language_files import spoken_codes
from tebiki.content.project import Project
from tebiki.editions import migrate
from tebiki.new_project.example import example_plan
from tebiki.new_project.plan import DEVICES, first_month, fiscal_year
from tebiki.output.pdf_codes import read_pdf
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.translate.update import update

TEMPLATES = Path(str(files(tebiki.new_project))) / "templates"
#: Every choice of devices.
DEVICE_SETS = [chosen for count in (1, 2, 3) for chosen in combinations(DEVICES, count)]
#: Languages that templates have all words of.
WRITTEN = ("ja", "ja_simple", "en")
pytestmark = pytest.mark.usefixtures("forked")


def looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, set[str]]:
    """Rules that tell something, by how grave it is."""
    monkeypatch.chdir(root)
    told: dict[str, set[str]] = {"error": set(), "warning": set(), "unconfirmed": set()}
    for finding in check(Asked(root, outputs=(root / "build" / "site").is_dir())).findings:
        told[finding.severity].add(finding.rule)
    return told


@pytest.mark.parametrize("certificate", [None, "YMB-2031-02.pfx"], ids=["open", "named"])
@pytest.mark.parametrize("devices", DEVICE_SETS, ids="+".join)
def test_in_japanese(
    tmp_path: Path, devices: tuple[str, ...], certificate: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(plan_of(devices=devices, certificate=certificate), tmp_path / "new")
    assert {f"docs/{device}.md" for device in devices} == {
        name for name in made.files if name in {f"docs/{device}.md" for device in DEVICES}
    }
    told = looked_at(made.folder, monkeypatch)
    assert (told["error"], told["warning"]) == (set(), set())
    assert "fact/placeholder" in told["unconfirmed"]


@pytest.mark.parametrize("devices", DEVICE_SETS[::3], ids="+".join)
def test_in_the_languages_that_are_written(
    tmp_path: Path, devices: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(plan_of(WRITTEN, devices), tmp_path / "new")
    told = looked_at(made.folder, monkeypatch)
    assert (told["error"], told["warning"]) == (set(), set())


def test_every_sentence_is_there_in_the_languages_that_are_written(tmp_path: Path) -> None:
    root = make(plan_of(WRITTEN, DEVICES), tmp_path / "new").folder
    example = make(example_plan(date(YEAR, 5, 1)), tmp_path / "example").folder
    for project in (Project(root), Project(example)):
        for code in WRITTEN[1:]:
            assert [entry.msgid for entry in project.catalog(code).entries if not entry.used] == []
        # A catalogue is as the engine's own command writes it.
        assert not any(one.written for one in update(project, WRITTEN[1:]))


def test_no_translation_is_of_a_sentence_that_is_gone(tmp_path: Path) -> None:
    root = make(plan_of(WRITTEN, DEVICES), tmp_path / "new").folder
    example = make(example_plan(date(YEAR, 5, 1)), tmp_path / "example").folder
    used = {entry.msgid for path in (root, example) for entry in Project(path).catalog("en").entries}
    rows = tomllib.loads((TEMPLATES / "translations.toml").read_text(encoding="utf-8"))["texts"]
    assert {row["ja"] for row in rows} == used
    assert len(rows) == len(used)


def test_in_every_language_of_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = ("ja", *(code for code in spoken_codes() if code != "ja"))
    made = make(plan_of(codes, DEVICES), tmp_path / "new")
    assert looked_at(made.folder, monkeypatch)["error"] == set()
    wanted = {f"docs/locales/{code}/LC_MESSAGES/manual.po" for code in codes[1:]}
    assert wanted | {"docs/locales/README.md"} <= {*made.files}


def test_a_project_is_written_in_todays_formats(tmp_path: Path) -> None:
    root = make(example_plan(date(YEAR, 5, 1)), tmp_path / "new").folder
    assert migrate.plan(root).changes == ()


def test_the_year_begins_in_april() -> None:
    assert fiscal_year(date(2031, 3, 31)) == 2030
    assert fiscal_year(date(2031, 4, 1)) == 2031
    assert str(first_month(2030, date(2031, 3, 31))) == "2031-03"
    assert str(first_month(2031, date(2031, 3, 31))) == "2031-04"


def test_nothing_of_the_work_stays(tmp_path: Path) -> None:
    made = make(plan_of(), tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    there = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert there == {*made.files}
    assert not (made.folder / "build").exists()
    assert (made.folder / "make.bat").read_bytes().count(b"\r\n") == len(
        (made.folder / "make.bat").read_bytes().splitlines()
    )


def test_an_empty_folder_stays_the_one_it_is(tmp_path: Path) -> None:
    """Somebody stands in it."""
    folder = tmp_path / "new"
    folder.mkdir()
    before = folder.stat().st_ino
    make(plan_of(), folder)
    assert folder.stat().st_ino == before
    assert (folder / "conf.py").is_file()


def test_actions_are_those_of_this_repository() -> None:
    """Pinned once, raised together."""
    made = (TEMPLATES / "every" / "github-workflow.txt").read_text(encoding="utf-8")
    ours = (REPOSITORY / ".github" / "workflows" / "ubuntu.yml").read_text(encoding="utf-8")
    used = [line.strip() for line in made.splitlines() if "uses:" in line]
    assert used
    assert {line.removeprefix("- ") for line in used} <= {
        line.strip().removeprefix("- ") for line in ours.splitlines()
    }


def test_translators_get_the_same_guide() -> None:
    """Catalogues and messages name it, in any project."""
    ours = REPOSITORY / "docs" / "locales" / "README.md"
    assert (TEMPLATES / "every" / "docs" / "locales" / "README.md").read_bytes() == ours.read_bytes()


@pytest.fixture(scope="session")
def built(shared: Shared) -> Path:
    """What a script gets that names no more than it must; built once and not to be changed."""

    def fill(root: Path) -> None:
        said = ["--yes", f"--name={NAME}のまち", "--languages=ja,en", f"--year={YEAR}"]
        assert main(["init", str(root / "new"), *said]) == 0
        build(Request(root / "new"), lambda _: None)

    return shared("new project", fill) / "new"


def test_it_builds_pages_and_pdfs(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = built / "build" / "site" / "ja"
    assert {path.name for path in site.glob("*.pdf")} == {
        "guide-android-ver1-ja.pdf",
        "guide-android-ver1-ja-summary.pdf",
    }
    assert NAME in read_pdf(site / "guide-android-ver1-ja.pdf").text
    assert NAME in (site / "android.html").read_text(encoding="utf-8")
    told = looked_at(built, monkeypatch)
    assert told["error"] == set()
    # Links in English pages to the Japanese ones, whose text has three letters.
    assert told["warning"] <= {"cms/short"}


def test_other_commands_work_in_it(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["todo", "--root", str(built)]) == 0
    assert "5 placeholders" in capsys.readouterr().out
    assert main(["translate", "status", "--root", str(built)]) == 0
    assert main(["screens", "status", "--root", str(built)]) == 0
    assert main(["edition", "list", "--root", str(built)]) == 0


@pytest.mark.long
def test_the_example_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(example_plan(date(YEAR, 5, 1)), tmp_path / "new").folder
    build(Request(root), lambda _: None)
    told = looked_at(root, monkeypatch)
    assert (told["error"], told["warning"]) == (set(), set())
    assert "fact/placeholder" not in told["unconfirmed"]
    assert Project(root).years == (str(YEAR - 1), str(YEAR))
    names = {path.name for path in (root / "build" / "site" / "en").glob("*.pdf")}
    assert {f"guide-{device}-ver2-en.pdf" for device in DEVICES} <= names
    build(Request(root, edition=str(YEAR - 1), output=root / "build" / "part"), lambda _: None)
