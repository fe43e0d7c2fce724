"""The repository's own content: every fact is marked in its source and stands in both outputs."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import REPOSITORY

from tebiki.check.pdf import read_pdf
from tebiki.parse.config import load_config
from tebiki.parse.edition import load_edition
from tebiki.parse.labels import load_labels
from tebiki.parse.screens import list_screens

FACTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "facts.toml").read_text(encoding="utf-8")
)
ANDROID = "certificate-manual-android-ver4-ja.pdf"


class _Text(HTMLParser):
    """All text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def squeeze(text: str) -> str:
    """Text without blanks and invisible characters, in one form: line breaks differ between outputs."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b\u2060\u00ad]", "", plain).replace("\u2011", "-").replace("\u2010", "-")


@pytest.fixture(scope="module")
def page(site: Path) -> str:
    reader = _Text()
    reader.feed((site / "ja" / "android.html").read_text(encoding="utf-8"))
    return squeeze("".join(reader.parts))


@pytest.fixture(scope="module")
def pdf(site: Path) -> str:
    return squeeze("".join(read_pdf(site / "ja" / ANDROID, frozenset()).texts))


@pytest.fixture(scope="module")
def marked() -> set[str]:
    """The facts that the sources of the Android manual mark."""
    text = (REPOSITORY / "docs" / "android.md").read_text(encoding="utf-8")
    for part in re.findall(r"\{include\} (\S+)", text):
        text += (REPOSITORY / "docs" / part).read_text(encoding="utf-8")
    return {fact for line in re.findall(r"(?m)^% (.*)$", text) for fact in re.findall(r"F\d\d", line)}


def test_all_facts_are_listed() -> None:
    assert sorted(FACTS) == [f"F{n:02}" for n in range(1, 27)]


@pytest.mark.parametrize("fact", sorted(FACTS))
def test_fact(fact: str, page: str, pdf: str, marked: set[str]) -> None:
    assert fact in marked
    for text in FACTS[fact]["strings"]:
        assert squeeze(text) in page, f"{fact} in the page: {text}"
        assert squeeze(text) in pdf, f"{fact} in the PDF: {text}"


def test_steps_stand_in_order(page: str, pdf: str) -> None:
    marks = [
        "「1. 医療機関・事業所名」",
        "Gmail、Yahoo!メール",
        "に付いている証明書のファイル",
        "「証明書を抽出」の画面が出ます",
        "「VPN とアプリユーザー証明書」を選びます",
        "証明書に名前を付けます",
        "ログイン画面へ進みます",
        "「証明書の選択」の画面で",
        "正しくインストールされています",
    ]
    for text in (page, pdf):
        places = [text.index(squeeze(mark)) for mark in marks]
        assert places == sorted(places)


def test_every_step_ends_with_what_to_do_when_the_screen_differs() -> None:
    text = (REPOSITORY / "docs" / "android.md").read_text(encoding="utf-8")
    steps = re.split(r"(?m)^\(step-\d+\)=$", text.partition("\n(android-9)=")[0])[1:]
    assert len(steps) == 9
    for step in steps:
        last = step.rstrip().rpartition(":::{differs}")
        assert last[1], step[:40]
        assert last[2].rstrip().endswith(":::")
        assert re.search(r"\{remedy\}|\(#", last[2]), step[:40]


def test_every_screen_is_shown_and_every_label_used() -> None:
    """A screen that nobody shows, or a label that nobody reads, goes stale unseen."""
    sources = [*(REPOSITORY / "docs").glob("*.md"), *(REPOSITORY / "docs" / "parts").glob("*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    drawings = "\n".join(p.read_text(encoding="utf-8") for p in (REPOSITORY / "screenshots").rglob("*.typ"))
    shown = set(re.findall(r"\{screen\} (\S+)", text))
    assert shown == set(list_screens(REPOSITORY / "screenshots"))
    labels = load_labels(REPOSITORY / "docs" / "labels")
    unused = {key for key in labels if f"`{key}`" not in text and f'"{key}"' not in drawings}
    assert unused <= UNUSED


#: Labels of Android that stand on a screen for a moment or not in every file: kept for real captures.
UNUSED = {"android.password.extracting", "android.name9.ca"}


def test_output_is_what_is_promised(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pictures = {name for name in names if name.startswith("ja/_images/")}
    pdfs = {f"ja/{ANDROID}", f"ja/{ANDROID[:-4]}-summary.pdf"}
    pages = {"index.html", "404.html", "robots.txt", "ja/index.html", "ja/android.html"}
    assert names - pictures == pages | pdfs | {"ja/tebiki.css", "ja/favicon.svg"}
    assert {Path(name).suffix for name in pictures} == {".png"}


def test_edition_of_the_repository_is_right() -> None:
    config = load_config(REPOSITORY)
    edition = load_edition(REPOSITORY / "docs" / "editions", config.edition, config.settings)
    assert edition.certificate.id == "KNPKI250301"
    assert "links.form.target" in edition.unconfirmed
    assert edition.links["form"].target is None
