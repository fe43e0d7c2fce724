"""The repository's own handover: each body says all that its page says, in every language."""

from __future__ import annotations

from pathlib import Path

from body_gates import BASE, check_body

from tebiki.content.settings import Cms
from tebiki.handover.finished import Finished
from tebiki.handover.write import write
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site


def test_a_body_says_all_that_its_page_says(site: Path, content: Path, tmp_path: Path) -> None:
    read = Site.read(Request(content))
    write(Finished(site, read.settings, read.edition, read.publications), tmp_path, Cms(base=BASE))
    pages = sorted(site.glob("*/*.html"))
    assert pages
    for page in pages:
        assert check_body(page, tmp_path / "cms") == [], page.name
