"""The list of the fonts' characters is what the fonts have."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from subset_fonts import characters_of, format_characters, write_characters
from tebiki.render import fonts


def test_the_list_is_what_the_fonts_have() -> None:
    codes = characters_of(fonts.FONT_FILES)
    assert fonts.CHARACTERS.read_text(encoding="ascii") == format_characters(codes)
    assert fonts._covered() == codes
    assert {ord("A"), ord("あ"), ord("选"), ord("ọ")} < codes


@pytest.mark.parametrize(
    ("codes", "lines"),
    [
        (set[int](), []),
        ({0x25C}, ["025C"]),
        ({0x41, 0x42, 0x43, 0x45}, ["0041-0043", "0045"]),
        ({0x2000B, 0xFFFF, 0x10000}, ["FFFF-10000", "2000B"]),
    ],
)
def test_a_line_is_a_run_of_code_points(codes: set[int], lines: list[str]) -> None:
    head, *rest = format_characters(codes).splitlines()
    assert head.startswith("# ")
    assert rest == lines


def test_another_folder_of_fonts_has_its_own_list(tmp_path: Path) -> None:
    shutil.copy(fonts.BADGE_FONT, tmp_path)
    write_characters(tmp_path)
    text = (tmp_path / "characters.txt").read_text(encoding="ascii")
    assert text == format_characters(characters_of([fonts.BADGE_FONT]))
    assert text != fonts.CHARACTERS.read_text(encoding="ascii")


def test_every_character_of_windows_japanese_code_page_is_there() -> None:
    """髙 of 髙橋 and the others that IBM and NEC added: names of people and places are typed with them."""
    rows = (bytes([a, b]) for a in range(0x81, 0xFD) for b in range(0x40, 0xFD))
    text = "".join(row.decode("cp932", errors="ignore") for row in rows)
    own = "".join(c for c in text if c.isprintable() and not "\ue000" <= c <= "\uf8ff")
    assert fonts.missing(own) == ""
    assert {"髙", "﨑", "德", "神", "靑"} <= set(own)
