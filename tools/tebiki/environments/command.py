"""The grammar of ``tebiki environments``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ..messages import say

_AREA = "environments-command"


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``environments`` and its parts; ``finish`` adds to each what every command has."""
    finish(parser)
    parser.add_argument("--json", action="store_true", help=say(f"{_AREA}/json"))
    parts = parser.add_subparsers(dest="part", metavar=say("cli/command"), parser_class=type(parser))
    words = say(f"{_AREA}/list")
    shown = parts.add_parser("list", help=words, description=words, add_help=False)
    finish(shown)
    # Without a default of its own, so that `environments --json list` is not undone.
    shown.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say(f"{_AREA}/json"))
    words = say(f"{_AREA}/remove")
    removed = parts.add_parser("remove", help=words, description=words, add_help=False)
    finish(removed)
    removed.add_argument("keys", metavar="KEY", nargs="*", help=say(f"{_AREA}/key"))
    removed.add_argument("--all", action="store_true", help=say(f"{_AREA}/all"))
