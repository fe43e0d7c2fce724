"""A worker takes over what the command has read, and looks itself at what has changed since."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tebiki import plain
from tebiki.checks.manual_sources import SourceTexts
from tebiki.content.sources import Known
from tebiki.errors import Problem
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


def test_sources_that_were_passed_are_looked_at_again_under_other_facts(
    shiomi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []
    real = SourceTexts.problems

    def problems(texts: SourceTexts, here: Known) -> list[Problem]:
        looks.append(texts.docs)
        return real(texts, here)

    monkeypatch.setattr(SourceTexts, "problems", problems)
    (site := Site.open(Request(shiomi))).verify()
    Site.open(Request(shiomi), site.passed).verify()
    assert len(looks) == 1
    edition = shiomi / "docs" / "editions" / "2041.toml"
    page = shiomi / "docs" / "chrome_book.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n令和23年6月に出しました。\n", encoding="utf-8")
    (second := Site.open(Request(shiomi), site.passed)).verify()
    assert len(looks) == 2
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace('"2041-05"', '"2041-06"'), encoding="utf-8")
    third = Site.open(Request(shiomi), second.passed)
    assert {one.code for one in third.mistakes()} >= {"source/typed-fact"}
    assert {one.code for one in third.mistakes()} >= {"source/typed-fact"}  # what is wrong is not remembered
    monkeypatch.setenv(plain.SWITCH, "1")
    assert len(looks) == 4
    edition.write_text(text, encoding="utf-8")
    Site.open(Request(shiomi), second.passed).verify()
    assert len(looks) == 5
