"""The grammar of ``tebiki check``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``check``; ``finish`` adds what every command has."""
    finish(parser)
    parser.add_argument("file", metavar="FILE", nargs="*", type=Path, help=say("check/file"))
    parser.add_argument("--site", metavar="DIR", type=Path, help=say("check/site"))
    parser.add_argument("--changed", action="store_true", help=say("check/changed"))
    parser.add_argument("--json", action="store_true", help=say("check/json"))
    parser.add_argument("--rules", action="store_true", help=say("check/rules"))
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
