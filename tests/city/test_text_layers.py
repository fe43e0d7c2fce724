"""The text of the city's PDFs in another reader: pypdf, which does not use ``/ActualText``."""

from __future__ import annotations

from pathlib import Path

import pytest
from other_readers import differing_pages

from tebiki.output.site_files import SiteFiles


@pytest.mark.long
def test_another_reader_finds_the_same_letters(site: Path) -> None:
    names = SiteFiles.walk(site).names(".pdf")
    assert names
    assert {name: pages for name in names if (pages := differing_pages(site / name))} == {}
