"""Every page of every language: whole, light, in its language, and like the Japanese but for words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from language_gates import unmarked, unread, without_reading
from web_gates import check_page, parsed, said

from city.current import HERE, MANUALS, PAIRS, SOURCE, TRANSLATED, TRANSLATED_PAIRS
from tebiki.content.output_names import folder
from tebiki.content.ruby import RUBY_LANGUAGE

Held = frozenset[tuple[str, str]]
PLAIN = [name for name in HERE if name == folder(RUBY_LANGUAGE)]
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


@pytest.mark.parametrize("name", HERE)
def test_pages_are_sound(site: Path, name: str) -> None:
    pages = sorted((site / name).glob("*.html"))
    assert {path.stem for path in pages} == {"index", *MANUALS}
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert check_page(text) == [], path.name
        assert unread(text) == [], path.name


@pytest.mark.parametrize(("name", "manual"), PAIRS)
def test_the_pictures_of_a_page_are_light(site: Path, held: Held, name: str, manual: str) -> None:
    """400 KB together: a page is opened on phones, without Wi-Fi."""
    files = {site / name / image.get("src", "") for image in page(site, name, manual).iter("img")}
    assert bool(files) == ((name, manual) not in held)
    assert sum(path.stat().st_size for path in files) <= 400_000


@pytest.mark.parametrize("name", HERE)
def test_pages_say_their_language_and_lead_to_all_others(site: Path, name: str) -> None:
    tags = {other: here.words.tag for other, here in HERE.items()}
    for manual in ("index", *MANUALS):
        root = page(site, name, manual)
        assert root.get("lang") == tags[name]
        chooser = root.findall(".//details[@class='lang']/ul/li")
        assert [item.get("lang") for item in chooser] == list(tags.values())
        assert [said(item) for item in chooser if item.find("b") is not None] == [
            next(said(item) for item in chooser if item.get("lang") == tags[name])
        ]
        links = [(a.get("href"), a.get("hreflang")) for item in chooser for a in item.iter("a")]
        others = {other: tag for other, tag in tags.items() if other != name}
        assert links == [(f"../{other}/{manual}.html", tag) for other, tag in others.items()]
        assert all((site / name / str(href)).is_file() for href, _ in links)


def test_the_root_leads_to_every_language(site: Path) -> None:
    root, _ = parsed((site / "index.html").read_text(encoding="utf-8"))
    links = {a.get("href"): a.get("hreflang") for a in root.iter("a") if a.get("hreflang")}
    assert links == {f"{name}/index.html": HERE[name].words.tag for name in TRANSLATED}


@pytest.mark.parametrize("name", HERE)
def test_no_japanese_is_read_in_another_voice(site: Path, name: str) -> None:
    for manual in ("index", *MANUALS):
        assert unmarked(page(site, name, manual)) == [], manual


@pytest.mark.parametrize("name", PLAIN)
def test_every_kanji_of_plain_japanese_has_its_reading(site: Path, held: Held, name: str) -> None:
    for manual in ("index", *MANUALS):
        root = page(site, name, manual)
        assert without_reading(root) == [], manual
        assert (name, manual) in held or len(list(root.iter("ruby"))) > 20


@pytest.mark.parametrize("manual", MANUALS)
def test_the_japanese_has_steps_with_pictures_and_help(site: Path, manual: str) -> None:
    """Else the comparisons below compare nothing. The steps are numbered without a gap."""
    root = page(site, SOURCE, manual)
    found = shape(root)
    steps = [step.get("id") for step in root.findall(COUNTED["steps"])]
    assert steps == [f"step-{number}" for number in range(1, len(steps) + 1)]
    assert all(found[key] for key in ("steps", "pictures", "legends", "differs", "remedies", "labels"))


@pytest.mark.parametrize(("name", "manual"), TRANSLATED_PAIRS)
def test_a_page_differs_from_the_japanese_in_words_only(
    site: Path, held: Held, name: str, manual: str
) -> None:
    """One that is held back is none of it: no step, but the way to those that are there."""
    own = page(site, name, manual)
    if (name, manual) not in held:
        assert shape(own) == shape(page(site, SOURCE, manual))
        return
    assert own.findall(COUNTED["steps"]) == []
    assert f"../{SOURCE}/{manual}.html" in [a.get("href") for a in own.findall(".//main//a")]
