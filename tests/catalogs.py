"""What tests of the guard share: the invented city's rules, catalogues to plant mistakes in."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tebiki.checks.translations.catalog import Rules
from tebiki.content.edition import load_edition
from tebiki.content.settings import load_config

TESTS = Path(__file__).resolve().parent
GOOD, BAD = TESTS / "good" / "catalogs", TESTS / "bad" / "catalogs"


@cache
def rules() -> Rules:
    """What a catalogue of the invented city is held to."""
    root = TESTS / "roots" / "yamabe"
    config = load_config(root)
    edition = load_edition(root / "docs" / "editions", config.edition, config.settings)
    return Rules(config.settings, edition)


def cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file."""
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return rows


def header(language: str) -> str:
    """A header as every catalogue has it."""
    return f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def quoted(text: str) -> str:
    """``text`` as a PO file has it."""
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(char, escape)
    return f'"{text}"'


def write(folder: Path, language: str, text: str | bytes) -> Path:
    """A catalogue of ``language`` below ``folder``."""
    path = folder / language / "LC_MESSAGES" / "manual.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
