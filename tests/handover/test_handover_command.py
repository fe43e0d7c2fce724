"""``tebiki handover``: only of the finished site of what stands there now; nobody's edits are lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.settings import load_config
from tebiki.errors import TebikiError
from tebiki.messages import tell
from tebiki.pipeline import record
from tebiki.pipeline.key import parts_of
from tebiki.pipeline.request import FORMATS, Request


@pytest.fixture
def root(built_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built project that knows its site as built."""
    copy = tmp_path / "city"
    shutil.copytree(built_city, copy)
    cache = copy / "build" / ".cache"
    old = record.path_of(cache, built_city / "build" / "site")
    old.rename(record.path_of(cache, copy / "build" / "site"))
    monkeypatch.chdir(copy)
    return copy


def run(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = main(["handover", *options])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_a_handover_and_another_in_its_place(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys)
    assert code == 0
    assert said.startswith("build/handover: ")
    assert "phone" not in (root / "build/handover/cms/article.txt").read_text(encoding="utf-8")
    assert "the telephone number of the office" in said
    before = record.files_of(root / "build" / "handover")
    assert run(capsys)[0] == 0
    assert record.files_of(root / "build" / "handover") == before
    assert run(capsys, "--base", "/a/", "--heading", "3", "--no-ruby", "--title")[0] == 0
    assert "/a/files/" in (root / "build/handover/cms/ja/tablet.html").read_text(encoding="utf-8")


def test_no_site_no_handover(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "build" / "site")
    code, said = run(capsys)
    assert code == 1
    assert "There is no site to hand over" in said
    assert not (root / "build" / "handover").exists()


@pytest.mark.parametrize("name", ["docs/tablet.md", "build/site/ja/tablet.html", "conf.py"])
def test_a_site_that_is_not_of_now_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    code, said = run(capsys)
    assert code == 1
    assert Path(name).name in said
    assert "Run make" in said
    assert not (root / "build" / "handover").exists()


def test_what_somebody_has_changed_is_not_taken_away(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys)[0] == 0
    article = root / "build/handover/cms/article.txt"
    article.write_text("電話: 00", encoding="utf-8")
    code, said = run(capsys)
    assert code == 1
    assert "build/handover/cms/article.txt: " in said
    assert article.read_text(encoding="utf-8") == "電話: 00"
    article.unlink()
    assert run(capsys)[0] == 0


@pytest.mark.parametrize("output", ["build/site", "build/site/x", "build", "docs/x", "."])
def test_no_handover_in_the_place_of_anything_else(
    root: Path, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    site = record.files_of(root / "build" / "site")
    assert run(capsys, "--output", output)[0] == 1
    assert record.files_of(root / "build" / "site") == site


@pytest.mark.parametrize(
    "options",
    [
        ("--heading", "9"),
        ("--heading", "two"),
        ("--base", "care"),
        ("--base", "/care"),
        ("--base", "javascript:/"),
        ("--prefix", "A b"),
        ("--width", "3"),
    ],
)
def test_a_wrong_option_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    code, said = run(capsys, *options)
    assert code == 2
    assert options[0] in said
    assert options[1] in said
    assert not (root / "build" / "handover").exists()


@pytest.mark.parametrize(
    ("setting", "key"),
    [('{"heading": 7}', "heading"), ('{"base": "care"}', "base"), ('{"colour": "red"}', "colour")],
)
def test_a_wrong_setting_is_told_at_its_key(root: Path, setting: str, key: str) -> None:
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'tebiki_settings["cms"] = {setting}\n')
    line = (root / "conf.py").read_text(encoding="utf-8").count("\n")
    with pytest.raises(TebikiError) as caught:
        load_config(root)
    assert [str(problem.place) for problem in caught.value.problems] == [
        f"conf.py:{line}: tebiki_settings.cms.{key}"
    ]
    assert key in tell(caught.value.problems[0])


def without_site(root: Path) -> None:
    """A city that has a CMS and no site of its own; its site is built anew, so far as the record tells."""
    conf = root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace('"site": "https://yamabe.example/tebiki/",', ""), encoding="utf-8")
    site, cache = root / "build" / "site", root / "build" / ".cache"
    parts = parts_of(root, Request(root, formats=FORMATS).asked)
    record.keep(cache, site, record.Record(parts, record.files_of(site), ()))


def test_the_place_is_kept_once_it_was_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without_site(root)
    code, said = run(capsys)
    assert code == 0
    assert "Run this again with --base" in said
    assert not (root / "build/handover/cms/ja").exists()
    code, said = run(capsys, "--base", "/care/", "--day", "2031-03-04")
    assert code == 0
    assert "Kept in docs/cms.toml" in said
    assert "令和13年3月4日" in (root / "build/handover/cms/article.txt").read_text(encoding="utf-8")
    code, said = run(capsys)  # the site is not stale for it
    assert code == 0
    assert "Kept" not in said
    assert 'src="/care/files/' in (root / "build/handover/cms/ja/tablet.html").read_text(encoding="utf-8")


def test_addresses_of_the_cms_are_read_back_and_kept(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--base", "/care/")[0] == 0
    table = (root / "build/handover/cms/addresses.csv").read_text(encoding="utf-8-sig")
    assert "ページ,ja/tablet.html," in table
    (root / "own.csv").write_text(
        table.replace("qr-form-ja.png,", "qr-form-ja.png,/_res/0001/12.png"), encoding="cp932"
    )
    code, said = run(capsys, "--addresses", "own.csv")
    assert (code, "Kept in docs/cms.toml" in said) == (0, True)
    (root / "own.csv").unlink()
    assert run(capsys)[0] == 0
    body = (root / "build/handover/cms/ja/tablet.html").read_text(encoding="utf-8")
    assert 'src="/_res/0001/12.png"' in body
    assert "qr-form-ja.png" not in body


def test_a_wrong_table_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "own.csv").write_text("a,b\n", encoding="utf-8")
    code, said = run(capsys, "--addresses", "own.csv")
    assert code == 1
    assert "no table of addresses" in said
    assert not (root / "docs/cms.toml").exists()
    assert not (root / "build/handover").exists()


def test_a_day_that_is_none_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "--day", "someday")
    assert code == 2
    assert "someday" in said
    assert not (root / "build/handover").exists()


def test_a_wrong_file_of_places_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/cms.toml").write_text('base = "care"\n', encoding="utf-8")
    code, said = run(capsys)
    assert code == 1
    assert "docs/cms.toml:1" in said
