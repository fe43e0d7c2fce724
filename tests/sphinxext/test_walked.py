"""A manual that nobody has walked through says so at its top: on its page, in its PDF, in its body."""

from __future__ import annotations

import shutil
from pathlib import Path

import pdf_gates
import pytest
from walk_samples import changed, recorded, walk_of

from tebiki.content.settings import Cms
from tebiki.content.words import languages, load_words
from tebiki.handover.addresses import Addresses
from tebiki.handover.body import Body
from tebiki.handover.html import html
from tebiki.output.page_tree import Element, read_tree
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

pytestmark = pytest.mark.usefixtures("forked")


def main_of(root: Path, language: str, page: str = "tablet") -> Element:
    text = (root / "build" / "site" / language / f"{page}.html").read_text(encoding="utf-8")
    return next(read_tree(text).iter("main"))


def body_of(root: Path, language: str) -> str:
    cms = Cms.model_validate({})
    pdfs = (root / "build" / "site").glob("*/*.pdf")
    where = Addresses(cms, {f"{path.parent.name}/{path.name}": path.name for path in pdfs}, "../")
    return html(Body(cms, load_words(language), where, (language, "tablet")).of(main_of(root, language)))


def pdf_of(root: Path, language: str, *, wall: bool = False) -> list[str]:
    [path] = (root / "build" / "site" / language).glob(f"*-{language}{'-summary' if wall else ''}.pdf")
    return ["".join(page.split()) for page in pdf_gates.text(path)]


def said(language: str, state: str) -> tuple[str, str]:
    words = load_words(language)
    return words(f"walk.{state}"), words(f"walk.{state}_text")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_stands_before_everything_else(built_bilingual: Path, language: str) -> None:
    title, text = said(language, "none")
    first = next(child for child in main_of(built_bilingual, language).children if isinstance(child, Element))
    assert "caution" in first.attrs["class"].split()
    assert first.text.split() == f"{title} {text}".split()
    assert title not in main_of(built_bilingual, language, "index").text
    _, contents, *_ = pdf_of(built_bilingual, language)
    lines = "".join(f"{title}{text}".split())
    assert lines in contents
    assert contents.index(lines) < contents.index("".join(load_words(language)("contents").split()))
    assert lines not in "".join(pdf_of(built_bilingual, language, wall=True))
    body = body_of(built_bilingual, language)
    assert body.index(title) < body.index("<h2")
    assert text in body


def test_it_goes_with_a_walk_and_comes_back_with_a_change(built_bilingual: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built_bilingual, tmp_path / "city"))
    recorded(root)
    build(Request(root), lambda _: None)
    for language in ("ja", "en"):
        for state in ("none", "partly"):
            title, _ = said(language, state)
            assert title not in main_of(root, language).text
            assert "".join(title.split()) not in "".join(pdf_of(root, language))
    label = root / "docs" / "labels" / "tablet.toml"
    label.write_text(
        label.read_text(encoding="utf-8").replace("はい", "うん"), encoding="utf-8", newline="\n"
    )
    build(Request(root), lambda _: None)
    assert said("ja", "partly")[0] in main_of(root, "ja").text


def test_a_walk_that_saw_otherwise_says_another_sentence(city: Path) -> None:
    recorded(city, changed(walk_of(city), "tablet/ask", seen="absent"))
    build(Request(city), lambda _: None)
    text = main_of(city, "ja").text
    assert said("ja", "partly")[0] in text
    assert said("ja", "none")[0] not in text


def test_each_language_has_both_sentences() -> None:
    texts = [text for code in languages() for state in ("none", "partly") for text in said(code, state)]
    assert len(set(texts)) == len(texts) == 4 * len(languages())
