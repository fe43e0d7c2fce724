"""Fixtures of the city's own tests; `content` and `site` are those of ``tests/conftest.py``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Shared

from city.current import LANGUAGES
from tebiki.model.output_names import folder
from tebiki.translate.project import Project
from tebiki.translate.status import status


@pytest.fixture(scope="session")
def held(shared: Shared, content: Path) -> frozenset[tuple[str, str]]:
    """Folder of a language and manual, of those not translated far enough: a notice is in their place.

    Counted by ``tebiki translate status``, not read off the site.
    """

    def make(root: Path) -> None:
        found = [
            (folder(one.language), page.page)
            for one in status(Project.read(content), LANGUAGES[1:]).languages
            for page in one.pages
            if not page.released
        ]
        (root / "held.json").write_text(json.dumps(found), encoding="utf-8")

    rows = json.loads((shared("held", make) / "held.json").read_text(encoding="utf-8"))
    return frozenset((name, page) for name, page in rows)
