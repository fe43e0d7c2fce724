"""A planted list of changes in a small project: the table shows every one, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOTS, Shared
from web_gates import unmarked

from tebiki.content.papers import Line, Run, Shot
from tebiki.editions.compare.blocks import Block, Page, Section, Token
from tebiki.editions.compare.changes import compare_pages, compare_sites
from tebiki.editions.compare.compare import write
from tebiki.editions.compare.findings import Side
from tebiki.editions.compare.form import Form
from tebiki.editions.compare.pictures import Pictures
from tebiki.editions.compare.printed import front_moved, only_printed
from tebiki.editions.compare.read_page import read_site
from tebiki.editions.compare.rows import details, texts
from tebiki.editions.compare.sides import publication
from tebiki.editions.compare.words import tokens
from tebiki.output.pdf_codes import read_pdf
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.render.strips import strips

#: File, what stands there, what stands there afterwards.
PLANTED = [
    ("tablet.md", "みまもりネットに入る手順です。", "みまもりネットに入る方法です。"),
    ("tablet.md", "- [手順から始める](#steps)", "- [手順から始める](#prepare)"),
    ("tablet.md", "- メールを読める環境\n", ""),
    ("tablet.md", "- 申込書の控え\n", "- 申込書の控え\n- 本人を確かめる書類\n"),
    ("parts/common.md", "最初に市役所へ", "最初に区役所へ"),
    ("tablet.md", "QRコードを読み取ります。", "このQRコードを読み取ります。"),
    ("tablet.md", ":alt: はいのボタンがある画面", ":alt: はいのボタンがある確認の画面"),
    ("tablet.md", "1. はいのボタンを押します。", "1. はいのボタンを二回押します。"),
    ("tablet.md", ":::{caution}\n途中で電源を切らないでください。\n:::\n", ""),
    (
        "tablet.md",
        "(step-3)=\n### 名前を確かめる\n\n画面の名前が{step}`2`と同じかを見ます。\n\n",
        "",
    ),
    (
        "tablet.md",
        "(step-5)=\n### 利用を始める\n",
        (
            "(step-4)=\n### 名前を確かめる\n\n画面の名前が{step}`2`と同じかを見ます。\n\n"
            "(step-5)=\n### 音量を下げる\n\n横の小さなつまみを回します。\n\n"
            "(step-6)=\n### 利用を開始する\n"
        ),
    ),
    ("tablet.md", "(step-4)=\n### 再起動", "(step-3)=\n### 再起動"),
    ("tablet.md", "| 平日 | 九時から五時 |", "| 平日 | 九時から六時 |"),
    ("tablet.md", "| 土曜 | 十時から三時 |", "| 土曜 | 十時から三時 |\n| 祝日 | 休み |"),
    ("tablet.md", "あおぞらの新しい版", "あおぞらの古い版"),
    ("tablet.md", ":::{remedy} 文字が読めない", ":::{remedy} 文字が小さい"),
    ("tablet.md", "(ending)=\n## 使い終わったら\n\n端末を窓口に返します。\n\n", ""),
    (
        "tablet.md",
        "もう一度ボタンを押します。",
        "もう一度ボタンを押します。[フォーム](fact:form)も使えます。",
    ),
    ("editions/2031.toml", "yamabe.example/f/9", "yamabe.example/f/10"),
    ("editions/2031.toml", 'id = "YMB-2031-0228"\nstored', 'id = "YMB-2031-0301"\nstored'),
]


def project(root: Path) -> Path:
    shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
    shutil.copytree(ROOTS / "compared", root, dirs_exist_ok=True)
    path = root / "docs" / "editions" / "2031.toml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("[manuals.tablet]"), text.index("[extra")
    second = text[start:end].replace("tablet", "phone").replace("タブレット", "電話")
    path.write_text(text[:end] + second + text[end:], encoding="utf-8", newline="\n")
    return root


def plant(root: Path) -> None:
    for name, before, after in PLANTED:
        path = root / "docs" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, before
        path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")
    edition = root / "docs" / "editions" / "2031.toml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(
        text.replace('certificate = "YMB-2031-0228"', 'certificate = "YMB-2031-0301"'), encoding="utf-8"
    )
    drawing = root / "screenshots" / "tablet" / "ask.typ"
    text = drawing.read_text(encoding="utf-8")
    drawing.write_text(text.replace('app: "みずうみ"', 'app: "やま"'), encoding="utf-8", newline="\n")


@pytest.fixture(scope="session")
def sides(shared: Shared) -> Path:
    """A folder with the sites of both sides, ``old`` and ``new``."""

    def make(folder: Path) -> None:
        root = project(folder / "project")
        for name in ("old", "new"):
            if name == "new":
                plant(root)
            build(Request(root, formats=("html",), output=folder / name), lambda _: None)

    return shared("compared", make)


#: What each planted change must give: page, what has changed, in which section, and words of both sides.
EXPECTED = [
    ("tablet", "words", "tablet", "入る方法です。", "入る手順です。"),
    ("tablet", "links", "tablet", "「用意するもの」", "「手順」"),
    ("tablet", "removed", "prepare", "（削除）", "メールを読める環境"),
    ("tablet", "added", "prepare", "本人を確かめる書類", "（新設）"),
    ("tablet", "words", "common", "最初に区役所へ", "最初に市役所へ"),
    ("tablet", "links", "step-1", "https://yamabe.example/f/10", "https://yamabe.example/f/9"),
    ("tablet", "words", "step-1", "https://yamabe.example/f/10", "https://yamabe.example/f/9"),
    ("tablet", "picture", "step-1", "QRコードの行き先: https://yamabe.example/f/10", "/f/9"),
    ("tablet", "words", "step-1", "別の端末では、このQRコードを", "別の端末では、QRコードを"),
    ("tablet", "words", "step-2", "YMB-2031-0301.pfxを", "YMB-2031-0228.pfxを"),
    ("tablet", "picture", "step-2", "確認の画面", "はいのボタンがある画面"),
    ("tablet", "words", "step-2", "ボタンを二回押します。", "ボタンを押します。"),
    ("tablet", "removed", "step-2", "（削除）", "途中で電源を切らないでください。"),
    ("tablet", "moved", "step-3", "手順3 再起動する", "手順4 再起動する"),
    ("tablet", "added", "step-5", "手順5 音量を下げる", "（新設）"),
    ("tablet", "title", "step-6", "利用を開始する", "利用を始める"),
    ("tablet", "words", "times", "九時から六時", "九時から五時"),
    ("tablet", "added", "times", "祝日", "（新設）"),
    ("tablet", "words", "times", "あおぞらの古い版", "あおぞらの新しい版"),
    ("tablet", "words", "trouble", "フォームも使えます。", "押します。"),
    ("tablet", "links", "trouble", "「フォーム」のリンク先", "（リンクなし）"),
    ("tablet", "label", "trouble", "文字が小さい", "文字が読めない"),
    ("tablet", "removed", "ending", "（削除）", "使い終わったら"),
    ("tablet", "words", "history", "YMB-2031-0301", "YMB-2031-0228"),
    ("phone", "words", "common", "最初に区役所へ", "最初に市役所へ"),
    ("phone", "words", "history", "YMB-2031-0301", "YMB-2031-0228"),
]
ORDER = ("tablet", "phone")


def pages(sides: Path, name: str) -> Mapping[str, Page]:
    return read_site(sides / name / "ja", ORDER)


def test_every_planted_change_is_shown_and_nothing_else(sides: Path, tmp_path: Path) -> None:
    found = []
    for page in compare_sites(pages(sides, "new"), pages(sides, "old")):
        for change in page.changes:
            (detail,) = details(replace(page, changes=(change,)), Pictures(tmp_path))
            shown = [texts(row) for row in detail.rows]
            words = ["".join("".join(row[side]) for row in shown) for side in ("new", "old")]
            found.append((page.page.name, change.what, change.section.id, *words))
    assert [row[:3] for row in found] == [row[:3] for row in EXPECTED]
    for (*_, new, old), (*_, new_words, old_words) in zip(found, EXPECTED, strict=True):
        assert new_words in new
        assert old_words in old


def test_steps_that_only_carry_another_number_are_told_apart(sides: Path) -> None:
    tablet, phone = compare_sites(pages(sides, "new"), pages(sides, "old"))
    assert tablet.renumbered == ((3, 4), (4, 3), (5, 6))
    assert phone.renumbered == ()


def test_only_changed_words_are_marked(sides: Path, tmp_path: Path) -> None:
    tablet = next(iter(compare_sites(pages(sides, "new"), pages(sides, "old"))))
    row = next(iter(details(tablet, Pictures(tmp_path)))).rows[0]
    marked = [
        [(run.text, run.side) for run in each.runs if isinstance(run, Run) and run.side]
        for cell in (row.new, row.old)
        for each in cell
        if isinstance(each, Line)
    ]
    assert marked == [[("方法", "new")], [("手順", "old")]]


def test_a_changed_picture_stands_beside_the_old_one(sides: Path, tmp_path: Path) -> None:
    tablet = next(iter(compare_sites(pages(sides, "new"), pages(sides, "old"))))
    shots = [
        [each for each in cell if isinstance(each, Shot)]
        for detail in details(tablet, Pictures(tmp_path))
        for row in detail.rows
        for cell in (row.new, row.old)
    ]
    new, old = (each[0] for each in shots if each)
    assert new.path.read_bytes() != old.path.read_bytes()
    assert strips(new.path, old.path) is not None


def written(sides: Path, names: tuple[str, str], out: Path) -> dict[str, bytes]:
    root = sides / "project"
    here = publication(root, "2031")
    both = [Side((name,), pages(sides, name), {"tablet": "タブレット"}) for name in names]
    out.mkdir()
    write(here, (both[0], both[1]), "2030-2031", Form("sides"), (out, out / ".cache"))
    shutil.rmtree(out / ".cache")
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_the_same_sides_give_the_same_bytes(sides: Path, tmp_path: Path) -> None:
    first = written(sides, ("new", "old"), tmp_path / "one")
    assert first == written(sides, ("new", "old"), tmp_path / "two")
    page = first["index.html"].decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "<ins>方法</ins>" in page
    assert "<del>手順</del>" in page
    assert "<script" not in page
    assert " style=" not in page
    assert len([name for name in first if name.startswith("_images/")]) == 2
    text = "".join("".join(read_pdf(tmp_path / "one" / "comparison-2030-2031.pdf").text).split())
    assert "（新設）" in text
    assert "共通（タブレット、" in text


def test_identical_sides_say_so(sides: Path, tmp_path: Path) -> None:
    files = written(sides, ("new", "new"), tmp_path / "same")
    assert "変わったところはありません。" in unmarked(files["index.html"].decode())
    assert "<ins>" not in files["index.html"].decode()


def test_printed_lines_that_end_elsewhere_are_no_change() -> None:
    def page(text: str) -> Page:
        words = [token for line in text.split("\n") for token in (Token("\n"), *tokens(line))][1:]
        return Page("tablet", (Section("tablet", 1, (), None, "", (Block("print", tuple(words)),)),))

    before = page("令和13年度（令和13年4月から令和14\n年3月まで）")
    assert compare_pages(page("令和13年度（令和13年4月か\nら令和14年3月まで）"), before).changes == ()
    [change] = compare_pages(page("令和13年度（令和13年4月か\nら令和15年3月まで）"), before).changes
    assert change.what == "words"


def test_a_printed_line_that_is_gone_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    def page(*lines: str) -> Page:
        words = [Token("\n") if word == "\n" else Token(word) for word in "|\n|".join(lines).split("|")]
        return Page("tablet", (Section("tablet", 1, (), None, "", (Block("print", tuple(words)),)),))

    flow = ("作業|の|流れ", "申し込み|ます", "入れ|ます")
    compared = compare_pages(page("版|は|5|です", *flow), page("版|は|4|です", "まだ|試して|いません", *flow))
    found = [each for change in details(compared, Pictures(tmp_path)) for each in change.rows]
    assert [texts(row) for row in found] == [
        {"new": ("版は5です",), "old": ("版は4です",)},
        {"new": ("（削除）",), "old": ("まだ試していません",)},
    ]


def test_what_the_contents_leave_no_room_for_is_read_where_it_stands() -> None:
    chapter = Section(
        "start", 2, tokens("はじめに"), None, "start", (Block("paragraph", tokens("本文です。")),)
    )
    page = Page("tablet", (Section("tablet", 1, tokens("題"), None, "", ()), chapter))
    short = ("題\n年度", "目次\n作業の流れ\n申し込む", "はじめに\n本文です。")
    long = ("題\n年度", "目次", "作業の流れ\n申し込む\nはじめに\n本文です。")
    found = [list(only_printed(page, front_moved(texts, 3, "はじめに"))) for texts in (short, long)]
    assert found[0] == found[1] == ["年度", "目次", "作業の流れ", "申し込む"]
