"""In which order languages begin, and how many of their PDFs are set at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.pipeline.job import Job
from tebiki.pipeline.languages import longest_first, with_threads
from tebiki.pipeline.request import FORMATS, Request
from tebiki.pipeline.site import Site


def job(language: str) -> Job:
    return Job(Path(), "2031", language, (), (), FORMATS, Path(), Path(), Path())


@pytest.mark.parametrize(
    ("took", "order"),
    [
        ({}, ["en", "ja"]),  # only one of them has translations
        ({"ja": 9.0}, ["en", "ja"]),
        ({"ja": 9.0, "en": 2.0}, ["ja", "en"]),
    ],
)
def test_what_takes_longest_begins_first(shiomi: Path, took: dict[str, float], order: list[str]) -> None:
    assert longest_first(Site.open(Request(shiomi)), ["ja", "en"], took) == order


@pytest.mark.parametrize(
    ("jobs", "processors", "threads"),
    [
        (1, 2, [2]),
        (2, 2, [1, 1]),
        (3, 2, [1, 1, 2]),
        (2, 4, [2, 2]),
        (6, 4, [1, 1, 1, 1, 1, 4]),
        (3, 1, [1, 1, 1]),
        (0, 2, []),
    ],
)
def test_threads_are_for_processors_that_are_left(jobs: int, processors: int, threads: list[int]) -> None:
    given = with_threads([job(str(number)) for number in range(jobs)], processors)
    assert [one.threads for one in given] == threads
