"""``tebiki translate status``: counts, what is open, the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
from translate_sample import BACK, HELLO, LABEL, OPEN, PO, PRESS, entries

from tebiki.cli.dispatch import main

Write = Callable[..., None]
Told = pytest.CaptureFixture[str]
STEPS = (
    (OPEN, "Mở biểu mẫu. Phiên bản {fact}`version`, {fact}`published`."),
    (LABEL, "Khi {ui}`tablet.ask.title` hiện ra, hãy cài tệp {fact}`certificate.file`."),
    (PRESS, "Nhấn {ui}`tablet.ask.ok`."),
    (BACK, "Quay lại {step}`1` hoặc xem {remedy}`nothing`."),
)


def run(*arguments: str) -> int:
    return main(["translate", "status", *arguments])


def status(capsys: Told) -> dict[str, Any]:
    assert run("vi", "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["languages"]
    return dict(one)


def name_labels(translated: Path) -> None:
    """Give the two labels of the screen words in the language."""
    path = translated / "docs/labels/tablet.toml"
    text = path.read_text(encoding="utf-8").replace('source = "invented"', 'vi = "Có"\nsource = "invented"')
    path.write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("translated")
def test_vital_messages_are_counted_apart(capsys: Told) -> None:
    index, tablet = status(capsys)["pages"]
    assert index["page"] == "index"
    assert tablet["vital"] == {"done": 0, "fuzzy": 0, "missing": 6}  # 4 and 2 labels
    assert tablet["rest"] == {"done": 1, "fuzzy": 0, "missing": 0}
    assert tablet["released"] is False


def test_a_page_is_released_when_nothing_vital_is_open(
    translated: Path, write_po: Write, capsys: Told
) -> None:
    write_po((HELLO, "Các bước."), *STEPS)
    name_labels(translated)
    index, tablet = status(capsys)["pages"]
    assert (index["released"], tablet["released"]) == (False, True)


def test_what_is_open_names_file_line_and_picture(translated: Path, write_po: Write, capsys: Told) -> None:
    write_po((HELLO, "Các bước."), f'#, fuzzy\nmsgid "{PRESS}"\nmsgstr "Nhấn."\n')
    found = {item["msgid"]: item for item in status(capsys)["open"]}
    assert HELLO not in found
    line = entries(translated)[PRESS].line
    assert found[PRESS] == {
        "msgid": PRESS,
        "text": "「はい」を押します。",
        "state": "fuzzy",
        "kind": "step",
        "pages": ["tablet"],
        "places": [{"file": "docs/tablet.md", "line": 41}],
        "catalog": {"file": PO, "line": line},
        "screens": ["tablet/ask"],
    }
    assert found[OPEN]["catalog"]["line"] is None
    assert run("vi") == 0
    told = capsys.readouterr().out
    assert (
        f"docs/tablet.md:41 (manual.po:{line}) fuzzy, step screenshots/tablet/ask: 「はい」を押します。"
        in told
    )


def test_who_vouches(translated: Path, capsys: Told) -> None:
    care = translated / "docs/locales/vi/language.toml"
    care.write_text(
        'owner = "国際課"\nbar = 80\n[reviewed.2031]\nby = "Lan"\non = "2031-03-01"\n', encoding="utf-8"
    )
    found = status(capsys)
    assert (found["owner"], found["bar"], found["revised"]) == ("国際課", 80, "2031-02-03")
    assert found["reviewed"] == {"by": "Lan", "on": "2031-03-01"}
    assert run() == 0
    told = capsys.readouterr().out
    assert "owner: 国際課; edition 2031 reviewed by Lan on 2031-03-01" in told
    assert "@" not in told


@pytest.mark.usefixtures("translated")
def test_what_the_guard_refuses_is_told(write_po: Write, capsys: Told) -> None:
    write_po((HELLO, "Vào <b>mạng</b>."))
    assert run() == 1
    told = capsys.readouterr()
    assert PO in told.err
    assert "first page" in told.out


def test_a_broken_catalogue_does_not_hide_the_others(translated: Path, capsys: Told) -> None:
    other = translated / "docs/locales/id/LC_MESSAGES/manual.po"
    other.parent.mkdir(parents=True)
    other.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert run() == 1
    told = capsys.readouterr()
    assert "docs/locales/id/LC_MESSAGES/manual.po:1" in told.err
    assert "vi: owner: nobody" in told.out


@pytest.mark.parametrize("to", ["ja", "en"])
def test_the_page_stands_alone(
    translated: Path, to: str, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", to)
    assert run("--html", "out/s.html") == 0
    assert "out/s.html" in capsys.readouterr().out
    text = (translated / "out/s.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert tree.get("lang") == to
    assert not tree.findall(".//script")
    assert "//" not in text.replace("</", "")
    pictures = [image.get("src") for image in tree.iter("img")]
    assert set(pictures) == {"s-pictures/vi/tablet-ask.png"}
    assert all((translated / "out" / str(name)).is_file() for name in pictures)
    assert all(image.get("alt") for image in tree.iter("img"))
    meters = list(tree.iter("meter"))
    assert [meter.get("value") for meter in meters] == ["100", "0", "0", "100"]
    assert all(meter.get("aria-label") and meter.text for meter in meters)
    japanese = ["".join(p.itertext()) for p in tree.iter("p") if p.get("lang") == "ja"]
    assert "「はい」を押します。" in japanese
    assert "手順1に戻るか、困ったとき 〈nothing〉を見てください。" in japanese


def test_the_page_has_the_same_bytes_twice(translated: Path) -> None:
    run("--html", "a/s.html")
    run("--html", "b/s.html")
    one, other = (
        {p.relative_to(translated / d): p.read_bytes() for p in (translated / d).rglob("*.*")} for d in "ab"
    )
    assert one == other


def test_text_from_a_catalogue_is_text(translated: Path, write_po: Write) -> None:
    write_po(f'#, fuzzy\nmsgid "{HELLO}"\nmsgstr "<script>alert(1)</script>"\n')
    run("--html", "s.html")
    text = (translated / "s.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
