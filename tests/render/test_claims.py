"""Claims of pictures: one process draws, others wait, and a dead one keeps nobody waiting."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from invented_screens import ASK, inputs_for, screen_of

from tebiki.render import claims, screen
from tebiki.render.cache import find, key_of
from tebiki.render.claims import drawn_by_us

KEY, OTHER = key_of({"a": 1}), key_of({"a": 2})
TOOLS = Path(__file__).parents[2] / "tools"
_HOLD = (
    "import sys; from pathlib import Path; from tebiki.render.claims import drawn_by_us\n"
    "with drawn_by_us(Path(sys.argv[1]), sys.argv[2]):\n"
    "    print('held', flush=True); sys.stdin.readline()\n"
    "    Path(sys.argv[1], 'done').touch()\n"
)


@contextmanager
def holder(folder: Path, key: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a claim until it is told to go on."""
    command = [sys.executable, "-c", _HOLD, str(folder), key]
    surroundings = {**os.environ, "PYTHONPATH": str(TOOLS)}
    with subprocess.Popen(
        command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_whoever_wants_the_same_picture_waits(tmp_path: Path) -> None:
    with holder(tmp_path, KEY) as other:
        go_on(other)
        with drawn_by_us(tmp_path, KEY):
            assert (tmp_path / "done").exists()


def test_another_picture_is_not_waited_for(tmp_path: Path) -> None:
    with holder(tmp_path, KEY), drawn_by_us(tmp_path, OTHER):
        assert not (tmp_path / "done").exists()


def test_meanwhile_something_else_is_done(tmp_path: Path) -> None:
    left, done = [1, 2, 3], list[int]()

    def do_another() -> bool:
        if not left:
            go_on(other)  # from now on we wait
            return False
        done.append(left.pop())
        return True

    with holder(tmp_path, KEY) as other:
        with drawn_by_us(tmp_path, OTHER, do_another) as ours:
            assert ours
            assert done == []  # that one was free
        with drawn_by_us(tmp_path, KEY, do_another) as ours:
            assert ours
            assert done == [3, 2, 1]
            assert (tmp_path / "done").exists()


def test_who_does_not_wait_is_told_that_another_draws(tmp_path: Path) -> None:
    with holder(tmp_path, KEY):
        with drawn_by_us(tmp_path, KEY, None) as ours:
            assert not ours
        with drawn_by_us(tmp_path, OTHER, None) as ours:
            assert ours


def test_ahead_is_drawn_what_nobody_else_draws(tmp_path: Path) -> None:
    key = screen._key(screen_of(ASK), screen._shown_inputs(screen_of(ASK), inputs_for(ASK)), 1)
    with holder(tmp_path, key):
        assert not screen.draw_ahead(screen_of(ASK), inputs_for(ASK), tmp_path)
        assert find(tmp_path, key) is None
    assert screen.draw_ahead(screen_of(ASK), inputs_for(ASK), tmp_path)
    drawn = screen.draw(screen_of(ASK), inputs_for(ASK), tmp_path).path
    assert drawn.name == f"{key}.png"
    before = drawn.stat().st_mtime_ns
    assert not screen.draw_ahead(screen_of(ASK), inputs_for(ASK), tmp_path)
    assert drawn.stat().st_mtime_ns == before


def test_the_claim_of_a_dead_process_is_given_up(tmp_path: Path) -> None:
    with holder(tmp_path, KEY) as other:
        other.kill()
        with drawn_by_us(tmp_path, KEY):
            assert not (tmp_path / "done").exists()


def test_a_folder_that_takes_no_claims_takes_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(37, "no locks available")

    monkeypatch.setattr(claims, "_lock", refuse)
    assert screen.draw(screen_of(ASK), inputs_for(ASK), tmp_path).path.exists()
    (tmp_path / "file").touch()
    with drawn_by_us(tmp_path / "file", KEY):
        pass


def test_what_another_process_has_drawn_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture that stands in the cache once the claim is ours is not drawn again."""
    drawn = screen.draw(screen_of(ASK), inputs_for(ASK), tmp_path)
    answers = [None, find(tmp_path, drawn.path.stem)]
    monkeypatch.setattr(screen, "find", lambda *_: answers.pop(0))
    monkeypatch.setattr(screen, "_made", lambda *_: pytest.fail("drawn twice"))
    assert screen.draw(screen_of(ASK), inputs_for(ASK), tmp_path).path == drawn.path
