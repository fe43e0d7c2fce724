"""The grammar of ``tebiki release``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say

_AREA = "release-command"


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``release``; ``finish`` adds what every command has."""
    finish(parser)
    parser.add_argument("words", metavar="[verify] [YEAR]", nargs="*", help=say(f"{_AREA}/words"))
    for option, shape in (("approved", "YYYY-MM-DD"), ("number", "TEXT"), ("by", "ROLE")):
        parser.add_argument(f"--{option}", metavar=shape, help=say(f"{_AREA}/{option}"))
    parser.add_argument("--held", metavar="LANG", action="append", default=[], help=say(f"{_AREA}/held"))
    # What a release asks of the engine of its commit; nobody types it.
    parser.add_argument("--make", metavar="FILE", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
