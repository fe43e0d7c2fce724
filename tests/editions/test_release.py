"""A release from nothing, the next year's, what is refused, what is proven again."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import Shared
from release_samples import write
from release_years import APPROVED, NEXT, YEAR, edit, next_year, prepare, review, run
from walk_samples import recorded, walk_of

from tebiki.content.releases import load_releases
from tebiki.content.words import load_words
from tebiki.editions.compare.page_record import PICTURES, read_record, write_record
from tebiki.editions.git import Repository
from tebiki.editions.release import release as steps
from tebiki.editions.release.make import unmarked
from tebiki.editions.release.options import Wish
from tebiki.errors import TebikiError
from tebiki.pipeline.record import files_of
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A project to be released."""
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    return root


@pytest.fixture(scope="session")
def released_once(shared: Shared) -> Path:
    """A released project, made once and not to be changed."""

    def make(root: Path) -> None:
        prepare(root)
        review(root, YEAR)
        assert run(root, *APPROVED, "--by", "課長") == 0

    return shared("released", make)


@pytest.fixture
def released(released_once: Path, tmp_path: Path) -> Path:
    """A copy of the released project."""
    return shutil.copytree(released_once, tmp_path / "project")


@pytest.fixture(scope="session")
def ahead_once(shared: Shared, released_once: Path) -> Path:
    """The same with the next year's edition, which an approver was given; not to be changed."""

    def make(root: Path) -> None:
        shutil.copytree(released_once, root, dirs_exist_ok=True)
        next_year(root)
        review(root, NEXT)

    return shared("ahead", make)


@pytest.fixture
def ahead(ahead_once: Path, tmp_path: Path) -> Path:
    """A copy of the project with the next year's edition."""
    return shutil.copytree(ahead_once, tmp_path / "project")


@pytest.fixture
def unmade(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release of a few files in place of those that take seconds; all else is real."""

    def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
        write(Path(wish.output), wish.commit)

    monkeypatch.setattr(steps, "made_by_commit", make)


def log(root: Path) -> list[str]:
    said = subprocess.run(["git", "log", "--format=%s"], cwd=root, check=True, capture_output=True, text=True)
    return said.stdout.splitlines()


def test_a_release_from_nothing(released_once: Path) -> None:
    root = released_once
    dist = root / "dist" / YEAR
    [record] = load_releases(root / "docs", YEAR)
    assert (record.number, record.by, record.manuals) == (1, "課長", {"tablet": "12"})
    repository = Repository.of(root)
    assert repository.resolve("edition-2031") == record.commit
    assert repository.changed() == []
    assert len(log(root)) == 4  # two of the fixture, the content, the record
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["commit"], manifest["approval"]) == (record.commit, "福第12号")
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=dist, check=True)
    sums = (root / "docs" / "releases" / f"{YEAR}-1.sha256").read_bytes()
    assert sums == (dist / "SHA256SUMS").read_bytes()
    index = (dist / "index.html").read_text(encoding="utf-8")
    assert all(
        f'href="{path.name}' in index for path in dist.iterdir() if path.name not in ("index.html", "cms")
    )
    with zipfile.ZipFile(dist / "site.zip") as archive:
        assert "ja/tablet.html" in archive.namelist()
    assert (dist / "pdf" / "guide-tablet-ver12-ja.pdf").read_bytes() == (
        dist / "pdf" / "guide-tablet-ja.pdf"
    ).read_bytes()


def test_the_next_release_says_what_changed_since(released: Path) -> None:
    """Against the hashes that the release before recorded; after a first release all is to be registered."""
    dist = released / "dist"
    first = (dist / YEAR / "index.html").read_text(encoding="utf-8")
    assert "はじめて載せるので、すべて登録します。" in first
    next_year(released)
    review(released, NEXT)
    assert run(released, NEXT, "--approved", "2032-04-20", "--number", "福第13号") == 0
    second = (dist / NEXT / "index.html").read_text(encoding="utf-8")
    assert "前の版 Ver.12と、1つずつ比べました" in second
    old, new = files_of(dist / YEAR), files_of(dist / NEXT)
    parts = [name for name in new if name.startswith(("cms/files/", "pdf/guide-tablet-ja"))]
    changed = [name for name in parts if old.get(name) != new[name]]
    assert changed
    assert all(name.rpartition("/")[2] in second for name in changed)
    assert "更新日: 令和14年4月20日" in (dist / NEXT / "cms/article.txt").read_text(encoding="utf-8")


def test_every_byte_is_proven_again(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(released / "docs" / "tablet.md", "\n\n", "\n\n今日の文です。\n\n")  # today's text is no part of it
    dist = released / "dist" / YEAR
    listed = (dist / "SHA256SUMS").read_bytes()
    shutil.rmtree(dist)
    assert run(released, "verify") == 0
    assert (dist / "SHA256SUMS").read_bytes() == listed  # what was lost is made again
    sums = released / "docs" / "releases" / f"{YEAR}-1.sha256"
    lines = sums.read_text().splitlines()
    changed = next(number for number, line in enumerate(lines) if line.endswith("  site.zip"))
    lines[changed] = "0" * 64 + "  site.zip"
    sums.write_text("\n".join(lines) + "\n")
    capsys.readouterr()
    assert run(released, "verify", YEAR) == 1
    assert "site.zip" in capsys.readouterr().err
    sums.write_text("nonsense\n")
    assert run(released, "verify") == 1


def test_where_the_maker_differs_nothing_is_claimed(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(released / "docs" / "releases" / f"{YEAR}.toml", 'platform = "', 'platform = "other ')
    assert run(released, "verify") == 3
    assert "Elsewhere the same bytes are not promised" in capsys.readouterr().err


def test_the_next_year_becomes_current_by_one_literal(ahead: Path) -> None:
    conf = (ahead / "conf.py").read_text(encoding="utf-8")
    assert run(ahead, *APPROVED) == 0
    assert (ahead / "conf.py").read_text(encoding="utf-8") == conf.replace(
        f'tebiki_edition = "{YEAR}"', f'tebiki_edition = "{NEXT}"'
    )
    assert Repository.of(ahead).changed() == []
    assert Repository.of(ahead).resolve("edition-2032") is not None
    assert (ahead / "dist" / NEXT / "pdf" / "guide-tablet-ver13-ja.pdf").is_file()
    assert (ahead / "dist" / YEAR / "site.zip").is_file()
    assert run(ahead, YEAR, *APPROVED) == 1  # an earlier edition stays as it is


def test_what_was_not_given_to_an_approver_is_not_released(
    released: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    next_year(released)
    assert run(released, *APPROVED) == 1
    assert "No draft of the edition 2032 was made for an approver" in capfd.readouterr().err
    review(released, NEXT)
    edit(released / "docs" / "tablet.md", "に入る手順です", "に入る方法です")  # after the approval
    assert run(released, *APPROVED) == 1
    said = capfd.readouterr().err
    assert "ja/tablet.html: This is not as it was in the draft that was approved" in said
    assert not (released / "dist" / NEXT).exists()


def test_a_correction_of_one_manual(released: Path) -> None:
    facts = released / "docs" / "editions" / f"{YEAR}.toml"
    edit(released / "docs" / "tablet.md", "に入る手順です", "に入る方法です")
    top = 'version = 12\npublished = "2031-03"\n'
    corrected = top + "correction = 1\ncorrected = 2031-09-01\n"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace(top, corrected), encoding="utf-8", newline="\n")
    row = f'[[manuals.tablet.history]]\n{corrected}certificate = "YMB-2031-0228"\nchanges = "誤字です。"\n\n'
    old = f"[[manuals.tablet.history]]\n{corrected}"
    edit(facts, old, f"{row}[[manuals.tablet.history]]\n{top}")
    review(released, YEAR)
    assert run(released, "--approved", "2031-09-02", "--number", "13") == 0
    first, second = load_releases(released / "docs", YEAR)
    assert (second.number, second.tag, second.manuals) == (2, "edition-2031-2", {"tablet": "12-1"})
    dist = released / "dist" / YEAR
    assert (dist / "pdf" / "guide-tablet-ver12-1-ja.pdf").is_file()
    table = next((dist / "comparison").rglob("*.html")).read_text(encoding="utf-8")
    assert "方法" in table
    assert "手順" in table
    assert run(released, "verify") == 0
    assert first.commit != second.commit


@pytest.mark.parametrize(
    ("file", "other", "told"),
    [
        ("ja/guide-tablet-ver12-ja.pdf", "en/guide-tablet-ver12-en.pdf", ["ja"]),
        ("en/guide-tablet-ver12-en.pdf", "ja/guide-tablet-ver12-ja.pdf", ["en"]),
        ("ja/_images/tablet-ask.png", "ja/_images/qr-form.png", ["ja"]),
    ],
)
def test_a_manual_that_changed_says_so(
    built_bilingual: Path, tmp_path: Path, file: str, other: str, told: list[str]
) -> None:
    """What it says or shows is not as in the last release, in any language, and its version is the same."""
    released = built_bilingual / "build" / "site"
    content = Site.read(Request(built_bilingual))
    record = tmp_path / "record"
    write_record(released, content.publications, files_of(released), record)
    before = read_record(record, record / PICTURES)
    site = shutil.copytree(released, tmp_path / "site")
    assert list(unmarked(site, content.publications, before)) == []
    shutil.copyfile(released / other, site / file)
    found = list(unmarked(site, content.publications, before))
    assert {(problem.code, problem.values["manual"]) for problem in found} == {("release/unmarked", "tablet")}
    assert [str(problem.place).partition("/")[0] for problem in found] == told


def test_an_earlier_edition_stays_on_the_site(released: Path) -> None:
    next_year(released)
    with (released / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(f'tebiki_settings["archive"] = [{YEAR}]\n')
    review(released, NEXT)
    assert run(released, *APPROVED) == 0
    with zipfile.ZipFile(released / "dist" / NEXT / "site.zip") as archive:
        old = archive.read(f"archive/{YEAR}/ja/tablet.html").decode()
    assert 'name="robots" content="noindex"' in old
    assert "archive-mark" in old
    assert 'href="../../../ja/tablet.html"' in old
    assert "YMB-2031-0228" in old


@pytest.mark.usefixtures("unmade")
@pytest.mark.parametrize("step", ["write_together", "publish", "record_text"])
def test_stopped_and_run_again_it_goes_on(ahead: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = log(ahead)
    with monkeypatch.context() as patched:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(steps, step, stop)
        assert run(ahead, *APPROVED) == 130
    assert load_releases(ahead / "docs", NEXT) == ()
    assert run(ahead, *APPROVED) == 0
    assert len(log(ahead)) == len(before) + 2
    assert Repository.of(ahead).changed() == []


@pytest.mark.usefixtures("unmade")
def test_a_record_that_was_not_committed_does_not_count(ahead: Path) -> None:
    record = ahead / "docs" / "releases" / f"{YEAR}.toml"
    right = record.read_bytes()
    strange = ahead / "docs" / "releases" / f"{NEXT}.toml"
    strange.write_bytes(right)
    record.write_text("spoilt")
    assert run(ahead, NEXT, *APPROVED) == 0
    assert record.read_bytes() == right
    assert len(load_releases(ahead / "docs", NEXT)) == 1


def test_nothing_is_released_that_nobody_vouches_for(ready: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit(
        ready / "docs" / "editions" / f"{YEAR}.toml",
        'unconfirmed = ["',
        'unconfirmed = ["certificate.stored_name", "links.form", "',
    )
    edit(ready / "docs" / "tablet.md", "に入る手順", "{fact}`certificate.stored_name`に入る手順")
    review(ready, YEAR)
    assert run(ready, *APPROVED) == 1
    said = capfd.readouterr().err
    assert "This is printed, and nobody has confirmed it: certificate's name as devices show it" in said
    assert len(log(ready)) == 2
    assert not (ready / "dist" / YEAR).exists()
    assert load_releases(ready / "docs", YEAR) == ()


def test_what_a_stuck_reader_needs_is_decided(ready: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit(ready / "conf.py", '"needed": {}', '"needed": {"contact": ["contact.phone", "contact.mail"]}')
    review(ready, YEAR)
    assert run(ready, *APPROVED) == 1
    said = capfd.readouterr().err
    assert "no value: telephone number of the office or mail address of the office" in said
    assert 'about = "contact"' in said
    assert not (ready / "dist" / YEAR).exists()
    with (ready / "docs" / "editions" / f"{YEAR}.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[decisions]]\nabout = "contact"\nrole = "係長"\nday = 2031-02-01\nreason = "準備中"\n')
    review(ready, YEAR)
    assert run(ready, *APPROVED) == 0


def undecided(root: Path) -> None:
    """Take the decision away that the invented city's manual goes out without a walk."""
    path = root / "docs" / "editions" / f"{YEAR}.toml"
    left = path.read_text(encoding="utf-8").partition("[[decisions]]")[0]  # they stand last
    path.write_text(left, encoding="utf-8", newline="\n")


def test_what_nobody_walked_through_goes_out_by_a_decision_or_a_walk(
    ready: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    undecided(ready)
    review(ready, YEAR)
    beforehand = capfd.readouterr().out
    assert "a release will be refused" in beforehand
    assert 'about = "walked.tablet"' in beforehand
    assert run(ready, *APPROVED) == 1
    assert 'about = "walked.tablet"' in capfd.readouterr().err
    assert not (ready / "dist" / YEAR).exists()
    recorded(ready)
    review(ready, YEAR)
    assert "refused" not in capfd.readouterr().out
    assert run(ready, *APPROVED) == 0
    with zipfile.ZipFile(ready / "dist" / YEAR / "site.zip") as packed:
        [name] = [name for name in packed.namelist() if name.endswith("ja/tablet.html")]
        assert load_words("ja")("walk.none") not in packed.read(name).decode()
    with pytest.raises(TebikiError) as refused:
        recorded(ready, walk_of(ready, os="Sky 4", day=2))
    assert [problem.code for problem in refused.value.problems] == ["walk/released"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["--approved", "2031-02-20"], 2),
        (["--approved", "2031-02-30", "--number", "1"], 2),
        (["--approved", "yesterday", "--number", "1"], 2),
        (["--approved", "2031-02-20", "--number", " "], 2),
        (["1999", *APPROVED], 2),
        (["verify", "2031", "2032"], 2),
        (["now", *APPROVED], 2),
        ([*APPROVED], 1),  # released, and no correction is open
        (["verify", "1999"], 2),
    ],
)
def test_what_is_not_understood_or_not_open(released_once: Path, words: list[str], code: int) -> None:
    before = Repository.of(released_once).head()
    assert run(released_once, *words) == code
    assert Repository.of(released_once).head() == before


def test_changes_of_the_engine_are_not_released(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / "notes.txt").write_text("x")
    assert run(ready, *APPROVED) == 1
    assert "notes.txt: This change is not committed" in capsys.readouterr().err


def test_a_conf_that_works_its_edition_out_is_left_to_a_person(
    ahead: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(ahead / "conf.py", f'tebiki_edition = "{YEAR}"', f"tebiki_edition = str({YEAR})")
    assert run(ahead, *APPROVED) == 1
    assert "tebiki_edition" in capsys.readouterr().err


def test_no_repository(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(city, *APPROVED) == 1
    assert "no git repository" in capsys.readouterr().err
