from __future__ import annotations

import io

import pytest

from tebiki.messages.console import Console, safe, width


class Terminal(io.TextIOWrapper):
    """A console of a given encoding that somebody watches."""

    def __init__(self, encoding: str) -> None:
        self.raw_bytes = io.BytesIO()
        super().__init__(self.raw_bytes, encoding=encoding, newline="")

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        return self.raw_bytes.getvalue().decode(self.encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "ascii", "cp1252", None, "no-such"])
def test_every_character_can_be_printed(encoding: str | None) -> None:
    text = "手順2 → 「OK」…✓⚠ Wi\u2011Fi é 😀 \ud800"
    shown = safe(text, encoding)
    shown.encode("ascii" if encoding in {None, "no-such"} else encoding or "ascii")
    assert "2 " in shown
    assert "?" not in shown


def test_near_characters_before_escapes() -> None:
    assert safe("→ Wi\u2011Fi", "ascii") == "-> Wi-Fi"
    assert safe("手順", "ascii") == r"\u624b\u9806"
    assert safe("手順 → Wi\u2011Fi", "cp932") == "手順 → Wi-Fi"


def test_width_counts_columns() -> None:
    assert width("ab手順") == 6
    assert width("か\u3099") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "ascii"])
def test_results_and_remarks_go_to_their_streams(encoding: str) -> None:
    out, err = Terminal(encoding), Terminal(encoding)
    console = Console(out, err)
    console.out("result é")
    console.err("→ remark")
    assert out.shown().startswith("result ")
    assert "remark\n" in err.shown()
    assert console.shows("手順") is (encoding != "ascii")


def test_progress_is_on_one_line_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TERM", "xterm")
    err = Terminal("cp932")
    console = Console(Terminal("cp932"), err)
    console.progress("手順" * 20)
    console.progress("ab")
    console.err("done")
    shown = err.shown()
    assert shown.count("\n") == 1
    assert shown.split("\r")[-1] == "done\n"
    assert all(width(part) < 20 for part in shown.split("\r"))


def test_no_progress_in_a_file() -> None:
    err = io.StringIO()
    Console(io.StringIO(), err).progress("half")
    assert not err.getvalue()
