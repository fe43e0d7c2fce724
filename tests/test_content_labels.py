"""The repository's words on screens: pictures in one language, hearsay told as such."""

from __future__ import annotations

import re

import pytest
from conftest import REPOSITORY
from test_content import MANUALS, whole

from tebiki.parse.config import load_config
from tebiki.parse.labels import load_labels
from tebiki.parse.screens import list_screens

LABELS = load_labels(REPOSITORY / "docs" / "labels")
SCREENS = REPOSITORY / "screenshots"
LANGUAGES = [tag for tag in load_config(REPOSITORY).settings.languages if tag != "ja"]


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
    """A label that is not verified stands in a section that says 参考 before the next picture or heading."""
    for section in re.split(r"(?m)^\([a-z0-9-]+\)=$", whole(manual)):
        read_aloud = re.sub(r"(?m)^:alt:.*$", "", section)
        unread = [key for key in re.findall(r"\{ui\}`([^`]+)`", read_aloud) if not LABELS[key].verified]
        if unread and ":::{remedy}" not in section:
            assert re.search(r"参考|一般的な説明|メーカーによって言葉が違います", section), unread


@pytest.mark.parametrize("manual", MANUALS)
def test_remedies_are_told_as_general(manual: str) -> None:
    chapter = whole(manual).partition("(trouble)=\n")[2].partition("\n(")[0]
    assert "一般的なもの" in chapter
    assert "参考" in chapter
