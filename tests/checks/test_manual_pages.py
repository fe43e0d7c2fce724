"""What stands where it cannot: chapters that are not there or never end, boxes of other pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.checks.manual_pages import check_pages
from tebiki.messages import LANGUAGES, tell

DOCS = Path("docs")
CONTACT = "文です。\n"


def told(texts: dict[str, str]) -> list[str]:
    """Problems of an invented town's texts as ``file:line code``."""
    problems = check_pages(DOCS, {DOCS / name: text for name, text in texts.items()})
    for problem in problems:
        assert all("→" in tell(problem, language) for language in LANGUAGES)
    return [f"{one.place} {one.code.removeprefix('source/')}" for one in problems]


def include(name: str) -> str:
    return f"文です。\n\n```{{include}} parts/{name}.md\n```\n"


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ({"tablet.md": include("none")}, ["docs/tablet.md:3 include-missing"]),
        ({"tablet.md": include("a"), "parts/a.md": include("a")}, ["docs/parts/a.md:3 include-circle"]),
        (
            {"parts/a.md": include("b"), "parts/b.md": include("a")},
            ["docs/parts/a.md:3 include-circle", "docs/parts/b.md:3 include-circle"],
        ),
        ({"parts/a.md": ":::{contents}\n:::\n"}, ["docs/parts/a.md:1 contents-here"]),
        ({"index.md": ":::{contents}\n:::\n"}, ["docs/index.md:1 contents-here"]),
        ({"tablet.md": "文です。\n\n:::{devices}\n:::\n"}, ["docs/tablet.md:3 devices-here"]),
        ({"parts/a.md": ":::{devices}\n:::\n"}, ["docs/parts/a.md:1 devices-here"]),
    ],
)
def test_what_cannot_stand_there_is_told_at_its_line(texts: dict[str, str], wanted: list[str]) -> None:
    assert told(texts) == wanted


def test_what_stands_where_it_should_passes() -> None:
    texts = {
        "index.md": ":::{devices}\n:::\n",
        "tablet.md": ":::{contents}\n:::\n\n" + include("a") + include("b"),
        "parts/a.md": include("b"),
        "parts/b.md": CONTACT,
    }
    assert told(texts) == []
