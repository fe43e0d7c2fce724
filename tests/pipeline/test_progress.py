"""What is told of a build while it goes on."""

from __future__ import annotations

import time

import pytest

from tebiki.pipeline.job import Step
from tebiki.pipeline.progress import Progress


def test_a_terminal_sees_steps_and_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    lines, ticks = list[str](), list[str]()
    progress = Progress(lines.append, ticks.append)
    progress.expect("ja", 8)
    progress.start(["ja", "vi"], 1)
    progress.begin("ja")
    progress.step("ja", Step("pdf", 2, 6))
    now[0] += 3
    progress.tick()
    progress.end("ja")
    assert ticks == [
        "Building: ja PDF 2 of 6; about 16 s left",
        "Building: ja PDF 2 of 6; about 13 s left",
    ]
    assert lines == ["Building (ja, vi) …", "ja is built (1 of 2)"]
    assert progress.took == {"ja": 3}


def test_a_first_build_promises_nothing() -> None:
    ticks: list[str] = []
    progress = Progress(lambda _: None, ticks.append)
    progress.start(["ja"], 2)
    progress.begin("ja")
    progress.tick()
    assert ticks == ["Building: ja"]


def test_a_log_has_no_ticks() -> None:
    lines: list[str] = []
    progress = Progress(lines.append)
    progress.start(["ja"], 2)
    progress.begin("ja")
    progress.step("ja", Step("reading"))
    progress.end("ja")
    assert lines == ["Building (ja) …", "ja is built (1 of 1)"]
