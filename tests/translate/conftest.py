"""A small project with a catalogue, and pages that ask for what a test says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from translate_sample import HEADER, HELLO, MESSAGES, PO, po

from tebiki.model.translation import Message
from tebiki.translate.project import Project


@pytest.fixture
def write(city: Path) -> Callable[..., None]:
    """Writes the project's catalogue."""

    def write(*pairs: tuple[str, str] | str, header: str = HEADER) -> None:
        path = city / PO
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(po(*pairs, header=header), encoding="utf-8", newline="\n")

    return write


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[Message]], None]:
    """Says what the pages ask for."""

    def ask(messages: Iterable[Message]) -> None:
        monkeypatch.setattr(Project, "messages", lambda _: tuple(messages))

    return ask


@pytest.fixture
def root(
    city: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., None], write: Callable[..., None]
) -> Path:
    """The city's project as the working folder, with one translated message."""
    monkeypatch.chdir(city)
    ask(MESSAGES)
    write((HELLO, "Các bước để vào hệ thống."))
    return city
