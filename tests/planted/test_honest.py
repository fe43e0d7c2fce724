"""Edits that are right, by someone else than the rules' authors: none of them is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import speak
from faults import DRAWING, EDITION, LABELS, PAGE, SCREEN
from faults_required import END, PHONE, TABLE
from web_gates import unmarked

from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

Edit = Callable[[Path], object]
SAID = "これで終わり"
REMEDY = "{mark}:::{{remedy}} 音が出ない\n:name: silent\n\n音量を上げます。\n:::\n\n"
MENU = "screenshots/tablet/menu"
NEXT = ("2032", "--certificate", "YMB-2032-0301", "--published", "2032-03", "--yes")


def put(file: str, *pairs: tuple[str, str]) -> Edit:
    def edit(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        (root / file).write_text(text, encoding="utf-8", newline="\n")

    return edit


def every(*edits: Edit) -> Edit:
    return lambda root: [edit(root) for edit in edits]


def run(*words: str) -> Edit:
    def edit(_: Path) -> None:
        assert main(list(words)) == 0

    return edit


def text_of(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


def sorted_otherwise(root: Path) -> None:
    """The records of looks above the rows, the rows the other way round."""
    text = text_of(root, TABLE)
    head, rows, looks = (text.index(sign) for sign in ("[manuals.tablet]", "[rows.A1]", "[[looked]]"))
    parts = re.split(r"(?m)^(?=\[rows)", text[rows:looks])
    whole = [text[:head], text[looks:], "\n", *parts[:0:-1], "\n", text[head:rows]]
    (root / TABLE).write_text("".join(whole), encoding="utf-8", newline="\n")


def other_picture(root: Path) -> None:
    (root / SCREEN).rename(root / f"{MENU}.toml")
    (root / DRAWING).rename(root / f"{MENU}.typ")
    for file in (PAGE, TABLE):
        text = text_of(root, file).replace("tablet/ask", "tablet/menu")
        (root / file).write_text(text, encoding="utf-8", newline="\n")


def third_manual(root: Path) -> None:
    """One that the table does not name, with a text of its own."""
    text = text_of(root, PHONE).replace("(phone)=", "(watch)=")
    text = re.sub(r"(?m)^% .*\n", "", text)
    (root / "docs/watch.md").write_text(text, encoding="utf-8", newline="\n")
    facts = text_of(root, EDITION)
    own = facts[facts.index("[manuals.phone]") :].replace("manuals.phone", "manuals.watch")
    own = own.replace('platform = "電話"', 'platform = "時計"')
    (root / EDITION).write_text(f"{facts}\n{own}", encoding="utf-8", newline="\n")


def without_phone(root: Path) -> None:
    put(TABLE, ("[manuals.phone]", '[manuals.phone]\nretired = "電話では使えないため"'))(root)
    facts = text_of(root, EDITION)
    (root / EDITION).write_text(facts[: facts.index("[manuals.phone]")], encoding="utf-8", newline="\n")
    (root / PHONE).unlink()


def saved_by(change: Callable[[bytes], bytes]) -> Edit:
    def edit(root: Path) -> None:
        for path in root.rglob("*"):
            if path.suffix in (".md", ".toml", ".py"):
                path.write_bytes(change(path.read_bytes()))

    return edit


NEW_ROW = (
    ('"A4", "A5"]', '"A4", "A5", "A6"]'),
    ("[rows.B1]", '[rows.A6]\nsays = "画面が暗いとき"\nmanuals = ["tablet"]\n\n[rows.B1]'),
)
CONFIRMED = ("edition", "confirm", "certificate.subject", "--edition", "2031", "--by", "福祉課")
LOOKED = ("--by", "みまもり係", "--on", "2031-03-05")
EDITS: dict[str, Edit] = {
    "nothing": lambda _: None,
    "a confirmed fact": every(
        put(EDITION, ("[certificate]\n", '[certificate]\nsubject = "CN=Yamabe"\n')),
        run(*CONFIRMED, "--on", "2031-01-20"),
    ),
    "a corrected sentence": put(END, (SAID, "以上で終わり")),
    "a corrected sentence and its look": every(
        put(END, (SAID, "以上で終わり")), run("required", "looked", "A4", *LOOKED)
    ),
    "a sentence more": put(END, ("です。", "です。お疲れさまでした。")),
    "a new remedy": put(PAGE, ("(history)=", REMEDY.format(mark="") + "(history)=")),
    "a new remedy above the others": put(PAGE, ("% A5\n", REMEDY.format(mark="") + "% A5\n")),
    "a step's other picture": other_picture,
    "a step more": every(
        put(PAGE, ("```{include}", "(step-3)=\n### まつ\n\n待ちます。\n\n```{include}")),
        put(TABLE, ('  ["tablet/ask"],\n]', '  ["tablet/ask"],\n  [],\n]')),
    ),
    "a manual that the table lacks": third_manual,
    "a manual that was given up": without_phone,
    "comments in the table": put(TABLE, ("[rows.A3]\n", "# 大事な行\n[rows.A3]  # 令和13年度から\n")),
    "a comment in the text": put(PAGE, ("% A3\n", "% 2031年度に見直す\n\n% A3\n")),
    "a comment that speaks of a row": put(PAGE, ("(history)=", "% A3 の文は、手順2にある\n\n(history)=")),
    "a comment right above a mark": put(PAGE, ("% A3\n", "% 見直す\n% A3\n")),
    "a comment right below a mark": put(PAGE, ("% A3\n", "% A3\n% 見直す\n")),
    "a comment between a mark and its heading": put(
        PAGE, ("(step-2)=\n### 入れる\n\n% A3\n", "% A3\n% 見直す\n(step-2)=\n### 入れる\n\n")
    ),
    "blanks around a mark": put(PAGE, ("% A3\n", "\n\n  %  A3   \n\n\n")),
    "an added row": every(
        put(TABLE, *NEW_ROW),
        put(PAGE, (":::{remedy} 画面が暗い", "% A6\n:::{remedy} 画面が暗い")),
        run("required", "looked", "A6", *LOOKED),
    ),
    "two rows of one mark": every(put(TABLE, *NEW_ROW), put(PAGE, ("% A5\n", "% A5 A6\n"))),
    "a row that need not be said": every(
        put(TABLE, ("[rows.A5]", '[rows.A5]\nretired = "起きなくなったため"')), put(PAGE, ("% A5\n", ""))
    ),
    "other orders of keys": put(
        TABLE,
        (
            'says = "ファイルを入れる"\nmanuals = ["tablet"]\nfacts = ["certificate.file"]',
            'facts = ["certificate.file"]\nmanuals = ["tablet"]\nsays = "ファイルを入れる"',
        ),
    ),
    "another order of tables": sorted_otherwise,
    "lists over lines": put(
        TABLE, ('["tablet.ask.title", "', '[\n  "tablet.ask.title", # 題\n  "'), ('ok"]', 'ok",\n]')
    ),
    "other quotes": put(TABLE, ('says = "終わりを知らせる"', "says = '終わりを知らせる'")),
    "blank lines": put(TABLE, ("[rows.A3]\n", "\n\n[rows.A3]\n\n")),
    "per cent and paper": put(PAGE, ("画面に触れます。", "電池が20％より多いときに、A3の紙に触れます。")),
    "an address written out": put(PAGE, ("[申込フォームを開く](fact:form)", "{url}`form`")),
    "line ends of Windows": saved_by(lambda data: data.replace(b"\n", b"\r\n")),
    "byte order marks": saved_by(lambda data: b"\xef\xbb\xbf" + data),
    "a new language": lambda root: speak(root, "ja", "en"),
    "a new year": run("edition", "new", *NEXT),
    "a new year made current": every(run("edition", "new", *NEXT), put("conf.py", ('"2031"', '"2032"'))),
    "a comment in conf.py": put("conf.py", ("tebiki_format = 2", "tebiki_format = 2  # tebiki が書く")),
    "what editors leave": lambda root: [
        (root / name).write_text("x", encoding="utf-8")
        for name in (f"{TABLE}~", f"{PAGE}.bak", f"{LABELS}.orig")
    ],
    "a table of the first format": put(TABLE, ("format = 2\n", "")),
}  # fmt: skip
#: Warnings that ask somebody to look; nothing else may be told.
ASKED = {"required/look-again", "required/not-looked", "required/not-listed", "format/older"}


@pytest.mark.parametrize("name", EDITS)
def test_no_honest_edit_is_refused(
    required_city: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    EDITS[name](required_city)
    findings = check(Asked(required_city, outputs=False)).findings
    told = [f.problem for f in findings if f.severity != "unconfirmed" and f.rule not in ASKED]
    assert told == []
    assert main(["migrate"]) == 0, capsys.readouterr().err


#: They do not disturb each other: one build holds all of them.
TOGETHER = (
    "a confirmed fact", "a corrected sentence", "a new remedy", "a step more", "a step's other picture",
    "comments in the table", "a comment that speaks of a row", "blanks around a mark", "an added row",
    "other quotes", "per cent and paper", "a new year", "a new language", "line ends of Windows",
)  # fmt: skip


@pytest.mark.usefixtures("forked")
def test_a_build_takes_them(required_city: Path) -> None:
    for name in TOGETHER:
        EDITS[name](required_city)
    outcome = build(Request(required_city, languages=("ja",), formats=("html",)), lambda _: None)
    text = unmarked((outcome.target / "ja" / "tablet.html").read_text(encoding="utf-8"))
    assert "音量を上げます。" in text
    assert "以上で終わり" in text
