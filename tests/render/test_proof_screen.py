"""Pictures for a translator: which are told to be of another language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.render.proof_screen import ProofScreen, draw_for_translator

NAME = "tablet/ask"
HEAD = 'format = 2\nverified = false\nknown = true\nsource = "invented"\n'


def capture(city: Path, table: str, *, sha256: str = "") -> str:
    """The capture of a slot beside the drawing, and its table."""
    folder = city / "screenshots" / "tablet" / table.partition(".")[2]
    folder.mkdir(exist_ok=True)
    Image.new("RGB", (1080, 900), "white").save(folder / "ask.png")
    digest = sha256 or hashlib.sha256((folder / "ask.png").read_bytes()).hexdigest()
    return (
        f'[{table}]\nsha256 = "{digest}"\ndevice = "d"\nos = "o"\non = 2026-11-01\ntext_height = 42\n'
        f"[[{table}.marks]]\nbox = [300, 450, 300, 150]\n"
    )


def declare(city: Path, tables: Sequence[str], head: str = HEAD) -> None:
    text = head + "".join(capture(city, table) for table in tables)
    (city / "screenshots/tablet/ask.toml").write_text(text, encoding="utf-8", newline="\n")


def shown(city: Path, language: str = "vi") -> ProofScreen:
    project = Project(city)
    here = project.publication(language)
    return draw_for_translator(project.screenshots, NAME, here, "tablet", city / "cache")


@pytest.mark.parametrize(
    ("tables", "language", "foreign"),
    [
        (["capture"], "vi", False),
        (["captures.ja"], "vi", True),
        (["captures.ja"], "ja_simple", False),
        (["captures.ja", "captures.vi"], "vi", False),
        (["captures.ja", "capture"], "vi", False),
    ],
)
def test_a_capture_of_another_language_is_told(
    city: Path, tables: list[str], language: str, foreign: bool
) -> None:
    declare(city, tables, HEAD + 'fallback = "ja"\n' * ("captures.ja" in tables))
    assert shown(city, language).foreign == foreign


@pytest.mark.parametrize(
    ("texts", "foreign"),
    [
        ("", False),
        ('en = "はい"\n', False),
        ('en = "Yes"\n', True),
        ('en = "Yes"\nvi = "Có"\n', False),
        ('vi = "ᚠ"\n', True),
    ],
)
def test_a_drawing_in_japanese_is_told(city: Path, texts: str, foreign: bool) -> None:
    labels = city / "docs/labels/tablet.toml"
    text = labels.read_text(encoding="utf-8").replace('ja = "はい"\n', f'ja = "はい"\n{texts}')
    labels.write_text(text, encoding="utf-8", newline="\n")
    found = shown(city)
    assert found.foreign == foreign
    assert not shown(city, "ja_simple").foreign
    if foreign:
        assert found.picture.path == shown(city, "ja").picture.path


def test_what_else_is_wrong_is_refused(city: Path) -> None:
    text = HEAD + capture(city, "capture", sha256="0" * 64)
    (city / "screenshots/tablet/ask.toml").write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(TebikiError) as caught:
        shown(city)
    assert [problem.code for problem in caught.value.problems] == ["screens/changed"]
