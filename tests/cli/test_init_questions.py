"""``tebiki init`` asks one thing at a time, never where nobody can answer, and writes nothing half."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from new_projects import YEAR, make, plan_of

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.release.needs import left_placeholders
from tebiki.errors import Place, TebikiError, UsageError
from tebiki.new_project import pins
from tebiki.new_project.answers import (
    id_pattern,
    read_certificate,
    read_devices,
    read_fiscal_year,
    read_languages,
)
from tebiki.new_project.pins import InstalledPackage, installed_packages, lock_text
from tebiki.new_project.plan import Certificate, ProjectPlan, fiscal_year
from tebiki.new_project.project_files import project_files

Told = pytest.CaptureFixture[str]


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is closed, and no read of it ends."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_enter_alone_is_the_default(here: Path, typed: Callable[..., None], capsys: Told) -> None:
    typed("", "", "", "", "", "", "")
    assert main(["init", "山辺市"]) == 0
    project = Project(here / "山辺市")
    year = fiscal_year(date.today())  # noqa: DTZ011 -- what a person means by today
    assert (project.settings.city, project.languages, project.current) == (
        {"ja": "山辺市"},
        ("ja",),
        str(year),
    )
    assert [*project.edition.manuals] == ["android"]
    said = capsys.readouterr()
    assert [line[:2] for line in said.err.splitlines() if line[:1].isdigit()] == [
        f"{n}." for n in range(1, 8)
    ]
    assert "[Enter alone: 山辺市]" in said.err
    assert "[Enter alone: leave it open, as (name of the system)]" in said.err
    assert len(said.out.splitlines()) == 4
    assert "cd 山辺市 && tebiki build" in said.out


def test_answers_stand_in_the_files(here: Path, typed: Callable[..., None]) -> None:
    typed(
        "山辺市",
        "みまもりネット",
        "山辺市福祉課",
        "ja, ja-simple, English",
        "｜山辺市《やまべし》",
        "Yamabe City",
        "Care Net",
        "｜山辺市福祉課《やまべしふくしか》",
        "Welfare Section",
        "iPhone、Windows",
        "ＹＭＢ2031-01.pfx",
        "2031年度",
    )
    assert main(["init", "new"]) == 0
    project = Project(here / "new")
    assert project.settings.city == {"ja": "山辺市", "ja_simple": "｜山辺市《やまべし》", "en": "Yamabe City"}
    assert project.settings.masthead == {
        "ja": "山辺市 みまもりネット",
        "ja_simple": "｜山辺市《やまべし》 みまもりネット",
        "en": "Yamabe City Care Net",
    }
    assert project.edition.publisher["en"] == "Welfare Section"
    assert project.languages == ("ja", "ja_simple", "en")
    assert [*project.edition.manuals] == ["ios", "windows"]
    assert (project.edition.certificate.id, project.settings.certificate_suffix) == ("YMB2031-01", ".pfx")
    assert project.settings.certificate_ids("YMB2032-02") == ["YMB2032-02"]
    assert project.current == "2031"
    assert [*left_placeholders(project, project.edition)] == []


def test_what_is_not_understood_is_told_and_asked_again(
    here: Path, typed: Callable[..., None], capsys: Told
) -> None:
    typed("{{ }}", "山辺市", "", "", "englsh", "ja", "androd", "android", "abc", "", "31", "2031")
    assert main(["init", "new"]) == 0
    said = capsys.readouterr().err
    for words in (
        "holds signs",
        "Is it one of these? en",
        "Is it one of these? android",
        "5 to 40 ASCII",
        "2019",
    ):
        assert words in said
    assert Project(here / "new").current == "2031"


def test_the_folder_is_asked_for(here: Path, typed: Callable[..., None]) -> None:
    (here / "full").mkdir()
    (here / "full" / "a.txt").touch()
    typed("full", "new", "", "", "", "", "", "", "2031")
    assert main(["init"]) == 0
    assert (here / "new" / "conf.py").is_file()


def test_ctrl_d_ends_it_and_nothing_is_there(here: Path, typed: Callable[..., None]) -> None:
    typed("山辺市", "")
    assert main(["init", "new"]) == 130
    assert not [*here.iterdir()]


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize(("words", "wanted"), [([], "NAME --yes"), (["new"], "--yes"), (["--yes"], "NAME")])
def test_where_nobody_can_be_asked_options_are_named(
    here: Path, words: list[str], wanted: str, capsys: Told
) -> None:
    assert main(["init", *words]) == 2
    assert f"Run it again with: {wanted} " in capsys.readouterr().err
    assert not [*here.iterdir()]


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes it")
@pytest.mark.parametrize(("words", "code"), [((), 2), (("--yes", "--languages=ja,en"), 0)])
def test_standard_input_may_be_closed(here: Path, words: tuple[str, ...], code: int) -> None:
    line = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "tebiki", "init", "new", *words]
    ended = subprocess.run(line, cwd=here, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert (here / "new").is_dir() == (code == 0)


@pytest.mark.usefixtures("nobody")
def test_options_say_it_all(here: Path) -> None:
    said = [
        "--name=山辺市",
        "--system=みまもりネット",
        "--section=福祉課",
        "--devices=windows",
        "--year=2031",
    ]
    more = [
        "--languages=ja,en",
        "--name=en=Yamabe City",
        "--system=en=Care Net",
        "--section=en=Welfare Section",
        "--certificate=YMB2031-01",
    ]
    assert main(["init", "new", "--yes", *said, *more]) == 0
    project = Project(here / "new")
    assert project.settings.city["en"] == "Yamabe City"
    assert [*left_placeholders(project, project.edition)] == []


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize(
    "words", [["--name=vi=Yamabe"], ["--name=ja=山辺", "--name=山辺"], ["--system=en=a", "--system=en=b"]]
)
def test_a_name_is_of_a_language_that_was_chosen_and_said_once(here: Path, words: list[str]) -> None:
    assert main(["init", "new", "--yes", "--languages=ja,en", *words]) == 2
    assert not [*here.iterdir()]


@pytest.mark.usefixtures("nobody")
def test_english_names_that_nobody_said_are_left_open(here: Path) -> None:
    """No PDF in English could read their kana aloud."""
    assert (
        main(["init", "new", "--yes", "--languages=ja,en,vi", "--name=みほん", "--system=みまもりネット"])
        == 0
    )
    settings = Project(here / "new").settings
    assert settings.city == {"ja": "みほん", "en": "(name of the office)"}
    assert settings.masthead["en"] == "(name of the office) (name of the system)"
    assert settings.system == {"ja": "みまもりネット", "en": "(name of the system)"}
    project = Project(here / "new")
    keys = [problem.place and problem.place.key for problem in left_placeholders(project, project.edition)]
    assert keys[0] == "tebiki_settings.city"


def test_it_speaks_japanese(
    typed: Callable[..., None], capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", "ja")
    typed("山辺市", "", "", "ja", "android", "", "2031")
    assert main(["init", "new"]) == 0
    said = capsys.readouterr()
    assert "1. 市、学校、病院などの名前:" in said.err
    assert "を作りました" in said.out


@pytest.mark.usefixtures("nobody")
def test_a_folder_that_holds_anything_is_refused(here: Path, capsys: Told) -> None:
    (here / "new").mkdir()
    (here / "new" / "手紙.txt").write_text("a", encoding="utf-8")
    assert main(["init", "new", "--yes"]) == 2
    assert "手紙.txt" in capsys.readouterr().err
    assert [path.name for path in (here / "new").iterdir()] == ["手紙.txt"]


@pytest.mark.usefixtures("nobody")
def test_a_file_and_a_link_in_its_place_are_refused(here: Path) -> None:
    (here / "file").touch()
    (here / "real").mkdir()
    (here / "link").symlink_to(here / "real")
    for name in ("file", "link", "none/new"):
        assert main(["init", name, "--yes"]) == 2
    assert not [*(here / "real").iterdir()]


def test_what_checks_refuse_is_not_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the reason: the place is named as it would be within the project."""

    def spoilt(plan: ProjectPlan) -> dict[str, bytes]:
        return {**project_files(plan), "docs/android.md": b"{fact}`none`\n"}

    monkeypatch.setattr("tebiki.new_project.make.project_files", spoilt)
    with pytest.raises(TebikiError) as told:
        make(plan_of(), here / "new")
    places = [problem.place for problem in told.value.problems]
    assert [place and place.file for place in places] == ["screenshots/android/password.toml"]
    assert not [*here.iterdir()]


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "an empty one"])
def test_a_full_disk_leaves_nothing(here: Path, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if there:
        (here / "new").mkdir()
    real = Path.rename

    def full(self: Path, target: Path) -> Path:
        if Path(target).name in ("new", "docs"):
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(TebikiError) as told:
        make(plan_of(), here / "new")
    assert [problem.code for problem in told.value.problems] == ["init/write"]
    assert [path.name for path in here.iterdir()] == (["new"] if there else [])
    assert not there or not [*(here / "new").iterdir()]


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_others_may_read_it_as_the_system_says(here: Path) -> None:
    made = make(plan_of(), here / "new")
    (here / "beside").mkdir()
    assert made.folder.stat().st_mode == (here / "beside").stat().st_mode


def test_placeholders_are_told_with_their_places_and_go_one_by_one(here: Path) -> None:
    root = make(plan_of(), here / "new").folder
    project = Project(root)
    places = [problem.place for problem in left_placeholders(project, project.edition)]
    assert [place and place.key for place in places] == [
        "tebiki_settings.system",
        "tebiki_settings.masthead",
        "publisher",
        "certificate.id",
    ]
    assert all(place is not None and place.line for place in places)
    for path, old, new in (
        (project.conf, "（システムの名前）", "みまもりネット"),
        (project.conf, "SAMPLE", "YMB"),
        (project.edition_file(str(YEAR)), "（担当の部署）", "福祉課"),
        (project.edition_file(str(YEAR)), "SAMPLE-0000", "YMB-2031"),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    project = Project(root)
    assert [*left_placeholders(project, project.edition)] == []


def test_a_release_waits_for_them(here: Path, capsys: Told) -> None:
    root = make(plan_of(), here / "new").folder
    assert main(["todo", "--json", "--root", str(root)]) == 0
    assert '"release/placeholder"' in capsys.readouterr().out
    assert main(["todo", "--root", str(root)]) == 0
    assert "4 placeholders to be replaced" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed_text", "codes"),
    [
        ("ja", ("ja",)),
        ("en ja", ("ja", "en")),
        ("ja、zh-Hans、VI", ("ja", "zh_CN", "vi")),
        ("japanese,ベトナム語", ("ja", "vi")),
        ("ja,ja", ("ja",)),
    ],
)
def test_languages(typed_text: str, codes: tuple[str, ...]) -> None:
    assert read_languages("--languages", typed_text) == codes


@pytest.mark.parametrize(
    ("typed_text", "code"),
    [
        ("", "init/language-none"),
        ("en", "init/no-source"),
        ("ja,xx", "init/language"),
        ("ja,ca", "init/language"),
    ],
)
def test_languages_that_are_none(typed_text: str, code: str) -> None:
    with pytest.raises(UsageError) as told:
        read_languages("--languages", typed_text)
    assert [(one.code, one.place) for one in told.value.problems] == [(code, Place("--languages"))]


def test_devices_have_their_own_order() -> None:
    assert read_devices("--devices", "Windows・ipad, android") == ("android", "ios", "windows")
    with pytest.raises(UsageError):
        read_devices("--devices", "watch")


@pytest.mark.parametrize(
    ("typed_text", "certificate"),
    [
        ("YMB-2031.p12", Certificate("YMB-2031")),
        ("ymb2031_a.PFX", Certificate("ymb2031_a", ".pfx")),
        ("ＡＢ２０３１", Certificate("AB2031")),
    ],
)
def test_certificates(typed_text: str, certificate: Certificate) -> None:
    assert read_certificate("--certificate", typed_text) == certificate


@pytest.mark.parametrize(
    "typed_text", ["a1", "250301", "certificate", "a.b1234", '"]\n[x]1', "証明書2031", ".p12"]
)
def test_certificates_that_nothing_could_tell_from_other_words(typed_text: str) -> None:
    with pytest.raises(UsageError):
        read_certificate("--certificate", typed_text)


def test_the_next_ones_name_fits_the_pattern() -> None:
    assert id_pattern("YMB-2031_a") == r"YMB\-\d{4}_a"


@pytest.mark.parametrize("typed_text", ["", "31", "2018", "2101", "令和の年", "20310"])
def test_years_that_are_none(typed_text: str) -> None:
    with pytest.raises(UsageError):
        read_fiscal_year("--year", typed_text)


def test_the_lock_names_what_is_installed() -> None:
    packages = installed_packages()
    text = lock_text(packages)
    names = [one.name for one in packages]
    assert names[:1] in (["tebiki"], [])
    assert {"sphinx", "typst", "pydantic-core"} <= {*names}
    assert "pytest" not in names  # an extra of the engine's
    assert "://" not in text
    assert pins.COMMAND in text


def test_the_lock_has_hashes_where_all_are_known() -> None:
    known = InstalledPackage("tebiki", "1.0", "0" * 64)
    assert lock_text((known,)).endswith(f"tebiki==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    assert pins.COMMAND not in lock_text((known,))
    text = lock_text((known, InstalledPackage("sphinx", "9.0.4")))
    assert "--hash=sha256" not in text
    assert pins.COMMAND in text
    assert pins.COMMAND in lock_text(())
