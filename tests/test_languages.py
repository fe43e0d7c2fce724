"""Every language's pages and PDFs: whole, in their language, with the facts that no translation changes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pdf_gates
import pytest
from conftest import REPOSITORY
from language_gates import unmarked, unmarked_in_pdf, unread, without_reading
from web_gates import check_page, parsed, said

from tebiki.check.pdf import read_pdf
from tebiki.model.fact import file_name
from tebiki.model.output_names import folder
from tebiki.parse.config import load_config
from tebiki.parse.edition import load_edition
from tebiki.parse.words import load_words

CONFIG = load_config(REPOSITORY)
SETTINGS = CONFIG.settings
EDITION = load_edition(REPOSITORY / "docs" / "editions", CONFIG.edition, SETTINGS)
LANGUAGES = SETTINGS.languages
FOLDERS = {folder(language): load_words(language).tag for language in LANGUAGES}
MANUALS = ("android", "ios", "windows")
PAIRS = [(name, manual) for name in FOLDERS for manual in MANUALS]
TRANSLATED = [pair for pair in PAIRS if pair[0] != "ja"]
PDFS = [(name, f"{manual}-ver4-{name}{end}") for name, manual in PAIRS for end in ("", "-summary")]
#: What Typst can say of a language in a PDF: no script, no variant.
SAID = {"ja-simple": "ja", "zh-Hans": "zh"}
#: Names in facts that are the same in every language.
SAME = re.compile(r"Chrome|Edge|Safari|Windows|Android|iPhone|iPad|iOS|iPadOS")
#: What a manual has as often in every language.
COUNTED = {
    "steps": ".//section[@class='step']",
    "pictures": ".//figure/a/img",
    "legends": ".//ol[@class='legend']",
    "remedies": ".//details[@class='remedy']",
    "differs": ".//details[@class='differs']",
    "cautions": ".//div[@class='box caution']",
    "stops": ".//div[@class='box stop']",
    "codes": ".//div[@class='qr']",
}


@cache
def page(site: Path, name: str, manual: str) -> Element:
    return parsed((site / name / f"{manual}.html").read_text(encoding="utf-8"))[0]


def shape(root: Element) -> dict[str, object]:
    """What a page has beside words: parts, ids, links, screens' pictures, labels."""
    links = Counter(a.get("href", "") for a in root.iter("a"))
    return {
        **{key: len(root.findall(path)) for key, path in COUNTED.items()},
        "marks": [len(ol) for ol in root.findall(".//ol[@class='legend']")],
        "ids": [e.get("id") for e in root.iter() if e.get("id")],
        "links": {href: n for href, n in links.items() if re.match(r"https://|#", href)},
        "screens": [i.get("src") for i in root.iter("img")],
        "labels": len(root.findall(".//span[@class='ui']")),
    }


@pytest.mark.parametrize("name", FOLDERS)
def test_pages_are_sound(site: Path, name: str) -> None:
    for path in sorted((site / name).glob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert check_page(text) == [], path.name
        assert unread(text) == [], path.name


@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_the_pictures_of_a_page_are_light(site: Path, name: str, manual: str) -> None:
    """400 KB together: a page is opened on phones, without Wi-Fi."""
    files = {site / name / image.get("src", "") for image in page(site, name, manual).iter("img")}
    assert files
    assert sum(path.stat().st_size for path in files) <= 400_000


@pytest.mark.parametrize("name", FOLDERS)
def test_pages_say_their_language_and_lead_to_all_others(site: Path, name: str) -> None:
    for manual in ("index", *MANUALS):
        root = page(site, name, manual)
        assert root.get("lang") == FOLDERS[name]
        chooser = root.findall(".//details[@class='lang']/ul/li")
        assert [item.get("lang") for item in chooser] == list(FOLDERS.values())
        assert [said(item) for item in chooser if item.find("b") is not None] == [
            next(said(item) for item in chooser if item.get("lang") == FOLDERS[name])
        ]
        links = [(a.get("href"), a.get("hreflang")) for item in chooser for a in item.iter("a")]
        others = {other: tag for other, tag in FOLDERS.items() if other != name}
        assert links == [(f"../{other}/{manual}.html", tag) for other, tag in others.items()]
        assert all((site / name / str(href)).is_file() for href, _ in links)


def test_the_root_leads_to_every_language(site: Path) -> None:
    root, _ = parsed((site / "index.html").read_text(encoding="utf-8"))
    links = {a.get("href"): a.get("hreflang") for a in root.iter("a") if a.get("hreflang")}
    assert links == {f"{name}/index.html": tag for name, tag in FOLDERS.items() if name != "ja"}


@pytest.mark.parametrize("name", FOLDERS)
def test_no_japanese_is_read_in_another_voice(site: Path, name: str) -> None:
    for manual in ("index", *MANUALS):
        assert unmarked(page(site, name, manual)) == [], manual


def test_every_kanji_of_plain_japanese_has_its_reading(site: Path) -> None:
    for manual in ("index", *MANUALS):
        root = page(site, "ja-simple", manual)
        assert without_reading(root) == [], manual
        assert len(list(root.iter("ruby"))) > 20


@pytest.mark.parametrize(("manual", "steps"), [("android", 9), ("ios", 13), ("windows", 11)])
def test_the_japanese_has_what_is_counted(site: Path, manual: str, steps: int) -> None:
    found = shape(page(site, "ja", manual))
    assert found["steps"] == steps
    assert all(found.values())


@pytest.mark.parametrize(("name", "manual"), TRANSLATED)
def test_a_page_differs_from_the_japanese_in_words_only(site: Path, name: str, manual: str) -> None:
    assert shape(page(site, name, manual)) == shape(page(site, "ja", manual))


@pytest.mark.parametrize(("name", "manual"), TRANSLATED)
def test_facts_that_are_the_same_in_every_language(site: Path, name: str, manual: str) -> None:
    """What rows ask for in one language is asked for by ``required/value``; these are so in all."""
    facts, links = EDITION.manuals[manual], EDITION.links.values()
    strings = [text["ja" if "ja" in text else "*"] for text in (facts.platform, facts.os, facts.browser)]
    wanted = {found[0] for text in strings for found in SAME.finditer(text)} | {link.url for link in links}
    wanted |= {EDITION.certificate.id, file_name(EDITION, SETTINGS), f"Ver.{facts.version}"}
    shown = {"page": "".join(page(site, name, manual).itertext())}
    shown["PDF"] = read_pdf(pdf_of(site, name, f"{manual}-ver4-{name}"), scan="none").text
    for where, text in shown.items():
        plain = re.sub(r"[\s\u200b\u2060]", "", text)
        assert [fact for fact in sorted(wanted) if fact not in plain] == [], where


def pdf_of(site: Path, name: str, stem: str) -> Path:
    return site / name / f"certificate-manual-{stem}.pdf"


@pytest.mark.parametrize(("name", "stem"), PDFS)
def test_a_pdf_under_every_gate(site: Path, name: str, stem: str) -> None:
    path = pdf_of(site, name, stem)
    assert pdf_gates.everything(path) == []
    assert pdf_gates.language(path) == SAID.get(FOLDERS[name], FOLDERS[name])
    titles = [title for _, title in pdf_gates.bookmarks(path)]
    assert titles
    assert [found for text in [*titles, *pdf_gates.metadata(path).values()] for found in unread(text)] == []
    if not name.startswith("ja"):
        assert unmarked_in_pdf(path) == []


@pytest.mark.parametrize(("name", "manual"), TRANSLATED)
def test_a_pdf_has_the_links_and_codes_of_the_japanese(site: Path, name: str, manual: str) -> None:
    for end in ("", "-summary"):
        own, japanese = (
            read_pdf(pdf_of(site, where, f"{manual}-ver4-{where}{end}"), scan="linked")
            for where in (name, "ja")
        )
        assert sorted(set(own.links)) == sorted(set(japanese.links))
        codes = [sorted(code for page in found.codes for code in page) for found in (own, japanese)]
        assert codes[0] == codes[1]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_summary_is_one_page_with_every_step(site: Path, name: str) -> None:
    for manual in MANUALS:
        path = pdf_of(site, name, f"{manual}-ver4-{name}-summary")
        steps = [title for _, title in pdf_gates.bookmarks(path)][1:]
        assert {tag.page for tag in pdf_gates.tags(path)} == {1}
        assert len(steps) == len(page(site, "ja", manual).findall(COUNTED["steps"]))
