"""Records of releases in every format that was ever written, by real releases; never to be edited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tebiki.content.formats import RELEASE
from tebiki.content.releases import load_releases, load_review
from tebiki.content.sums import read_sums
from tebiki.editions.compare.page_record import EDITION, FORMAT
from tebiki.editions.compare.released import find_record
from tebiki.editions.compare.sides import recorded_side
from tebiki.editions.engine import CONTRACT

RECORDS = Path(__file__).with_name("records")
FORMATS = sorted(int(path.name) for path in RECORDS.iterdir())
#: Format → edition, how often it was released, by which contract.
TOLD = {1: ("2031", 1, 1), 2: ("2032", 2, 2)}


@pytest.fixture(params=FORMATS)
def docs(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The docs of a project with the records of one format."""
    folder = tmp_path / str(request.param) / "docs"
    shutil.copytree(RECORDS / str(request.param), folder / "releases")
    return folder


def told(docs: Path) -> tuple[str, int, int]:
    return TOLD[int(docs.parent.name)]


def test_every_format_has_records_here() -> None:
    assert FORMATS == sorted(TOLD) == list(range(1, RELEASE.current + 1))
    pages = {json.loads(path.read_bytes())["format"] for path in RECORDS.rglob(f"*/{EDITION}")}
    assert pages == set(range(1, FORMAT + 1))
    assert {contract for _, _, contract in TOLD.values()} == set(range(1, CONTRACT + 1))


def test_they_are_read_as_what_they_mean(docs: Path) -> None:
    year, count, contract = told(docs)
    released = load_releases(docs, year)
    assert [(one.number, one.contract) for one in released] == [
        (number, contract) for number in range(1, count + 1)
    ]
    review = load_review(docs, year)
    assert review is not None
    assert review.compared
    assert review.manuals == released[-1].manuals
    for one in released:
        sums = docs / "releases" / f"{year}-{one.number}.sha256"
        assert "site.zip" in read_sums(sums.read_text(encoding="utf-8"))


def test_pages_that_were_recorded_can_be_compared(docs: Path) -> None:
    year, _, contract = told(docs)
    for one in load_releases(docs, year):
        record = find_record(docs.parent, year, one)
        assert (record is not None) == (contract > 1)
        if record is not None:
            side = recorded_side(record, "")
            assert set(side.pages) == {"index", "tablet"}
            assert side.names["tablet"] == "タブレット"
