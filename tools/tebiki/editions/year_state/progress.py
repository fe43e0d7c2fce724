"""How far one task is by itself, before it is seen beside the others; days and names for sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...content.edition import Edition
from ...content.ruby import plain
from ...content.settings import in_language
from ...errors import Problem
from ...messages import LANGUAGES, InLanguages, Said, say


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is. ``settled``: nothing of it keeps what follows from being done, though it be open.

    ``minutes``: a rule of thumb for what is left. ``heading``: the code of one that counts nothing.
    """

    state: Literal["done", "partly", "possible", "waiting", "stopped", "not_yet"]
    detail: Said
    settled: bool = True
    done: int | None = None
    total: int | None = None
    minutes: int | None = None
    blocks: tuple[Problem, ...] = ()
    since: date | None = None
    heading: str = ""

    @property
    def count(self) -> int:
        """How many are left."""
        return (self.total or 0) - (self.done or 0)


def begun(done: int, left: int) -> Literal["done", "partly", "possible"]:
    """The state of something that is counted."""
    return "done" if not left else "partly" if done else "possible"


def rounded_minutes(seconds: int) -> int:
    """Seconds as minutes of a rule of thumb: up to the next five."""
    return -(-seconds // 300) * 5


def day_said(day: date) -> InLanguages:
    """A day of these months: 3月25日."""
    values = {"year": day.year, "month": day.month, "day": day.day}
    return InLanguages({to: say("todo/day", to, **values) for to in LANGUAGES})


def joined(names: Iterable[InLanguages]) -> InLanguages:
    """Names one after the other."""
    found = tuple(names)
    return InLanguages({to: say("todo/and", to).join(name.texts[to] for name in found) for to in LANGUAGES})


def manual_said(edition: Edition, name: str) -> InLanguages:
    """What people call a manual: the platform that it is for."""
    platform = edition.manuals[name].platform
    return InLanguages({to: plain(in_language(platform, to)) for to in LANGUAGES})


def said_name(name: str) -> InLanguages:
    """What people call a task in a sentence of another one: 事実."""
    return InLanguages({to: say(f"todo/name-{name}", to) for to in LANGUAGES})
