"""The city's own content and site. They are here so that no test of the engine can ask for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Shared

from city.current import LANGUAGES, copy_content
from tebiki.content.output_names import folder
from tebiki.content.project import Project
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.translate.status import status


@pytest.fixture(scope="session")
def content(shared: Shared) -> Path:
    """A copy of the repository's own content; all that is built of it shares one cache of pictures."""
    return shared("content", copy_content)


@pytest.fixture(scope="session")
def site(shared: Shared, content: Path) -> Path:
    """The repository's own content, built; not to be changed."""
    return shared("site", lambda folder: build(Request(content, output=folder), lambda _: None))


@pytest.fixture(scope="session")
def held(shared: Shared, content: Path) -> frozenset[tuple[str, str]]:
    """Folder of a language and manual, of those not translated far enough: a notice is in their place.

    Counted by ``tebiki translate status``, not read off the site.
    """

    def make(root: Path) -> None:
        found = [
            (folder(one.language), page.page)
            for one in status(Project(content), LANGUAGES[1:]).languages
            for page in one.pages
            if not page.released
        ]
        (root / "held.json").write_text(json.dumps(found), encoding="utf-8")

    rows = json.loads((shared("held", make) / "held.json").read_text(encoding="utf-8"))
    return frozenset((name, page) for name, page in rows)
