"""What stands in the alt of a picture is plain text: no role of the source is left in it."""

from __future__ import annotations

from pathlib import Path

from planted import spoil

from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request


def test_a_step_in_an_alt_is_told_by_its_name(city: Path) -> None:
    before = ":alt: {ui}`tablet.ask.ok`の"
    spoil(city / "docs" / "tablet.md", before, ":alt: {step}`1`の前にある{ui}`tablet.ask.ok`の")
    site = build(Request(city, languages=("ja",)), lambda _: None).target
    page = next(site.rglob("tablet.html")).read_text(encoding="utf-8")
    assert 'alt="手順1の前にある「' in page
    assert "{step}" not in page
