"""What a language draws while another process draws what its page shows."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils.utils import new_document
from invented_screens import ASK, inputs_for

from tebiki.content.screen_files import load_screen
from tebiki.render.screen import find_drawn
from tebiki.sphinxext import pictures
from tebiki.sphinxext.pictures import DrawPictures

SCREENS = Path(__file__).parents[1] / "roots" / "yamabe" / "screenshots" / "tablet"


def page_of(folder: Path, monkeypatch: pytest.MonkeyPatch, pages: tuple[str, ...] = ()) -> DrawPictures:
    """The transform of a page of an invented city with three screens, of which ``pages`` are read."""
    (folder / "screenshots" / "tablet").mkdir(parents=True)
    for name in ("a", "b", "c"):
        for suffix in (".toml", ".typ"):
            shutil.copyfile(SCREENS / f"ask{suffix}", folder / "screenshots" / "tablet" / f"{name}{suffix}")
    with (folder / "screenshots" / "tablet" / "b.typ").open("a", encoding="utf-8") as drawing:
        drawing.write("#nothing-of-the-kit\n")
    (folder / "screenshots" / "tablet" / "c.typ").write_text(
        (SCREENS / "ask.typ").read_text(encoding="utf-8") + "\n", encoding="utf-8"
    )
    here = SimpleNamespace(
        language="ja", edition=SimpleNamespace(manuals={}), inputs=lambda _: inputs_for(ASK)
    )
    monkeypatch.setattr(pictures, "publication", lambda _: here)
    monkeypatch.setattr(pictures, "manual_of", lambda *_: None)
    config = SimpleNamespace(tebiki_pages=pages, tebiki_cache=str(folder / "cache"))
    document = new_document("docs/tablet.md")
    document.settings.env = SimpleNamespace(config=config, srcdir=folder / "docs", docname="tablet")
    return DrawPictures(document)


def drawn(folder: Path) -> set[str]:
    """The screens that the cache holds."""
    there = folder / "screenshots"
    names = ("tablet/a", "tablet/b", "tablet/c")
    found = {name: load_screen(there, name, "ja") for name in names}
    return {n for n, screen in found.items() if find_drawn(screen, inputs_for(ASK), folder / "cache")}


def test_the_last_screens_are_drawn_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(tmp_path, monkeypatch)
    assert page.draw_another()
    assert drawn(tmp_path) == {"tablet/c"}
    assert page.draw_another()  # the one between is wrong: the page that shows it tells of it
    assert drawn(tmp_path) == {"tablet/a", "tablet/c"}
    assert not page.draw_another()


def test_where_some_pages_are_read_nothing_is_drawn_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page_of(tmp_path, monkeypatch, ("tablet",)).draw_another()
    assert drawn(tmp_path) == set()
