"""The PDF that was published from elsewhere: recorded once, refused in words, an old side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from foreign_pdfs import locked, with_file, with_form, with_script, write_pdf
from release_samples import YEAR
from release_years import NEXT, next_year
from web_gates import unmarked

from tebiki.cli.dispatch import main
from tebiki.content.published import load_published
from tebiki.editions.compare.blocks import Block, Page, Section
from tebiki.editions.compare.changes import compare_pages
from tebiki.editions.compare.words import tokens
from tebiki.editions.published.old_page import page_as_published
from tebiki.editions.published.stream import Stream, joined, without_headers
from tebiki.output.foreign_pdf import MOST_PAGES

#: What stood in the manual when it was made in a word processor.
PAGES = [
    ["山辺市福祉課", "みまもりネットに入る手順です。", "1"],
    [
        "山辺市福祉課",
        "申し込む",
        "フォームを開きます。版はVer.11、令和12年",
        "3月です。",
        "別の端末では、QRコードを読み取ります。",
        "2",
    ],
    [
        "山辺市福祉課",
        "入れる",
        "と出たら、ファイルYMB-2030-0228.pfxを入れます。",
        "電源を切らないでください。",
        "困ったとき",
        "もう一度押します。",
        "3",
    ],
]


def record(root: Path, file: Path, *options: str) -> int:
    return main(["edition", "record-published", YEAR, str(file), *options, f"--root={root}"])


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "old.pdf", PAGES)


def test_its_text_is_kept_by_pages_and_nobodys_name(city: Path, pdf: Path) -> None:
    assert record(city, pdf) == 0
    found = load_published(city / "docs", YEAR)
    assert found is not None
    (document,) = found.documents
    assert document.manuals == ()
    assert document.pages == tuple(map(tuple, PAGES))
    text = (city / "docs" / "releases" / f"published-{YEAR}.json").read_text(encoding="utf-8")
    for word in ("見本", "太郎", "Word", "old.pdf", "Author"):
        assert word not in text


def test_it_is_recorded_once(city: Path, pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(city, pdf) == 0
    path = city / "docs" / "releases" / f"published-{YEAR}.json"
    first = path.read_bytes()
    assert record(city, pdf) == 0
    assert "recorded already" in capsys.readouterr().out
    other = write_pdf(pdf.with_name("other.pdf"), [["別の文章です。別の文章です。"]])
    assert record(city, other) == 1
    assert "--replace" in capsys.readouterr().err
    assert path.read_bytes() == first
    assert record(city, other, "--replace") == 0
    found = load_published(city / "docs", YEAR)
    assert found is not None
    assert [each.pages[0] for each in found.documents] == [("別の文章です。別の文章です。",)]


def test_a_manual_that_is_not_there(city: Path, pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(city, pdf, "--manual=clock") == 1
    assert "clock" in capsys.readouterr().err
    assert record(city, pdf, "--manual=tablet") == 0


def into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


REFUSED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "cut": ("damaged", lambda path: path.write_bytes(path.read_bytes()[:300])),
    "no-pdf": ("no PDF", lambda path: path.write_bytes(b"PK\3\4 a document")),
    "empty": ("no PDF", lambda path: path.write_bytes(b"")),
    "password": ("encrypted", lambda path: locked(path, word="secret")),
    "restricted": ("encrypted", lambda path: locked(path, word="")),
    "form": ("form", with_form),
    "script": ("scripts", with_script),
    "file": ("other files", with_file),
    "scan": ("scan", lambda path: write_pdf(path, [[], [], ["1"]])),
    "garbled": ("which letters", lambda path: write_pdf(path, [["\ue000\ue001\ue002" * 20]])),
    "long": ("at most", lambda path: write_pdf(path, [["頁"]] * (MOST_PAGES + 1))),
    "letters": ("at most", lambda path: write_pdf(path, [["頁" * 2001]] * MOST_PAGES)),
    "folder": ("regular file", into_folder),
    "gone": ("cannot be read", lambda path: path.unlink()),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_manual_is_refused_in_words(
    city: Path, pdf: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    word, spoil = REFUSED[name]
    spoil(pdf)
    assert record(city, pdf) == 1
    said = capsys.readouterr().err
    assert word in said
    assert "→" in said
    assert "Traceback" not in said
    assert not (city / "docs" / "releases" / f"published-{YEAR}.json").exists()


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"format": 1}', '{"format": 1, "year": 1999, "documents": []}', "[" * 100_000],
)
def test_a_damaged_record_is_told(
    city: Path, pdf: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = city / "docs" / "releases" / f"published-{YEAR}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert record(city, pdf) == 1
    assert f"published-{YEAR}.json" in capsys.readouterr().err
    path.write_text(json.dumps({"format": 9, "year": 2031, "documents": []}), encoding="utf-8")
    assert record(city, pdf) == 1
    assert "format 9" in capsys.readouterr().err


def test_lines_of_a_page_become_paragraphs() -> None:
    lines = ["この文は長いので、次の行に", "続きます。", "短い行", "次の文です。"]
    assert list(joined(lines)) == ["この文は長いので、次の行に続きます。", "短い行", "次の文です。"]


def test_room_beside_latin_letters_is_no_blank_that_somebody_has_typed() -> None:
    stream = Stream([["Ver.4 令和 7 年 4 月", "OS は Android 10.0 以降です。"]])
    assert [each.text for each in stream.fragments()] == ["Ver.4令和7年4月", "OSはAndroid 10.0以降です。"]


def test_what_stands_on_every_page_is_no_text() -> None:
    kept = without_headers([*PAGES, *PAGES])
    assert kept[0] == ["みまもりネットに入る手順です。"]
    assert all("山辺市福祉課" not in lines for lines in kept)


def page(*sections: tuple[str, int | None, tuple[str, ...]]) -> Page:
    made = [Section("top", 1, tokens("手引"), None, "top", ())]
    for number, (title, step, texts) in enumerate(sections):
        blocks = tuple(Block("paragraph", tokens(text)) for text in texts)
        made.append(Section(f"s{number}", 3, tokens(title), step, "top", blocks))
    return Page("tablet", tuple(made))


def test_the_words_of_then_stand_in_the_parts_of_today() -> None:
    now = page(
        ("申し込む", 1, ("フォームを開きます。版はVer.12、令和13年3月です。", "新しい文です。")),
        ("入れる", 2, ("と出たら、ファイルYMB-2031-0228.pfxを入れます。",)),
        ("困ったとき", None, ("もう一度押します。",)),
    )
    then = page_as_published(now, Stream(PAGES), {})
    compared = compare_pages(now, then)
    found = {(change.what, change.section.id) for change in compared.changes}
    assert found >= {("words", "s0"), ("added", "s0"), ("words", "s1"), ("removed", "s1")}
    assert ("words", "s2") not in found
    by_id = {section.id: section for section in then.sections}
    assert [by_id[key].printed for key in ("s0", "s1", "s2")] == [2, 3, 3]
    gone = [change.old.text for change in compared.changes if change.what == "removed" and change.old]
    assert "電源を切らないでください。" in gone


def test_the_first_comparison_is_with_what_was_published(
    city: Path, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next_year(city)
    assert main(["edition", "compare", YEAR, NEXT, f"--root={city}"]) == 0
    made = city / "build" / "compare" / f"{YEAR}-{NEXT}" / "index.html"
    warned = unmarked(made.read_text(encoding="utf-8"))
    assert "公開したPDFではありません" in warned
    assert record(city, pdf) == 0
    assert main(["edition", "compare", YEAR, NEXT, f"--root={city}"]) == 0
    shown = unmarked(made.read_text(encoding="utf-8"))
    assert "公開したPDFではありません" not in shown
    assert "公開したPDF（3ページ）" in shown
    assert "電源を切らないでください。" in shown
    assert "旧3ページ" in shown
    capsys.readouterr()
