"""The same engine, another city: its names, its id pattern, its file's ending, its colours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from web_gates import unmarked

from tebiki.output.pdf_codes import read_pdf


@pytest.fixture(scope="module")
def folder(built_city: Path) -> Path:
    return built_city / "build" / "site" / "ja"


def test_page_carries_the_citys_facts(folder: Path) -> None:
    text = unmarked((folder / "tablet.html").read_text(encoding="utf-8"))
    for word in ("山辺市", "みまもりネット", "YMB-2031-0228.pfx", "Ver.12", "令和13年3月", "タブレット"):
        assert word in text
    assert "https://yamabe.example/tebiki/ja/tablet.html" in text  # canonical: the site's address is known


def test_an_earlier_certificate_stands_in_its_history_and_where_a_fact_names_it(folder: Path) -> None:
    text = unmarked((folder / "tablet.html").read_text(encoding="utf-8"))
    assert text.count("YMB-2030-0301") == 2
    assert "古い証明書は<code>YMB-2030-0301</code>です。" in text


def test_what_is_not_known_is_not_printed(folder: Path) -> None:
    text = unmarked((folder / "tablet.html").read_text(encoding="utf-8"))
    assert "メールは" not in text
    assert "からです" not in text
    assert "いつからかは、聞いてください。" in text


@pytest.mark.parametrize("end", ["", "-summary"], ids=["manual", "page for the wall"])
def test_pdf(folder: Path, end: str) -> None:
    """Both hold the form's code and, because the site's address is known, that of the manual's page."""
    content = read_pdf(folder / f"guide-tablet-ver12-ja{end}.pdf")
    assert "YMB-2031-0228.pfx" in content.text.replace("\r\n", "")
    codes = {text for page in content.codes for text in page}
    assert codes == {"https://yamabe.example/f/9", "https://yamabe.example/tebiki/ja/tablet.html"}
    assert codes <= set(content.links)


def test_plain_sphinx_build_works(city: Path) -> None:
    """``sphinx-build -c . docs OUT`` uses the same extension."""
    ended = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-c", ".", "docs", "out"],
        cwd=city,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert "YMB-2031-0228.pfx" in unmarked((city / "out" / "tablet.html").read_text(encoding="utf-8"))
