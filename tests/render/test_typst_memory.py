"""What Typst keeps goes when it is told to, and what is set after that is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from invented_screens import ASK, inputs_for, screen_of

from tebiki.plain import SWITCH
from tebiki.render import typst_memory
from tebiki.render.screen import draw
from tebiki.render.typst_memory import forget_compiled, resident_bytes


def compiled(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is compiled from now on to push something out."""
    made: list[bytes] = []

    class Watched:
        def __init__(self, text: bytes, **_: object) -> None:
            made.append(text)

        def compile(self, text: bytes, **_: object) -> None:
            made.append(text)

    monkeypatch.setattr(typst, "Compiler", Watched)
    return made


def test_a_drawing_is_the_same_after_all_was_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typst_memory, "LARGE", 0)  # give back what is free, too
    first = draw(screen_of(ASK), inputs_for(ASK), tmp_path / "a").path.read_bytes()
    forget_compiled()
    assert draw(screen_of(ASK), inputs_for(ASK), tmp_path / "b").path.read_bytes() == first


def test_it_is_told_to_forget_once_and_only_where_it_has_set_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(screen_of(ASK), inputs_for(ASK), tmp_path)
    made = compiled(monkeypatch)
    forget_compiled()
    assert len(made) > typst_memory._REMEMBERED
    made.clear()
    forget_compiled()
    assert not made


def test_the_switch_takes_it_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(screen_of(ASK), inputs_for(ASK), tmp_path)
    made = compiled(monkeypatch)
    monkeypatch.setenv(SWITCH, "1")
    forget_compiled()
    assert not made


def test_how_large_a_process_is() -> None:
    assert resident_bytes() == 0 or 10 << 20 < resident_bytes() < 10 << 30


def test_a_small_process_keeps_what_it_has_where_only_a_large_one_is_to_forget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(screen_of(ASK), inputs_for(ASK), tmp_path)
    made = compiled(monkeypatch)
    forget_compiled(above=resident_bytes() + (1 << 30))
    assert not made
    forget_compiled(above=1)
    assert made
