"""From what was asked of ``tebiki migrate`` to what is said."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..build.files import write_together
from ..errors import Place
from ..messages import say
from .plan import Change, Plan, plan


@dataclass(frozen=True, slots=True)
class Answer:
    """``text``: for standard output; ``old``: whether older files are still to be changed."""

    text: str
    old: bool


def run(asked: argparse.Namespace, root: Path) -> Answer:
    """Bring the project at ``root`` to today's formats, or only tell what that would change.

    Raises `TebikiError` where a file cannot be read or changed; then nothing was written.
    """
    found = plan(root)
    if not asked.check and found.changes:
        # A link stays one: what it leads to is written.
        write_together([(c.path.resolve(), c.data) for c in found.changes if c.data is not None])
    return Answer("\n".join(_lines(found, only=asked.check)), old=asked.check and bool(found.changes))


def _lines(found: Plan, *, only: bool) -> Iterator[str]:
    for change in found.changes:
        what = say("check/between").join(map(say, change.sentences))
        yield say("migrate-command/line", **_values(change), now=change.form.current, what=what)
    for change in found.left:
        yield say("migrate-command/left", **_values(change))
    if not found.changes:
        yield say("migrate-command/nothing", count=found.looked)
    elif only:
        yield say("migrate-command/would", count=len(found.changes))
    else:
        yield say("migrate-command/done", count=len(found.changes))


def _values(change: Change) -> dict[str, object]:
    return {"file": Place.of(change.path).file, "was": change.number}
