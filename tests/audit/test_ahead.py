"""PDFs read by another process: the same as when read here; one that dies takes nothing with it."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from tebiki.audit.pdf_prefetch import FEW, Ahead, attempt
from tebiki.output.document import Document, NoPdfError
from tebiki.output.site_files import SiteFiles

PDF = Path("build/site/ja/guide-tablet-ver12-ja.pdf")


def test_many_are_read_beside(built_city: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.pdf" for number in range(FEW + 1)]
    for path in paths:
        shutil.copy(built_city / PDF, path)
    paths[0].write_bytes(b"none")
    ahead = Ahead(paths)
    dead: Future[Document | str] = Future()
    dead.set_exception(BrokenProcessPool())
    ahead._reading = {**ahead._reading, paths[2]: dead}
    try:
        assert ahead.document(paths[1]) == attempt(paths[1]) == ahead.document(paths[2])
        with pytest.raises(NoPdfError):
            ahead.document(paths[0])
    finally:
        ahead.close()


def test_few_are_read_here(built_city: Path) -> None:
    ahead = Ahead.of(SiteFiles.walk((built_city / PDF).parent))
    assert ahead._reading == {}
    assert ahead.document(built_city / PDF).tagged
