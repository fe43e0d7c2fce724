"""``tebiki migrate``: a project of an older engine is brought to today's formats."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ..content.write_files import write_together
from ..editions.migrate import Change, Plan, plan
from ..errors import Place
from ..messages import say
from ..messages.console import Console
from .answer import Answer, print_answer
from .arguments import add_root, find_root


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``migrate``."""
    parser.add_argument("--check", action="store_true", help=say("migrate-command/check"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Bring the project to today's formats, or only tell what that would change.

    Raises `TebikiError` where a file cannot be read or changed; then nothing was written.
    """
    found = plan(find_root(asked))
    if not asked.check and found.changes:
        # A link stays one: what it leads to is written.
        write_together([(c.path.resolve(), c.data) for c in found.changes if c.data is not None])
    answer = Answer("\n".join(_lines(found, only=asked.check)), failed=asked.check and bool(found.changes))
    return print_answer(answer, console)


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
