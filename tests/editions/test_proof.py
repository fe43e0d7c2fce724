"""What a release proves: nothing but the mark of a draft is gone from what was approved."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tebiki.content.output_names import folder
from tebiki.content.ruby import plain
from tebiki.content.words import languages, load_words
from tebiki.editions.release.proof import check_final

PAGE = "<!DOCTYPE html><html><head><title>{title}</title></head><body>{mark}<p>{text}</p></body></html>"
MARK = '<p class="draft-mark">x</p>'


def put(site: Path, language: str, **values: str) -> Path:
    page = site / folder(language) / "a.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.format(**values), encoding="utf-8")
    return site


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("title", "text", "wrong"), [("A", "B", 0), ("A", "C", 1), ("D", "B", 1)])
def test_a_page_differs_by_its_mark_alone(
    tmp_path: Path, language: str, title: str, text: str, wrong: int
) -> None:
    words = load_words(language)
    marked = plain(words("draft.title", title=title))
    draft = put(tmp_path / "draft", language, title=marked, mark=MARK, text=text)
    final = put(tmp_path / "final", language, title="A", mark="", text="B")
    here = SimpleNamespace(folder=folder(language), words=words)
    assert len(list(check_final(draft, final, (here,)))) == wrong  # type: ignore[arg-type]
