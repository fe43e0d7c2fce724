"""The grammar of ``tebiki required``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say

_AREA = "required-command"


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``required`` and its part; ``finish`` adds to each what every command has."""
    finish(parser)
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
    parts = parser.add_subparsers(dest="part", metavar=say("cli/command"), parser_class=type(parser))
    words = say(f"{_AREA}/looked")
    part = parts.add_parser("looked", help=words, description=words, add_help=False)
    finish(part)
    part.add_argument("row", metavar="ROW", nargs="+", help=say(f"{_AREA}/row"))
    part.add_argument("--manual", metavar="NAME", action="append", default=[], help=say(f"{_AREA}/manual"))
    part.add_argument("--by", metavar="ROLE", required=True, help=say(f"{_AREA}/by"))
    part.add_argument("--on", metavar="YYYY-MM-DD", required=True, help=say(f"{_AREA}/on"))
    # Without a default of its own, so that it does not undo what stands before ``looked``.
    part.add_argument("--root", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=say("cli/root"))
