"""``tebiki environments``: which environments of earlier releases this user has, and removing them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from ..editions.environments.store import Stored, environments_folder, remove_environment, stored_environments
from ..errors import Place, Problem, UsageError
from ..messages import say
from ..messages.console import Console, columns
from .answer import Answer, print_answer

_AREA = "environments-command"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``environments`` and its parts."""
    parser.add_argument("--json", action="store_true", help=say(f"{_AREA}/json"))
    parts = parser.add_subparsers(dest="part", metavar=say("cli/command"), parser_class=type(parser))
    words = say(f"{_AREA}/list")
    shown = parts.add_parser("list", help=words, description=words)
    # Without a default of its own, so that `environments --json list` is not undone.
    shown.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say(f"{_AREA}/json"))
    words = say(f"{_AREA}/remove")
    removed = parts.add_parser("remove", help=words, description=words)
    removed.add_argument("keys", metavar="KEY", nargs="*", help=say(f"{_AREA}/key"))
    removed.add_argument("--all", action="store_true", help=say(f"{_AREA}/all"))


_LOCK_SHOWN = 12  # characters of a lock's hash


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do what was asked; the exit code.

    Raises `UsageError` for a key that is not there, and where nothing was named.
    """
    return print_answer(_answer(asked, stored_environments()), console)


def _answer(asked: argparse.Namespace, stored: Sequence[Stored]) -> Answer:
    if asked.part == "remove":
        return _remove(_chosen(asked, stored))
    return Answer(format_json(stored) if asked.json else format_list(stored))


def _chosen(asked: argparse.Namespace, stored: Sequence[Stored]) -> list[Stored]:
    if bool(asked.keys) == asked.all:
        code = "environment/both" if asked.all else "environment/which"
        raise UsageError([Problem(code, Place("environments remove"), {})])
    known = {one.key: one for one in stored}
    values = {"known": ", ".join(known) or "-"}
    if strange := [key for key in asked.keys if key not in known]:
        raise UsageError([Problem("environment/unknown", None, {"key": key, **values}) for key in strange])
    return [known[key] for key in dict.fromkeys(asked.keys or known)]


def _remove(chosen: Sequence[Stored]) -> Answer:
    lines, problems = [], []
    for one in chosen:
        if problem := remove_environment(one.key):
            problems.append(problem)
        else:
            lines.append(say(f"{_AREA}/removed", key=one.key, size=_megabytes(one.size)))
    return Answer("\n".join(lines) or say(f"{_AREA}/nothing-removed"), tuple(problems))


def format_list(stored: Sequence[Stored]) -> str:
    """A table: key, release, Python, lock and size; what is not finished is marked."""
    folder = say(f"{_AREA}/folder", folder=str(environments_folder()))
    if not stored:
        return say(f"{_AREA}/none") + "\n" + folder
    head = [
        say(f"{_AREA}/{name}") for name in ("head-key", "head-for", "head-python", "head-lock", "head-size")
    ]
    rows = [[one.key, *_described(one), _megabytes(one.size)] for one in stored]
    total = say(f"{_AREA}/total", count=len(stored), size=_megabytes(sum(one.size for one in stored)))
    return "\n".join([*columns([head, *rows]), total, folder])


def _described(one: Stored) -> tuple[str, str, str]:
    if one.made_by is not None:
        return say(f"{_AREA}/running", pid=one.made_by), "-", "-"
    if one.stamp is None:
        return say(f"{_AREA}/unfinished"), "-", "-"
    return ", ".join(one.stamp.releases) or "-", one.stamp.python, one.stamp.lock_sha256[:_LOCK_SHOWN]


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def format_json(stored: Sequence[Stored]) -> str:
    """The same for programs; ``state`` is ``ready``, ``unfinished`` or ``running``."""
    told = {"folder": str(environments_folder()), "environments": [_as_json(one) for one in stored]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_json(one: Stored) -> dict[str, object]:
    state = "running" if one.made_by is not None else "ready" if one.stamp is not None else "unfinished"
    more: dict[str, object] = {"lock_sha256": None, "python": None, "releases": []}
    if one.stamp is not None:
        more = {
            "lock_sha256": one.stamp.lock_sha256,
            "python": one.stamp.python,
            "releases": list(one.stamp.releases),
        }
    return {"key": one.key, "state": state, "bytes": one.size, **more}
