"""An output that is not what the sources say, and files that are not what they seem: told, never passed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import copied, found, spoil

from tebiki.audit.audit import Asked, check, findings
from tebiki.cli.dispatch import main
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

SITE = Path("build/site")
PAGE = SITE / "ja" / "tablet.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, built_city: Path) -> Path:
    """A copy of the built project whose record is its own."""
    root = copied(built_city, tmp_path_factory.mktemp("state"))
    build(Request(root), lambda _: None)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same, to be spoilt: moved to where its record still fits, and put back."""
    kept = tmp_path / "kept"
    shutil.copytree(built, kept)
    monkeypatch.chdir(built)
    yield built
    shutil.rmtree(built)
    shutil.copytree(kept, built)


def told(root: Path) -> set[tuple[str, str]]:
    """Rules and files of what is wrong with the output."""
    return {(code, file) for code, file, *_ in found(root, sources=False)}


def test_an_output_as_it_was_built(root: Path) -> None:
    assert told(root) == set()


def test_older_than_the_sources(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root / "docs" / "tablet.md", "もう一度押します。", "もう一度押してください。")
    assert told(root) == {("site/stale", "build/site")}
    assert main(["check"]) == 1
    err = capsys.readouterr().err
    assert "docs/tablet.md" in err
    assert "make" in err


def test_the_current_edition_asked_for_by_its_name(root: Path) -> None:
    build(Request(root, edition="2031", output=root / SITE), lambda _: None)
    assert told(root) == set()


def test_files_with_other_times_are_no_older(root: Path) -> None:
    for path in (root / "docs").rglob("*.md"):
        os.utime(path, (4e9, 4e9))
    assert told(root) == set()


def test_a_file_changed_by_hand(root: Path) -> None:
    spoil(root / PAGE, "もう一度押します。", "二度押します。")
    assert ("site/changed", PAGE.as_posix()) in told(root)


def test_half_an_output(root: Path) -> None:
    (root / PAGE).unlink()
    assert {("site/half", "build/site/ja"), ("site/lost", PAGE.as_posix())} <= told(root)


def test_a_file_that_somebody_put_there(root: Path) -> None:
    (root / SITE / "ja" / "list.html").write_text("<!DOCTYPE html><p>a", encoding="utf-8")
    assert ("site/strange", "build/site/ja/list.html") in told(root)


def test_an_empty_folder_and_none(root: Path) -> None:
    shutil.rmtree(root / SITE)
    assert told(root) == {("site/missing", "build/site")}
    (root / SITE).mkdir()
    assert told(root) == {("site/empty", "build/site")}


def test_what_is_not_there_is_no_error_but_for_a_release(root: Path) -> None:
    shutil.rmtree(root / SITE)
    assert check(Asked(root)).counts["error"] == 0
    codes = {finding.rule for finding in findings(root, root / SITE) if finding.severity == "error"}
    assert codes == {"site/missing"}


def test_an_output_of_another_edition(root: Path) -> None:
    edition = root / "docs" / "editions" / "2031.toml"
    spoil(edition, '[certificate]\nid = "YMB-2031-0228"', '[certificate]\nid = "YMB-2031-0301"')
    spoil(edition, 'certificate = "YMB-2031-0228"', 'certificate = "YMB-2031-0301"')
    codes = {code for code, _ in told(root)}
    assert {"site/stale", "site/other-edition", "output/foreign-id"} <= codes


def test_an_output_that_no_record_knows(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "site"
    shutil.copytree(root / SITE, other)
    report = check(Asked(root, site=other, sources=False))
    assert [(finding.rule, finding.severity) for finding in report.findings] == [
        ("site/unrecorded", "warning")
    ]


#: What a file of the output is replaced by → the rule that tells of it.
BAD = [
    (PAGE, b"<p>" * 400_000 + b"x" * 4_000_000, "site/page-large"),
    (PAGE, b"<!DOCTYPE html>\n" + b"<div>" * 10_000, "site/page-deep"),
    (PAGE, "手順".encode("cp932"), "site/page-encoding"),
    (PAGE, b"", "site/language"),
    (SITE / "ja" / "guide-tablet-ver12-ja.pdf", b"<html>no PDF</html>", "site/no-pdf"),
    (SITE / "ja" / "guide-tablet-ver12-ja.pdf", b"", "site/no-pdf"),
    (SITE / "ja" / "guide-tablet-ver12-ja.pdf", b"%PDF-1.7\n" + b"\0" * 1000, "site/no-pdf"),
    (SITE / "ja" / "_images" / "tablet-ask.png", b"", "picture/no-png"),
    (SITE / "ja" / "_images" / "tablet-ask.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "picture/no-png"),
    (SITE / "ja" / "_images" / "qr-form.png", b"no picture", "output/qr-picture"),
]


@pytest.mark.parametrize(("path", "data", "rule"), BAD, ids=lambda value: str(value)[:20])
def test_bad_files_are_told_and_end_nothing(root: Path, path: Path, data: bytes, rule: str) -> None:
    (root / path).write_bytes(data)
    assert (rule, path.as_posix()) in told(root)


def test_a_pdf_that_is_cut_off(root: Path) -> None:
    path = root / SITE / "ja" / "guide-tablet-ver12-ja.pdf"
    path.write_bytes(path.read_bytes()[:20_000])
    assert any(
        file == (SITE / "ja" / path.name).as_posix() and code != "site/changed" for code, file in told(root)
    )


def test_one_file_of_the_output(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root / PAGE, "もう一度押します。", "もう１度押します。")
    assert main(["check", PAGE.as_posix(), "--json"]) == 1
    table = json.loads(capsys.readouterr().out)
    assert [row["rule"] for row in table["findings"]] == ["japanese/width"]
