"""Each word that a template names is there, in both languages: a room never breaks for want of a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tebiki.studio
from tebiki.studio.render import _room_of
from tebiki.studio.words import room_texts

STUDIO = Path(tebiki.studio.__file__).parent
TEMPLATES = sorted([*(STUDIO / "rooms").glob("*.html"), *(STUDIO / "templates").glob("*.html")])
#: A key that a template writes out: ``w('title')``, not ``w('tab-' ~ tab)``.
_WORD = re.compile(r"\b([wf])\('([\w-]+)'\s*[,)]")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_words_of_a_template_are_there(template: Path) -> None:
    frame, room = room_texts("frame"), room_texts(_room_of(template.name))
    for whose, key in _WORD.findall(template.read_text(encoding="utf-8")):
        known = {**frame, **room} if whose == "w" else frame
        assert key in known, f"{key} of {template.name}"
        assert all(known[key][language] for language in ("ja", "en")), key
