"""What a release proves: nothing but the mark of a draft is gone from what was approved."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from pdf_samples import put_pictures

from tebiki.content.output_names import folder
from tebiki.content.ruby import plain
from tebiki.content.words import languages, load_words
from tebiki.editions.release import proof
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


def test_a_pdf_shows_the_same_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "spoken", lambda _: ())
    for name, data in (("draft", b"abc"), ("same", b"abc"), ("other", b"abd")):
        end = "-draft" if name == "draft" else ""
        (tmp_path / name).mkdir()
        path = put_pictures(tmp_path / name / f"a{end}.pdf", data)
        path.write_bytes(path.read_bytes() + name.encode())  # else two are the same in each byte
    here = SimpleNamespace(folder="ja", words=load_words("ja"))
    for name, wrong in (("same", []), ("other", ["a.pdf"])):
        found = check_final(tmp_path / "draft", tmp_path / name, (here,))  # type: ignore[arg-type]
        assert [problem.place and problem.place.file for problem in found] == wrong
