"""Run by test_publish_crash.py: kills publishing processes at random moments.

``python crash_publish.py FOLDER exchange|journal COUNT``: each round a child publishes
without end, is killed, and the target is looked at, recovered and looked at again. A
process of its own, since it forks: pytest may have threads.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from tebiki.pipeline.publish import publish, recover, staging_folder

PAGE = '<meta name="generator" content="tebiki"><p>{number}</p>'
FILES = ("index.html", "ja/android.html", "ja/android.pdf")


def write(folder: Path, number: int) -> None:
    """An output whose every file carries the same number."""
    (folder / "ja").mkdir()
    for name in FILES:
        (folder / name).write_text(PAGE.format(number=number), encoding="utf-8")


def look(target: Path) -> str:
    """The number that all files of an output share."""
    found = sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file())
    assert found == sorted(FILES), found
    contents = {(target / name).read_text(encoding="utf-8") for name in FILES}
    assert len(contents) == 1, contents
    return contents.pop()


def publish_once(target: Path, number: int, *, exchange: bool) -> None:
    """One build of an output."""
    project = target.parent.parent / "project"
    with staging_folder(target, project=project, on_wait=lambda _: sys.exit("locked")) as staged:
        write(staged, number)
        publish(staged, target, exchange_folders=exchange)


def publish_for_ever(target: Path, first: int, *, exchange: bool) -> None:
    """What a round kills."""
    for number in range(first, sys.maxsize):
        publish_once(target, number, exchange=exchange)


def kill_one(target: Path, first: int, *, exchange: bool, after: float) -> None:
    """Start a publishing child and kill it ``after`` seconds."""
    child = os.fork()
    if child == 0:
        publish_for_ever(target, first, exchange=exchange)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def main(folder: Path, way: str, count: int) -> None:
    """All rounds; prints how often the target was absent right after a kill, and what was left."""
    chance = random.Random(count)  # noqa: S311
    target, exchange = folder / "out" / "site", way == "exchange"
    publish_once(target, 0, exchange=exchange)
    absent = left = 0
    for number in range(count):
        kill_one(target, 1000 * number, exchange=exchange, after=chance.uniform(0, 0.03))
        absent += not target.exists()
        left += len(list(target.parent.iterdir())) > 1
        if target.exists():
            look(target)
        assert target.exists() or not exchange
        recover(target)
        look(target)
    publish_once(target, -1, exchange=exchange)
    assert look(target) == PAGE.format(number=-1)
    assert [p.name for p in target.parent.iterdir()] == ["site"]
    sys.stdout.write(f"{absent} {left}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
