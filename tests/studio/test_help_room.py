"""使い方: the year step by step, as the model of its state has it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from studio_client import studio

from tebiki.editions.year_state.model import TASKS
from tebiki.messages import Language, say

READMES = {"ja": "README.ja.md", "en": "README.md"}


@pytest.mark.parametrize("language", READMES)
def test_the_year_is_told_in_its_order(city: Path, language: Language) -> None:
    with studio(city, language=language) as client:
        text = html.unescape(client.get("/help").text)
    steps = re.findall(r"<li><b>(.+?)</b><br>(.+?)</li>", text)
    assert [title for title, _ in steps] == [say(f"todo/title-{task}", language) for task in TASKS]
    assert all(len(about) > 10 for _, about in steps)
    readme = (Path(__file__).parents[2] / READMES[language]).read_text(encoding="utf-8")
    [chapter] = re.findall(r"(?m)^## (.*(?:スタジオ|studio))$", readme)
    assert chapter in text
