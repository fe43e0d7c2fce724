"""Every PDF of every language under every gate, with the facts and links that no translation changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pdf_gates
import pdf_lines
import pytest
from language_gates import unmarked_in_pdf, unread
from page_filling import page_filling, wall_filling
from warning_places import given_way, torn_warnings, warnings
from web_gates import parsed, said

from city.current import EDITION, HERE, MANUALS, PAIRS, SOURCE, TERMS, TRANSLATED_PAIRS
from tebiki.content.pdf_info import PdfContent
from tebiki.content.ruby import plain
from tebiki.output.pdf_codes import read_pdf

Held = frozenset[tuple[str, str]]
KINDS = ("manual", "summary")
#: What a PDF says of a language: no variant.
SAID = {"ja-simple": "ja"}


def pdf_of(site: Path, name: str, manual: str, kind: str = "manual") -> Path:
    here = HERE[name]
    return site / name / (here.pdf_name(manual) if kind == "manual" else here.summary_name(manual))


def steps_of(site: Path, manual: str) -> int:
    root, _ = parsed((site / SOURCE / f"{manual}.html").read_text(encoding="utf-8"))
    return len(root.findall(".//section[@class='step']"))


def test_there_is_a_pdf_of_all_that_is_published(site: Path, held: Held) -> None:
    wanted = {pdf_of(site, *pair, kind) for pair in PAIRS if pair not in held for kind in KINDS}
    assert set(site.rglob("*.pdf")) == wanted
    assert wanted


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_a_pdf_under_every_gate(site: Path, held: Held, name: str, manual: str, kind: str) -> None:
    if (name, manual) in held:
        return
    path, tag = pdf_of(site, name, manual, kind), HERE[name].words.tag
    assert pdf_gates.everything(path) == []
    assert pdf_gates.language(path) == SAID.get(tag, tag)
    titles = [title for _, title in pdf_gates.bookmarks(path)]
    assert titles
    assert [found for text in [*titles, *pdf_gates.metadata(path).values()] for found in unread(text)] == []
    if not name.startswith(SOURCE):
        assert unmarked_in_pdf(path) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "manual"), [pair for pair in PAIRS if HERE[pair[0]].has_phrases])
def test_lines_break_between_phrases(site: Path, held: Held, name: str, manual: str, kind: str) -> None:
    if (name, manual) in held:
        return
    path = pdf_of(site, name, manual, kind)
    assert len(pdf_lines.paragraphs(path)) > 20
    assert pdf_lines.torn_phrases(path, TERMS) == []


def warning_titles(site: Path, name: str, manual: str) -> set[str]:
    """What boxes are headed with that stop a wrong act, as print says it: without readings."""
    page, _ = parsed((site / name / f"{manual}.html").read_text(encoding="utf-8"))
    boxes = [each for kind in ("caution", "stop") for each in page.iterfind(f".//div[@class='box {kind}']")]
    titles = {said(next(each.iter("p"))).strip() for each in boxes}
    return {re.sub(r"（[ぁ-ゖー]+）", "", title) for title in titles}


@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_pages_are_filled(
    site: Path, held: Held, name: str, manual: str, record_property: Callable[[str, object], None]
) -> None:
    """A page may be emptier only for a warning that stands whole on the next; which and why is recorded."""
    if (name, manual) in held:
        return
    path = pdf_of(site, name, manual)
    emptier = given_way(path, warning_titles(site, name, manual))
    record_property("given way", [*emptier.values()])
    assert page_filling(path, emptier) == []
    assert wall_filling(pdf_of(site, name, manual, "summary")) == []


@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_warnings_stand_with_their_pictures(site: Path, held: Held, name: str, manual: str) -> None:
    if (name, manual) in held:
        return
    path, titles = pdf_of(site, name, manual), warning_titles(site, name, manual)
    assert [*warnings(path, titles)]
    assert torn_warnings(path, titles) == []


@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_a_pdf_says_what_it_is(site: Path, held: Held, name: str, manual: str) -> None:
    if (name, manual) in held:
        return
    here = HERE[name]
    metadata = pdf_gates.metadata(pdf_of(site, name, manual))
    assert metadata["Author"] == plain(here.publisher)
    for part in (here.manual(manual).platform, here.title.replace("\u200b", ""), here.manual(manual).version):
        assert plain(part) in metadata["Title"]


@pytest.mark.parametrize("manual", MANUALS)
def test_every_step_is_bookmarked(site: Path, manual: str) -> None:
    titles = [title for _, title in pdf_gates.bookmarks(pdf_of(site, SOURCE, manual))]
    steps = [found[1] for title in titles if (found := re.match(r"手順(\d+)", title))]
    assert steps == [str(number) for number in range(1, steps_of(site, manual) + 1)]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060]", "", text)


@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_facts_that_are_the_same_in_every_language(site: Path, held: Held, name: str, manual: str) -> None:
    """Names of files, addresses, versions: what a manual says in Japanese it says in every language."""
    if (name, manual) in held:
        return
    japanese, facts = HERE[SOURCE].facts(manual), HERE[name].facts(manual)
    same = {fact.text for key, fact in facts.items() if fact.text and fact.text == japanese[key].text}
    same |= {link.url for link in EDITION.links.values()} | {EDITION.certificate.id}
    # Names of devices and browsers within words that are translated: 「EdgeまたはChrome」.
    own_words = " ".join(japanese[key].text or "" for key in ("platform", "os", "browser"))
    same |= set(re.findall(r"[A-Za-z]{3,}", own_words))
    for told in (page_text, pdf_text):
        wanted = {text for text in same if squeezed(text) in told(site, SOURCE, manual)}
        assert {EDITION.certificate.id, HERE[name].certificate_file} <= wanted
        own = told(site, name, manual)
        assert [text for text in sorted(wanted) if squeezed(text) not in own] == [], told.__name__


def page_text(site: Path, name: str, manual: str) -> str:
    page, _ = parsed((site / name / f"{manual}.html").read_text(encoding="utf-8"))
    return squeezed("".join(page.itertext()))


def pdf_text(site: Path, name: str, manual: str) -> str:
    return squeezed(read_pdf(pdf_of(site, name, manual), scan="none").text)


@pytest.mark.parametrize("manual", MANUALS)
def test_a_step_is_read_in_the_order_of_the_page(site: Path, manual: str) -> None:
    """Number and title, lead, picture, its legend, boxes: as decided for both outputs."""
    page, _ = parsed((site / SOURCE / f"{manual}.html").read_text(encoding="utf-8"))
    heard = [(role, squeezed(text)) for role, text in pdf_gates.reading(pdf_of(site, SOURCE, manual))]
    at = 0
    for step in page.iterfind(".//section[@class='step']"):
        title, *marks = [*landmarks(step)]
        at = next(i for i, (role, text) in enumerate(heard) if i >= at and role[0] == "H" and text == title)
        for mark in marks:
            at = next((i for i, (_, text) in enumerate(heard) if i > at and text == mark), len(heard))
            assert at < len(heard), (title, mark)


def landmarks(step: Element) -> Iterator[str]:
    """What a step begins with, in the order of the page, as the PDF says it."""
    for element in step.iter():
        if element.tag == "h3":
            yield re.sub(r"^手順", "", squeezed(said(element)))
        elif element.tag == "img":
            yield squeezed(element.get("alt", ""))
        elif element.tag == "ol" and element.get("class") == "legend":
            first = int(element.get("start", "1"))
            yield from (str(number) for number in range(first, first + len(element)))
        elif element.tag == "summary" or (element.tag == "p" and element.get("class") == "title"):
            yield squeezed(said(element))


def read(site: Path, name: str, manual: str, kind: str) -> PdfContent:
    return read_pdf(pdf_of(site, name, manual, kind), scan="linked")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "manual"), TRANSLATED_PAIRS)
def test_a_pdf_has_the_links_and_codes_of_the_japanese(
    site: Path, held: Held, name: str, manual: str, kind: str
) -> None:
    if (name, manual) in held:
        return
    own, japanese = (read(site, where, manual, kind) for where in (name, SOURCE))
    assert sorted(set(own.links)) == sorted(set(japanese.links))
    codes = [sorted(code for page in found.codes for code in page) for found in (own, japanese)]
    assert codes[0] == codes[1]


@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_a_summary_is_one_page_with_every_step(site: Path, held: Held, name: str, manual: str) -> None:
    if (name, manual) in held:
        return
    path = pdf_of(site, name, manual, "summary")
    steps = [title for _, title in pdf_gates.bookmarks(path)][1:]
    assert {tag.page for tag in pdf_gates.tags(path)} == {1}
    assert len(steps) == steps_of(site, manual)
