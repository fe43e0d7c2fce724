"""From what was asked of ``tebiki release`` to what is done and said."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import Place, Problem, UsageError
from ..messages import say
from .make import make
from .release import Asked, release
from .verify import verify
from .wish import Wish

#: Whom it tells what is being done.
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """Text for standard output, and problems of the content for standard error."""

    text: str
    problems: tuple[Problem, ...] = ()


def run(asked: argparse.Namespace, root: Path, told: Say) -> Answer:
    """Do what was asked in the project at ``root``. Raises `TebikiError`."""
    if asked.make is not None:
        make(root, Wish.read(asked.make), told)
        return Answer("")
    words = list(asked.words)
    verifies = words[:1] == ["verify"]
    years = words[1:] if verifies else words
    if len(years) > 1 or not all(re.fullmatch(r"\d{4}", year) for year in years):
        raise UsageError([Problem("release/words", Place("tebiki release"), {"value": " ".join(words)})])
    year = years[0] if years else None
    return _verify(root, year, told) if verifies else _release(asked, root, year, told)


def _release(asked: argparse.Namespace, root: Path, year: str | None, told: Say) -> Answer:
    for option in ("number", "by"):
        value = getattr(asked, option)
        if value is not None and not value.strip():
            raise UsageError([Problem("screens/blank", Place(f"--{option}"), {"value": value})])
    wish = Asked(
        year,
        _date(asked.approved) if asked.approved else None,
        asked.number.strip() if asked.number else None,
        asked.by.strip() if asked.by else None,
        tuple(dict.fromkeys(asked.held)),
    )
    done = release(root, wish, told)
    values = {"year": done.year, "folder": Place.of(done.folder).file, "tag": done.release.tag}
    return Answer(say("release/done", **values))


def _verify(root: Path, year: str | None, told: Say) -> Answer:
    found = verify(root, year, told)
    values = {"tag": found.release.tag, "files": found.files, "count": len(found.differing)}
    if not found.differing:
        text = say("release/same", **values)
        if found.restored is not None:
            text += "\n" + say("release/restored", folder=Place.of(found.restored).file)
        return Answer(text)
    return Answer(
        say("release/differs", **values),
        tuple(Problem("release/differing", Place(name), {}) for name in found.differing),
    )


def _date(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError([Problem("screens/date", Place("--approved"), {"value": text})])
