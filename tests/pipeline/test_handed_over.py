"""A worker takes over what the command has read, and looks itself at what has changed since."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tebiki import plain
from tebiki.checks.manual_sources import SourceTexts
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site
from tebiki.pipeline.worker import build_language


def test_what_the_command_has_read_is_the_same_in_a_worker(shiomi: Path, tmp_path: Path) -> None:
    site = Site.open(Request(shiomi))
    for here in site.publications:
        job = pickle.loads(  # noqa: S301 -- our own
            pickle.dumps(site.job(Request(shiomi), here.language, tmp_path / "out", tmp_path, 1))
        )
        assert job.publication == here
        assert SourceTexts.read(shiomi / "docs").case(job.publication) in job.passed


def test_a_source_that_was_changed_since_is_looked_at(shiomi: Path, tmp_path: Path) -> None:
    site = Site.open(Request(shiomi))
    page = shiomi / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{{ name }}\n", encoding="utf-8")
    job = site.job(Request(shiomi), "en", tmp_path / "out", tmp_path, 1)
    assert "source/template" in {one.code for one in build_language(job, lambda _: None).problems}
    assert not list(site.mistakes())  # the command looks at what it has told workers of


def test_the_switch_hands_nothing_over(shiomi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(plain.SWITCH, "1")
    site = Site.open(Request(shiomi))
    job = site.job(Request(shiomi), "en", tmp_path / "out", tmp_path, 1)
    assert job.publication is None
    assert site.texts.case(site.publications[0]) not in job.passed
