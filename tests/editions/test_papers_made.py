"""The papers that were made, as their room lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.content.language_names import japanese_name
from tebiki.content.project import Project
from tebiki.editions.papers_made import find_papers


def test_drafts_come_in_the_order_of_the_site_and_each_language_has_its_name(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = (city / "conf.py").read_text(encoding="utf-8")
    languages = '"languages": ("ja", "ja_simple", "zh_CN"),\n    "documents"'
    (city / "conf.py").write_text(conf.replace('"documents"', languages, 1), encoding="utf-8")
    for folder in ("fr", "ja", "ja-simple", "zh-cn"):
        draft = city / "build" / "review" / "2031" / "draft" / folder / f"tablet-{folder}.pdf"
        draft.parent.mkdir(parents=True)
        draft.touch()
    monkeypatch.setattr("tebiki.editions.papers_made.load_review", lambda *_: object())
    monkeypatch.setattr("tebiki.editions.papers_made.make_number", lambda _: "")
    found = find_papers(Project(city), "2031").papers
    assert [one.language for one in found] == ["ja", "ja_simple", "zh_CN", "fr"]
    assert len({japanese_name(one.language) for one in found}) == len(found)
