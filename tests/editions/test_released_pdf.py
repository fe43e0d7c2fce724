"""``tebiki check FILE.pdf``: whether what was published is still what was released."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from release_years import prepare

from tebiki.cli.dispatch import main
from tebiki.content.sums import format_sums
from tebiki.output.site_files import hash_file

NAME = "guide-tablet-ja.pdf"
RECORD = """format = 2
[[release]]
number = {number}
approved = 2031-02-20
approval = "福第12号"
commit = "{commit}"
tag = "edition-2031"
edition_sha256 = "{zeros}"
engine_sha256 = "{zeros}"
tebiki = "0.2.0"
platform = "x"
contract = 2
[release.manuals]
tablet = "12"
"""


@pytest.fixture
def root(built_city: Path, tmp_path: Path) -> Path:
    """A project with a record of two releases, the second with the PDF as it was built."""
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    releases = root / "docs" / "releases"
    releases.mkdir(exist_ok=True)
    rows = [RECORD.format(number=n, commit=str(n) * 40, zeros="0" * 64) for n in (1, 2)]
    text = rows[0] + rows[1].removeprefix("format = 2\n")
    (releases / "2031.toml").write_text(text, encoding="utf-8")
    built = built_city / "build" / "site" / "ja" / "guide-tablet-ver12-ja.pdf"
    shutil.copyfile(built, root / NAME)
    digest = hash_file(built)
    (tmp_path / "old.pdf").write_bytes(built.read_bytes() + b"\n%%EOF\n")
    old = hash_file(tmp_path / "old.pdf")
    (releases / "2031-1.sha256").write_text(format_sums({f"pdf/{NAME}": old, "site.zip": "1" * 64}))
    (releases / "2031-2.sha256").write_text(format_sums({f"pdf/{NAME}": digest, "site.zip": "2" * 64}))
    return root


def check(root: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["check", str(path), "--root", str(root)])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_the_released_pdf_is_told_by_its_bytes_under_any_name(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(root / NAME, tmp_path / "000123456.pdf")
    code, said = check(root, tmp_path / "000123456.pdf", capsys)
    assert code == 0
    assert f"is {NAME} of release 2 of 2031, to the byte" in said


def test_one_of_an_earlier_release_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = check(root, tmp_path / "old.pdf", capsys)
    assert code == 1
    assert "earlier release (1 of 2031)" in said


def strip(path: Path, *names: str) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name in names:
            del pdf.Root[name]
        pdf.save(path)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata"), "Its tags are gone"),
        (("/Lang", "/Metadata"), "Its language is gone"),
        (("/Metadata",), "Its mark as an accessible PDF (PDF/UA) is gone"),
        ((), "are still there"),
    ],
)
def test_what_another_program_took_away_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...], said: str
) -> None:
    strip(root / NAME, *names)
    code, text = check(root, root / NAME, capsys)
    assert code == 1
    assert said in text
    assert "in dist" in text


def test_what_is_no_pdf_any_more_and_what_never_was_released(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / NAME).write_bytes(b"<html>")
    assert "cannot be read as a PDF" in check(root, root / NAME, capsys)[1]
    (root / "other.pdf").write_bytes(b"%PDF-1.7")
    code, said = check(root, root / "other.pdf", capsys)
    assert code == 1
    assert "No release has this PDF" in said
