"""The text of drawings as it is set: read back from a PDF of each, not taken from what it declares."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_screens import HEAD, SCREENS, inputs_for, screen_of
from screen_gates import crowded, sizes_off, small_signs, typed_words

from tebiki.content.screens import Drawing, Screen

#: On the kit's Android screen; nobody has to read it.
CLOCK = set("9:30")


def drawn(body: str, folder: Path, *marks: str) -> Screen:
    """A drawing of one's own, with marks."""
    (folder / "phone").mkdir()
    (folder / "phone" / "x.typ").write_text(HEAD + body, encoding="utf-8")
    rows = "".join(f'[[marks]]\nelement = "{mark}"\n' for mark in marks)
    table = f'kind = "screen"\nverified = false\nknown = true\nsource = "s"\n{rows}'
    (folder / "phone" / "x.toml").write_text(table, encoding="utf-8")
    return screen_of((folder, "phone/x"))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen[1])
def test_text_is_as_large_as_it_has_to_be(screen: tuple[Path, str]) -> None:
    assert small_signs(screen_of(screen), inputs_for(screen)) <= CLOCK


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen[1])
def test_a_mark_declares_the_size_of_a_text_that_is_there(screen: tuple[Path, str]) -> None:
    assert sizes_off(screen_of(screen), inputs_for(screen)) == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen[1])
def test_a_mark_hides_nothing_that_is_meant(screen: tuple[Path, str], language: str) -> None:
    assert crowded(screen_of(screen, language), inputs_for(screen, language)) == []


def test_small_text_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    screen = drawn("#show: android\n#text(size: 8pt)[小]#text(size: 16pt)[大]\n", tmp_path)
    assert small_signs(screen, inputs_for(SCREENS[0])) == CLOCK | {"小"}


def test_a_mark_that_declares_more_than_stands_there_is_seen(tmp_path: Path) -> None:
    body = (
        '#show: android\n#target("a", 20pt, text(size: 12pt)[字])\n#target("b", 20pt, text(size: 20pt)[字])\n'
    )
    [told] = sizes_off(drawn(body, tmp_path, "a", "b"), inputs_for(SCREENS[0]))
    assert told.startswith("a: ")


def test_targets_that_touch_are_seen(tmp_path: Path) -> None:
    words = 'target("{}", 20pt, text(size: 20pt)[字])'
    body = f"#show: android\n#grid(columns: 2, {words.format('a')}, {words.format('b')})\n"
    assert any(
        told.startswith("boxes: ")
        for told in crowded(drawn(body, tmp_path, "a", "b"), inputs_for(SCREENS[0]))
    )


def test_typed_words_are_seen() -> None:
    assert typed_words('#label("a.b") #label("a.c") 字 OK', frozenset({"a.b"})) == ["字", "a.c"]


def test_the_screens_are_drawings() -> None:
    assert all(isinstance(screen_of(screen).source, Drawing) for screen in SCREENS)
