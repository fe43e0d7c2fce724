"""The grammar of ``tebiki migrate``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``migrate``; ``finish`` adds what every command has."""
    finish(parser)
    parser.add_argument("--check", action="store_true", help=say("migrate-command/check"))
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
