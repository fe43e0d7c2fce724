"""After any edits a build's bytes are those of a clean one; what did not change is not made again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import edits
import pytest
from conftest import ROOTS

from tebiki.pipeline import language_cache, workers
from tebiki.pipeline.job import Job

#: Sequences of edits in all; TEBIKI_EDITS=100 asks for more, and for some of whole contents: 6 minutes.
SEQUENCES = int(os.environ.get("TEBIKI_EDITS", "8"))
SEEDS = range(4)
BOTH = {"ja", "id"}
#: More seeds for the town, for whoever changes what an edit rebuilds.
TOWN_SEEDS = range(3, 3 + SEQUENCES // 10)


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Languages that a worker was given."""
    given: list[str] = []
    real = workers.Worker.give

    def give(worker: workers.Worker, job: Job) -> None:
        given.append(job.language)
        real(worker, job)

    monkeypatch.setattr(workers.Worker, "give", give)
    return given


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in two languages, built."""
    root = edits.project(tmp_path_factory.mktemp("two") / "root")
    edits.site(root, ["html"])
    return root


def change(root: Path, place: int) -> None:
    name, (old, new) = edits.PLACES[place]
    text = (root / name).read_text(encoding="utf-8")
    assert (old in text) != (new in text)
    (root / name).write_text(text.replace(*((old, new) if old in text else (new, old))), encoding="utf-8")


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_in_any_order_give_a_clean_builds_bytes(tmp_path: Path, seed: int) -> None:
    assert edits.differing(tmp_path, seed, SEQUENCES // len(SEEDS), lambda _: None) == []


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long), *TOWN_SEEDS])
def test_edits_of_single_pages_give_a_clean_builds_bytes(tmp_path: Path, seed: int) -> None:
    assert edits.differing_town(tmp_path, seed, 2 if seed == 1 else 8, lambda _: None) == []


if SEQUENCES >= 100:

    def test_edits_of_a_whole_content_give_a_clean_builds_bytes(tmp_path: Path) -> None:
        def fill(root: Path) -> None:
            shutil.copytree(ROOTS / "shiomi", root, dirs_exist_ok=True)

        assert edits.differing_whole(tmp_path, SEQUENCES // 10, fill) == []


@pytest.mark.parametrize(
    ("place", "made"),
    [
        (0, BOTH), (2, {"id"}), (3, {"id"}), (4, {"id"}), (5, BOTH), (6, {"id"}), (7, BOTH), (9, BOTH),
        (10, {"ja"}),
    ],
    ids=[
        "page", "message", "bar", "label", "Japanese label", "fact", "certificate",
        "order of languages", "Japanese fact",
    ],
)  # fmt: skip
def test_only_what_a_change_concerns_is_made(two: Path, jobs: list[str], place: int, made: set[str]) -> None:
    change(two, place)
    edits.site(two, ["html"])
    assert set(jobs) == made


def test_a_file_that_is_no_more_as_it_was_is_made_again(two: Path, jobs: list[str]) -> None:
    page = two / "build" / "site" / "ja" / "tablet.html"
    whole = page.read_bytes()
    page.write_bytes(whole + b" ")
    edits.site(two, ["html"])
    assert jobs == ["ja"]
    assert page.read_bytes() == whole


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"kept": "{}", "digest": ""}', b'{"kept": 1}'])
def test_a_damaged_file_of_the_cache_is_not_believed(two: Path, tmp_path: Path, damage: bytes) -> None:
    cache, target = tmp_path / "cache", two / "build" / "site"
    shutil.copytree(two / "build" / ".cache", cache)
    (path,) = cache.glob("build-*-id.json")
    assert language_cache.load(cache, target, "id") is not None
    whole = path.read_bytes()
    path.write_bytes(damage)
    assert language_cache.load(cache, target, "id") is None
    path.write_bytes(whole.replace(b"tablet.html", b"tablet.htm "))
    assert language_cache.load(cache, target, "id") is None
