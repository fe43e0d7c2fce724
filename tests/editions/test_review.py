"""``tebiki edition compare`` and ``review``, from the command to the files."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest
from web_gates import unmarked

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.content.write_files import zipped
from tebiki.editions.compare import compare
from tebiki.editions.review import review
from tebiki.editions.year_state import year_state
from tebiki.errors import TebikiError

NEXT = [
    "edition",
    "new",
    "2032",
    "--certificate",
    "YMB-2032-0229",
    "--published",
    "2032-03",
    "--changes",
    "x",
]


@pytest.fixture
def next_year(city: Path) -> Path:
    """The invented city with a draft of the next year."""
    assert main([*NEXT, "--yes", "--root", str(city)]) == 0
    return city


@pytest.mark.usefixtures("forked")
def test_a_bundle_holds_draft_comparison_and_checklist(next_year: Path) -> None:
    done = review(Project(next_year), "2032", lambda _: None)
    table = tomllib.loads(done.record.read_text(encoding="utf-8"))
    files = {
        name: hashlib.sha256((done.bundle / "draft" / name).read_bytes()).hexdigest()
        for name in table["files"]
    }
    assert table == {"format": 2, "edition": 2032, "manuals": {"tablet": "13"}, "files": files}
    drafts = [p for p in (done.bundle / "draft").rglob("*") if p.is_file()]
    assert len(drafts) == len(files)
    with zipfile.ZipFile(done.zipped) as archive:
        there = {p.relative_to(done.bundle).as_posix() for p in done.bundle.rglob("*") if p.is_file()}
        assert set(archive.namelist()) == there
    assert {"checklist-2032.pdf", "comparison/comparison-2031-2032.pdf"} < there
    assert all(name.isascii() for name in there)
    page = unmarked((done.bundle / "index.html").read_text(encoding="utf-8"))
    for words in (
        "ブラウザーに出る名前",
        "のボタンがある画面",
        "https://yamabe.example/f/9",
        "□",
        done.number,
    ):
        assert words in page
    comparison = unmarked((done.bundle / "comparison" / "index.html").read_text(encoding="utf-8"))
    assert done.number in comparison
    assert "公開する案" in comparison
    assert "案（下書き）" not in comparison
    assert done.changes
    state = year_state(Project(next_year), "2032", date(2032, 1, 5))
    assert [(task.name, task.state) for task in state.groups[2].tasks] == [
        ("compare", "done"),
        ("papers", "done"),
        ("approval", "waiting"),
    ]
    assert done.number in str(state.groups[2].tasks[1].detail.values)
    packed = done.zipped.read_bytes()
    assert review(Project(next_year), "2032", lambda _: None).zipped.read_bytes() == packed


def known(city: Path, year: str, *lines: str) -> None:
    """Write what is known of a year's certificate."""
    path = city / "docs/editions" / f"{year}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[certificate]\n", "\n".join(["[certificate]", *lines, ""])), encoding="utf-8"
    )


@pytest.mark.usefixtures("forked")
def test_the_papers_tell_what_the_certificates_file_is(next_year: Path) -> None:
    until, old, new = (
        "not_before = 2032-03-01\nnot_after = 2033-03-31",
        "3DES; MAC: SHA-1",
        "AES; MAC: SHA-256",
    )
    known(next_year, "2031", f'encryption = "{old}"', 'key = "RSA 2048"')
    draft = next_year / "docs/editions/2032.toml"
    without = draft.read_text(encoding="utf-8").replace('stored_name = "yamabe-kaigo"', "stored_name = false")
    draft.write_text(without, encoding="utf-8")
    known(
        next_year, "2032", f'encryption = "{new}"', 'key = "RSA 2048"', until, 'subject = "CN=みまもり,O=x"'
    )
    done = review(Project(next_year), "2032", lambda _: None)
    page = unmarked((done.bundle / "index.html").read_text(encoding="utf-8"))
    for words in (
        "令和14年3月1日から令和15年3月31日まで",
        "RSA 2048",
        new,
        "まだ、どの端末でも試していません",
        "証明書に保存名がありません",
    ):
        assert words in page
    comparison = unmarked((done.bundle / "comparison" / "index.html").read_text(encoding="utf-8"))
    assert f"暗号: {new}" in comparison.replace("<wbr>", "")
    assert f"暗号: {old}" in comparison.replace("<wbr>", "")
    assert comparison.count("鍵: RSA 2048") == 2


def test_a_zip_is_the_same_whatever_the_order() -> None:
    data = zipped({"b/c.txt": b"2", "a.txt": b"1"})
    assert data == zipped({"a.txt": b"1", "b/c.txt": b"2"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["a.txt", "b/c.txt"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["2031", "2031"], "is named twice"),
        (["2032", "2031"], "Name the older edition first"),
        (["2031"], "has not been released"),
        (["2030", "2031"], "2030"),
        (["2031", "../2031"], "2031"),
    ],
)
def test_what_cannot_be_compared_is_told(
    next_year: Path, asked: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edition", "compare", *asked, "--root", str(next_year)]) == 2
    assert code in capsys.readouterr().err
    assert not (next_year / "build" / "compare").exists()


@pytest.mark.usefixtures("forked")
def test_a_side_that_does_not_build_tells_its_problems(next_year: Path) -> None:
    page = next_year / "docs" / "tablet.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{fact}`nothing`\n", encoding="utf-8")
    with pytest.raises(TebikiError, match="source/fact"):
        compare.compare(next_year, compare.Wish("2031", "2032"), lambda _: None)
    assert not (next_year / "build" / "compare" / "2031-2032").exists()


@pytest.mark.usefixtures("forked")
def test_a_folder_of_somebody_else_stays(next_year: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(TebikiError, match="publish/foreign"):
        compare.compare(next_year, compare.Wish("2031", "2032", own), lambda _: None)
    assert [path.name for path in own.iterdir()] == ["letter.txt"]


def git(root: Path, *words: str) -> str:
    line = ["git", "-c", "user.name=t", "-c", "user.email=t@localhost", *words]
    return subprocess.run(line, cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def test_one_year_gives_the_errata_of_its_last_release(city: Path) -> None:
    git(city, "init", "-q")
    git(city, "add", "conf.py", "docs", "screenshots")
    git(city, "commit", "-qm", "as released")
    record = city / "docs" / "releases" / "2031.toml"
    record.parent.mkdir()
    edition = city / "docs" / "editions" / "2031.toml"
    facts = hashlib.sha256(edition.read_bytes()).hexdigest()
    record.write_text(
        f"""[[release]]
number = 1
approved = 2031-03-20
approval = "1"
commit = "{git(city, "rev-parse", "HEAD")}"
tag = "2031"
edition_sha256 = "{facts}"
engine_sha256 = "{"0" * 64}"
tebiki = "0.1.0"
platform = "x"
manuals = {{ tablet = "12" }}
""",
        encoding="utf-8",
    )
    page = city / "docs" / "tablet.md"
    page.write_text(page.read_text(encoding="utf-8").replace("もう一度", "二回"), encoding="utf-8")
    made = compare.compare(city, compare.Wish("2031"), lambda _: None)
    html = unmarked(made.page.read_text(encoding="utf-8"))
    assert made.count == 1
    assert made.pdf.name == "errata-2031.pdf"
    assert html.index("正誤表") < html.index("<del>もう") < html.index("<ins>二")
    assert "令和13年3月に公開したマニュアルに、誤りがありました。" in html
    assert "改訂履歴" not in html[html.index("訂正するところ") : html.index("マニュアルを使っている方へ")]
