"""Each of the repository's own manuals can be built without the others: no page may need one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import REPOSITORY

from tebiki.content.edition import load_edition
from tebiki.content.output_names import pdf_name, version_stem
from tebiki.content.settings import load_config
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

CONFIG = load_config(REPOSITORY)
MANUALS = load_edition(REPOSITORY / "docs" / "editions", CONFIG.edition, CONFIG.settings).manuals


@pytest.mark.parametrize("name", MANUALS)
def test_manual_alone(content: Path, tmp_path: Path, name: str) -> None:
    target = build(
        Request(content, languages=("ja",), manuals=(name,), output=tmp_path / "site"), lambda _: None
    ).target
    pages = {path.name for path in (target / "ja").iterdir() if path.suffix in {".html", ".pdf"}}
    stem = version_stem(CONFIG.settings, name, MANUALS[name].number)
    pdfs = {pdf_name(stem, "ja", summary=summary) for summary in (False, True)}
    assert pages == {"index.html", f"{name}.html", *pdfs}
