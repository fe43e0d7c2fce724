"""Run by test_release_crash.py: kills releases at random moments after their files are made.

``python crash_release.py ROOT COUNT``: each round a child releases one version after the other,
is killed, and ``dist`` and the records are looked at; the next child goes on with what this one has
left. All is real but the making of the files, which would take seconds. Every other release keeps no
record of its pages, as releases did once, so that the one after completes it. A process of its own,
since it forks.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from release_samples import FILES, YEAR, open_next, write
from signed_papers import number_on_papers

from tebiki.content.releases import Release, load_releases
from tebiki.content.sums import SUMS, read_sums
from tebiki.editions.compare.page_record import PICTURES, PageRecord, read_record
from tebiki.editions.git import Repository
from tebiki.editions.release import release as steps
from tebiki.editions.release.make import sums
from tebiki.editions.release.options import Wish
from tebiki.editions.release.record import RECORDS, restored


def look(root: Path) -> str | None:
    """The commit that all files of ``dist`` share; None where nothing is there."""
    target = root / "dist" / YEAR
    if not target.exists():
        return None
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert found == {*FILES, SUMS}, found
    assert sums(target) == (target / SUMS).read_text(encoding="utf-8")
    assert read_sums(sums(target)).keys() == set(FILES)
    texts = {(target / name).read_text(encoding="utf-8") for name in FILES}
    assert len(texts) == 1, texts
    commit: str = re.findall(r"<p>(\w+)</p>", texts.pop())[0]
    assert Repository.of(root).is_ancestor(commit), "files of a commit that no branch has"
    return commit


def release_once(root: Path) -> str:
    """Release what is open; gives the commit."""
    restored(Repository.of(root), root)
    open_next(root)
    asked = steps.Asked(YEAR, date(2031, 2, 20), "1", number_on_papers(root, YEAR))
    return steps.release(root, asked, lambda _: None).release.commit


def picture_of(commit: str) -> bytes:
    """A picture, as far as a look at its kind goes."""
    return b"\x89PNG\r\n\x1a\n" + commit.encode()


def write_pages(folder: Path, commit: str) -> None:
    """A record of pages, with a picture that no other release has."""
    picture = picture_of(commit)
    table = {"format": 1, "year": int(YEAR), "certificate": commit, "languages": ["ja"]}
    texts = {
        "edition.json": json.dumps({**table, "manuals": {}, "files": {}}).encode(),
        "ja/tablet.json": b"x" * 100_000,
        f"{PICTURES}/{hashlib.sha256(picture).hexdigest()}.png": picture,
    }
    for name, data in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def recover(root: Path, _year: str, release: Release, _told: object) -> PageRecord:
    """Stands for what is left of a release without a record."""
    own = root / "build" / "recovered"
    shutil.rmtree(own, ignore_errors=True)
    write_pages(own, release.commit)
    return read_record(own, own / PICTURES)


def fake(made: Callable[[], object]) -> None:
    """Have releases make their files at once, and call ``made`` then."""

    def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
        write(Path(wish.output), wish.commit)
        Path(wish.record).mkdir()
        if wish.number % 2 == 0:
            write_pages(Path(wish.record), wish.commit)
        made()

    vars(steps).update(made_by_commit=make, obtain_record=recover)


def look_at_records(root: Path) -> None:
    """After what was stopped is taken back: each record is whole and committed, or not there at all."""
    repository = Repository.of(root)
    restored(repository, root)
    left = [name for name in repository.changed() if RECORDS in name and "review" not in name]
    assert left == [], left
    there = {path.relative_to(root / RECORDS).as_posix() for path in (root / RECORDS).rglob("*.*")}
    released = load_releases(root / "docs", YEAR)
    for one in released:
        assert f"{YEAR}-{one.number}.sha256" in there
        own = f"{YEAR}-{one.number}"
        pages = {name for name in there if name.startswith(f"{own}/")}
        if pages or one is not released[-1] or one.number % 2 == 0:
            assert pages == {f"{own}/edition.json", f"{own}/ja/tablet.json"}
            digest = hashlib.sha256(picture_of(one.commit)).hexdigest()
            assert f"{PICTURES}/{digest}.png" in there
    assert not [name for name in there if name.startswith(f"{YEAR}-{len(released) + 1}")]


def seconds_after_making(root: Path) -> float:
    """How long a release takes from its files to its end, on this machine and now."""
    made: list[float] = []

    fake(lambda: made.append(time.monotonic()))
    release_once(root)
    return time.monotonic() - made[0]


def release_for_ever(root: Path, made: int) -> NoReturn:
    """What a round kills; a byte in ``made`` whenever files are made."""

    fake(lambda: os.write(made, b"."))
    while True:
        release_once(root)


def kill_one(root: Path, after: float) -> None:
    """Start a releasing child and kill it ``after`` seconds after it has made files."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reads)
        try:
            release_for_ever(root, writes)
        finally:
            sys.stderr.flush()
            os._exit(1)
    os.close(writes)
    told = os.read(reads, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    ended = os.waitpid(child, 0)[1]
    os.close(reads)
    assert (told, ended) == (b".", signal.SIGKILL), "the release failed by itself"
    while _is_there(child):  # a git that it had begun ends by itself
        time.sleep(0.005)


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def git(root: Path, *words: str) -> list[str]:
    """Lines that git says."""
    return subprocess.run(
        ["git", *words], cwd=root, check=True, capture_output=True, text=True
    ).stdout.split()


def main(root: Path, count: int) -> None:
    """All rounds; prints how many kills struck between files and tag, and how many releases there are."""
    chance = random.Random(count)  # noqa: S311
    before = len(git(root, "rev-list", "HEAD"))
    between, within = 0, 1.5 * seconds_after_making(root)
    for _ in range(count):
        kill_one(root, chance.uniform(0, within))
        commit = look(root)
        look_at_records(root)
        between += commit is not None and not git(root, "tag", "--points-at", commit)
    assert release_once(root) == look(root)
    look_at_records(root)
    released = load_releases(root / "docs", YEAR)
    assert len(git(root, "rev-list", "HEAD")) == before + 2 * len(released), "a commit twice"
    for one in released:
        assert git(root, "rev-list", "-1", one.tag) == [one.commit]
    assert Repository.of(root).changed() == []
    assert [path.name for path in (root / "dist").iterdir()] == [YEAR]
    sys.stdout.write(f"{between} {len(released)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
