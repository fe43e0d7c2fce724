"""Each manual can be built without the others: no page, the index neither, may need one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request


@pytest.mark.parametrize(
    ("name", "pdf"), [("chrome_book", "chrome-book-ver3"), ("meeting_room", "meeting-room-ver7")]
)
def test_manual_alone(shiomi: Path, name: str, pdf: str) -> None:
    target = build(Request(shiomi, manuals=(name,)), lambda _: None).target
    for language in ("ja", "en"):
        pages = {p.name for p in (target / language).iterdir() if p.suffix in {".html", ".pdf"}}
        stem = f"school-leaflet-{pdf}-{language}"
        assert pages == {"index.html", f"{name}.html", f"{stem}.pdf", f"{stem}-summary.pdf"}
