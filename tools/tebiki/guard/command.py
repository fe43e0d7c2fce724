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
    parser.add_argument("--online", action="store_true", help=say("online/option"))
    parser.add_argument("--anew", action="store_true", help=say("online/anew"))
    parser.add_argument("--browser", action="store_true", help=say("browser/option"))
    parser.add_argument("--browser-path", metavar="FILE", type=Path, help=say("browser/option-path"))
    parser.add_argument(
        "--page", metavar="PAGE", action="append", default=[], help=say("browser/option-page")
    )
    parser.add_argument("--publish", action="store_true", help=say("browser/option-publish"))
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
