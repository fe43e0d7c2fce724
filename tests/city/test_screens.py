"""The city's own screens: large enough, marked without hiding anything, in the words of the labels."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from screen_gates import crowded, sizes_off, small_signs, typed_words, unreadable

from city.current import HERE, LABELS, MANUALS, SCREEN_NAMES, SCREENS, SOURCE
from tebiki.content.screen_files import load_screen
from tebiki.content.screens import Drawing, Inputs, Picture
from tebiki.render.screen import draw

#: What nobody has to read: the clock, Chrome's number of tabs, letters on keys, a sign of an illustration.
ORNAMENT = {
    "android": "9:301",
    "ios/passcode": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "shared/two-factor": "ID",
}
#: Facts that every edition has.
ALWAYS = {"certificate.id", "certificate.file", "title", "publisher"}
ALWAYS |= {"version", "published", "platform", "os", "browser"}
DOCUMENTED = tomllib.loads(Path(__file__).with_name("documented.toml").read_text(encoding="utf-8"))
FOLDERS = sorted({name.partition("/")[0] for name in SCREEN_NAMES} - {"shared"})
DRAWN = [
    name
    for name in SCREEN_NAMES
    if isinstance(load_screen(SCREENS, name, HERE[SOURCE].language).source, Drawing)
]


def inputs(folder: str = SOURCE) -> Inputs:
    return HERE[folder].inputs(MANUALS[0])


@pytest.fixture(scope="module")
def cache(content: Path, site: Path) -> Path:
    """Pictures as the site's build has made them."""
    del site  # its build fills the cache
    return content / "build" / ".cache"


def picture_of(name: str, folder: str, cache: Path) -> Picture:
    return draw(load_screen(SCREENS, name, HERE[folder].language), inputs(folder), cache)


@pytest.mark.parametrize("name", SCREEN_NAMES)
def test_a_screen_can_be_read_in_every_language(name: str, cache: Path) -> None:
    for folder, here in HERE.items():
        screen, picture = load_screen(SCREENS, name, here.language), picture_of(name, folder, cache)
        assert unreadable(screen, picture) == [], folder


@pytest.mark.parametrize("name", DRAWN)
def test_text_is_as_large_as_it_has_to_be(name: str) -> None:
    screen = load_screen(SCREENS, name, HERE[SOURCE].language)
    ornament = ORNAMENT.get(name, ORNAMENT.get(name.partition("/")[0], ""))
    assert small_signs(screen, inputs()) <= set(ornament)


@pytest.mark.parametrize("name", DRAWN)
def test_a_mark_declares_the_size_of_a_text_that_is_there(name: str) -> None:
    assert sizes_off(load_screen(SCREENS, name, HERE[SOURCE].language), inputs()) == []


@pytest.mark.parametrize("name", DRAWN)
def test_a_mark_hides_nothing_that_is_meant(name: str) -> None:
    for folder in (SOURCE, list(HERE)[-1]):
        assert crowded(load_screen(SCREENS, name, HERE[folder].language), inputs(folder)) == [], folder


@pytest.mark.parametrize("name", DRAWN)
def test_every_word_is_a_label_or_a_fact(name: str) -> None:
    text = (SCREENS / f"{name}.typ").read_text(encoding="utf-8")
    assert typed_words(text, frozenset(LABELS)) == []


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_not_known_becomes_a_bar(name: str, tmp_path: Path) -> None:
    """Whatever the year knows: the same marks and width, and another picture where a fact is shown."""
    screen = load_screen(SCREENS, name, HERE[SOURCE].language)
    facts = dict.fromkeys(inputs().facts, "ABC123")
    unknown = dict.fromkeys(facts.keys() - ALWAYS)
    given = [replace(inputs(), facts=known) for known in (facts, {**facts, **unknown})]
    known, bars = (draw(screen, each, tmp_path) for each in given)
    assert (known.marks, known.width) == (bars.marks, bars.width)
    assert (known.path != bars.path) == bool(known.used & unknown.keys())


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_pictures_of_a_device_are_light(folder: str, cache: Path) -> None:
    names = [name for name in SCREEN_NAMES if name.partition("/")[0] == folder]
    assert sum(picture_of(name, SOURCE, cache).path.stat().st_size for name in names) <= 250_000


@pytest.mark.parametrize("key", DOCUMENTED)
def test_words_are_as_they_were_documented(key: str) -> None:
    """Letter by letter. Who knows better says from where: a row with another ``source`` is not looked at."""
    then, label = DOCUMENTED[key], LABELS.get(key)
    if label is None or label.source != then["source"]:
        return
    now = {"source": label.source, "verified": label.verified, "ja": label.texts["ja"]}
    assert {name: now[name] for name in then} == then
