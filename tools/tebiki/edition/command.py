"""The grammar of ``tebiki edition``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say

_AREA = "edition-command"


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``edition`` and its parts; ``finish`` adds to each what every command has."""
    finish(parser)
    parts = parser.add_subparsers(
        dest="part", metavar=say("cli/command"), parser_class=type(parser), required=True
    )
    for name, describe in (("inspect", _inspect),):
        words = say(f"{_AREA}/{name}")
        part = parts.add_parser(name, help=words, description=words, add_help=False)
        finish(part)
        describe(part)
        part.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))


def _inspect(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", metavar="FILE.p12", type=Path, help=say(f"{_AREA}/file"))
    part.add_argument("--edition", metavar="YEAR", help=say(f"{_AREA}/edition"))
    _password(part)


def _password(part: argparse.ArgumentParser) -> None:
    part.add_argument("--password-stdin", action="store_true", help=say(f"{_AREA}/password-stdin"))
