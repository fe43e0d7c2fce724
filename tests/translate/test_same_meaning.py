"""``translate update --same-meaning``: each changed sentence whole, once, with a yes or a no."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from terminals import Terminal
from translate_sample import HELLO, MESSAGES, PO, PRESS, edited, entries

from tebiki.cli.dispatch import main
from tebiki.content.catalogs.translation import Message
from tebiki.translate.edits import Edit, marked_texts

DONE = "Các bước để vào hệ thống."
PRESSED = "Nhấn {ui}`tablet.ask.ok`."
LONG = "とても長い文ですが、" * 9
Write = Callable[..., None]
Ask = Callable[..., None]
Told = pytest.CaptureFixture[str]
SAME = ("translate", "update", "--same-meaning")


@pytest.fixture
def two(translated: Path, write_po: Write, pages_ask: Ask) -> Path:
    """A project in two languages where two sentences have been edited."""
    write_po((HELLO, DONE), (PRESS, PRESSED))
    other = translated / PO.replace("/vi/", "/id/")
    other.parent.mkdir(parents=True)
    text = (translated / PO).read_text(encoding="utf-8").replace("Language: vi", "Language: id")
    other.write_text(text.replace(DONE, "Langkah masuk.").replace("Nhấn", "Tekan"), encoding="utf-8")
    edits = {HELLO: HELLO.replace("入る", "はいる"), PRESS: PRESS.replace("押し", "おし")}
    pages_ask([Message(m.page, edits.get(m.msgid, m.msgid), m.place, m.kind) for m in MESSAGES])
    return translated


def snapshot(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted((root / "docs/locales").rglob("*.po"))}


def keys(told: str) -> list[str]:
    return re.findall(r"(?m)^([0-9a-f]{6,})  ", told)


def test_without_an_answer_nothing_is_accepted(two: Path, capsys: Told) -> None:
    before = snapshot(two)
    assert main([*SAME]) == 1
    told = capsys.readouterr()
    found = keys(told.out)
    assert len(found) == len(set(found)) == 2
    assert told.out.count("changed sentence") == 2
    assert "translations that would stay: id, vi" in told.out or "would stay: vi, id" in told.out
    assert "2 changed sentences have no answer; nothing was changed" in told.err
    assert all(key in told.err for key in found)
    assert snapshot(two) == before


def test_an_answer_to_one_of_two_is_not_enough(two: Path, capsys: Told) -> None:
    before = snapshot(two)
    assert main([*SAME]) == 1
    first, second = keys(capsys.readouterr().out)
    assert main([*SAME, "--yes", first]) == 1
    assert second in capsys.readouterr().err
    assert snapshot(two) == before


def test_keys_answer_for_all_languages(two: Path, capsys: Told) -> None:
    assert main([*SAME]) == 1
    first, second = keys(capsys.readouterr().out)
    assert main([*SAME, "--yes", first.upper(), "--no", second]) == 0
    told = capsys.readouterr().out
    assert told.count("translations kept as they are: 1") == 2
    found = entries(two)
    kept = [msgid for msgid, entry in found.items() if entry.used]
    open_ones = [msgid for msgid, entry in found.items() if entry.fuzzy]
    assert (len(kept), len(open_ones)) == (1, 1)
    assert found[open_ones[0]].former in (HELLO, PRESS)


@pytest.mark.parametrize(
    ("answers", "used"), [("y\ny\n", 2), ("n\nはい\n", 1), ("\n\n", 0), ("hm\nno\nno\n", 0)]
)
def test_a_terminal_is_asked(
    answers: str, used: int, two: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    assert main([*SAME]) == 0
    told = capsys.readouterr()
    assert told.err.count("Is the meaning the same") >= 2
    assert sum(entry.used for entry in entries(two).values()) == used


def test_who_leaves_has_changed_nothing(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(two)
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert main([*SAME]) == 130
    assert snapshot(two) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--same-meaning", "--yes", "zzz"], "No changed sentence has this key"),
        (["--yes", "abcdef"], "are answers to --same-meaning"),
    ],
)
def test_a_wrong_answer_changes_nothing(options: list[str], said: str, two: Path, capsys: Told) -> None:
    before = snapshot(two)
    assert main(["translate", "update", *options]) == 2
    assert said in capsys.readouterr().err
    assert snapshot(two) == before


@pytest.mark.usefixtures("two")
def test_yes_and_no_to_one(capsys: Told) -> None:
    assert main([*SAME]) == 1
    first, _ = keys(capsys.readouterr().out)
    assert main([*SAME, "--yes", first, "--no", first]) == 2
    assert "with --yes and with --no" in capsys.readouterr().err


@pytest.mark.usefixtures("translated")
def test_the_opposite_is_seen(write_po: Write, pages_ask: Ask, capsys: Told) -> None:
    """Behind the sixtieth character, and told as what it may be."""
    before, after = f"{LONG}ボタンを押さずに待ちます。", f"{LONG}ボタンを押してから待ちます。"
    write_po((before, "Đợi mà không nhấn nút."))
    pages_ask([Message("tablet", after, ("docs/tablet.md", 4), "step")])
    assert main([*SAME]) == 1
    told = capsys.readouterr().out
    assert f"before: {LONG}ボタンを押【さずに】待ちます。" in told
    assert f"after:  {LONG}ボタンを押【してから】待ちます。" in told
    assert "A negation changed" in told
    assert "A word of order changed" in told


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("押さずに待つ。", "押してから待つ。", ("押【さずに】待つ。", "押【してから】待つ。")),
        ("待つ。", "少し待つ。", ("待つ。", "【少し】待つ。")),
        ("少し待つ。", "待つ。", ("【少し】待つ。", "待つ。")),
        ("{ui}`a.b`を押す。", "{ui}`a.c`を押す。", ("【{ui}`a.b`】を押す。", "【{ui}`a.c`】を押す。")),
        ("10分待つ。", "12分待つ。", ("【10】分待つ。", "【12】分待つ。")),
        ("Open it", "Close it", ("【Open】 it", "【Close】 it")),
        ("あいう", "あいう", ("あいう", "あいう")),
        ("全部", "違う", ("【全部】", "【違う】")),
    ],
)
def test_what_changed_is_marked(before: str, after: str, marked: tuple[str, str]) -> None:
    assert marked_texts(before, after) == marked
    assert tuple(re.sub("[【】]", "", text) for text in marked) == (before, after)


@pytest.mark.parametrize(
    ("before", "after", "hints"),
    [
        ("押さずに待つ。", "押してから待つ。", ("negation", "order")),
        ("押してください。", "押さないでください。", ("negation",)),
        ("押すことができます。", "押すことができません。", ("negation",)),
        ("必ず押してください。", "押してください。", ("extent",)),
        ("まず押します。", "押します。", ("order",)),
        ("二度押します。", "三度押します。", ("number",)),
        ("両方を押します。", "片方を押します。", ("number",)),
        ("閉じる前に押します。", "閉じた後に押します。", ("order",)),
        ("職員だけが使います。", "職員が使います。", ("extent",)),
        ("使用できます。", "使用は禁止です。", ("negation",)),
        ("端末がわからないとき", "端末がわかるとき", ("negation",)),
        ("少ないとき", "すくないとき", ()),
        ("押します。", "おします。", ()),
        ("下さい", "ください", ("order",)),  # a hint asks for a look, no more
    ],
)
def test_hints_of_another_meaning(before: str, after: str, hints: tuple[str, ...]) -> None:
    assert Edit(before, after, ("vi",), "0").hints == hints


@pytest.mark.usefixtures("translated")
def test_nothing_is_asked_where_nothing_was_edited(capsys: Told) -> None:
    assert main([*SAME, "--yes", "abcdef"]) == 2
    assert "No changed sentence has this key" in capsys.readouterr().err
    assert main([*SAME]) == 0
    assert "changed sentence" not in capsys.readouterr().out


@pytest.mark.usefixtures("translated")
def test_an_edit_that_no_catalogue_may_keep_is_not_asked(
    write_po: Write, pages_ask: Ask, capsys: Told
) -> None:
    write_po((PRESS, PRESSED))
    pages_ask(edited("を押します。", "を9回押します。"))
    assert main([*SAME]) == 0
    told = capsys.readouterr().out
    assert "still fuzzy (a name, a link or a number differs)" in told
    assert "【9回】" in told
