"""``words/<language>.toml`` of the engine: its own words in the outputs."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ..errors import fail
from ..model.words import Words


@cache
def languages() -> tuple[str, ...]:
    """Languages that the engine can speak, as Sphinx codes."""
    folder = files("tebiki").joinpath("words")
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))


@cache
def load_words(language: str) -> Words:
    """The words of ``language``. Raises `TebikiError` (``words/none``) where there are none."""
    if language not in languages():
        fail("words/none", None, language=language, known=", ".join(languages()))
    text = files("tebiki").joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    months, days = tuple(table.pop("months", ())), tuple(table.pop("days", ()))
    return Words(language, table.pop("tag"), dict(_flat("", table)), months, days)


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        rows += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, str(value))]
    return rows
