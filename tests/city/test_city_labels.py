"""The repository's words on screens: pictures in one language, hearsay told as such."""

from __future__ import annotations

import re

import pytest

from city.written import LABELS, MANUALS, SCREENS, SETTINGS, whole
from tebiki.content.screen_files import list_screens

LANGUAGES = [tag for tag in SETTINGS.languages if tag != "ja"]
#: How a part says that nobody has read its words on a device: 参考 beside them, or all of it in such a box.
TOLD = re.compile(r"参考|:::\{reference\}")
#: Parts that say in words of their own that the words on the screen differ.
OWN_WORDS = {"from-settings"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list_screens(SCREENS))
def test_a_picture_is_in_one_language(name: str, language: str) -> None:
    """Half of a window in English and half in Japanese is on no device."""
    drawing = (SCREENS / f"{name}.typ").read_text(encoding="utf-8")
    shown = [LABELS[key] for key in re.findall(r'"([a-z0-9_.]+)"', drawing) if key in LABELS]
    translatable = [label for label in shown if re.search(r"[^\x00-\x7f]", label.texts["ja"])]
    assert len({language in label.texts for label in translatable}) <= 1


@pytest.mark.parametrize("manual", MANUALS)
def test_words_that_nobody_has_read_are_told_as_such(manual: str) -> None:
    """A label that is not verified stands in a part that says 参考 before the next heading."""
    parts = re.split(r"(?m)^\(([a-z0-9-]+)\)=$", whole(manual))
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        read_aloud = re.sub(r"(?m)^:alt:.*$", "", part)
        unread = [key for key in re.findall(r"\{ui\}`([^`]+)`", read_aloud) if not LABELS[key].verified]
        if unread and ":::{remedy}" not in part and name not in OWN_WORDS:
            assert TOLD.search(part), unread


@pytest.mark.parametrize("manual", MANUALS)
def test_remedies_are_told_as_general(manual: str) -> None:
    chapter = whole(manual).partition("(trouble)=\n")[2].partition("\n(")[0]
    assert "参考" in chapter


@pytest.mark.parametrize("manual", MANUALS)
def test_acts_bear_no_mark_whose_meaning_is_elsewhere(manual: str) -> None:
    """The one-page summary prints a step's acts and not the page's explanation of 参考."""
    parts = re.split(r"(?m)^\(([a-z0-9-]+)\)=$", whole(manual))
    steps = [part for name, part in zip(parts[1::2], parts[2::2], strict=True) if name.startswith("step-")]
    acts = [block[2] for part in steps for block in re.finditer(r"(?ms)^(:{3,})\{screen\}(.*?)^\1$", part)]
    assert len(acts) >= len(steps)
    assert not [act for act in acts if "参考" in act]
