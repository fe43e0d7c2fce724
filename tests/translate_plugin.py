"""Fixtures of a small project with a catalogue, and of pages that ask for what a test says.

No ``conftest.py`` of the folder: tests elsewhere import the one of all tests by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from translate_sample import HEADER, HELLO, MESSAGES, PO, po

from tebiki.content.catalogs.translation import Message
from tebiki.pipeline import extract_messages


@pytest.fixture
def write_po(city: Path) -> Callable[..., None]:
    """Writes the project's catalogue."""

    def write(*pairs: tuple[str, str] | str, header: str = HEADER) -> None:
        path = city / PO
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(po(*pairs, header=header), encoding="utf-8", newline="\n")

    return write


@pytest.fixture
def pages_ask(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[Message]], None]:
    """Says what the pages ask for."""

    def ask(messages: Iterable[Message]) -> None:
        monkeypatch.setattr(extract_messages, "extract", lambda _: tuple(messages))

    return ask


@pytest.fixture
def translated(
    city: Path, monkeypatch: pytest.MonkeyPatch, pages_ask: Callable[..., None], write_po: Callable[..., None]
) -> Path:
    """The city's project as the working folder, with one translated message."""
    monkeypatch.chdir(city)
    pages_ask(MESSAGES)
    write_po((HELLO, "Các bước để vào hệ thống."))
    return city
