"""The grammar of ``tebiki screens``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``screens`` and its parts; ``finish`` adds to each what every command has."""
    finish(parser)
    parts = parser.add_subparsers(
        dest="part", metavar=say("cli/command"), parser_class=type(parser), required=True
    )
    for name, describe in (("status", _status), ("add", _add), ("check", _check)):
        words = say(f"screens-command/{name}")
        part = parts.add_parser(name, help=words, description=words, add_help=False)
        finish(part)
        describe(part)
        part.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))


def _status(part: argparse.ArgumentParser) -> None:
    part.add_argument("--json", action="store_true", help=say("screens-command/json"))
    part.add_argument("--as-of", metavar="YYYY-MM", help=say("screens-command/as-of"))


def _check(part: argparse.ArgumentParser) -> None:
    part.add_argument("name", metavar="NAME", nargs="*", help=say("screens-command/name"))


def _add(part: argparse.ArgumentParser) -> None:
    part.add_argument("name", metavar="NAME", help=say("screens-command/name"))
    part.add_argument("file", metavar="FILE", type=Path, help=say("screens-command/file"))
    for option, shape in (
        ("device", "NAME"), ("os", "NAME"), ("on", "YYYY-MM-DD"), ("by", "NAME"), ("text-height", "PX"),
        ("language", "LANG"), ("variant", "NAME"), ("crop", "X,Y,W,H"),
    ):  # fmt: skip
        part.add_argument(f"--{option}", metavar=shape, help=say(f"screens-command/{option}"))
    for option in ("redact", "mark"):
        words = say(f"screens-command/{option}")
        part.add_argument(f"--{option}", metavar="X,Y,W,H", action="append", default=[], help=words)
    part.add_argument("--replace", action="store_true", help=say("screens-command/replace"))
