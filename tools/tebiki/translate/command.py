"""The grammar of ``tebiki translate``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say

_AREA = "translate-command"


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``translate`` and its parts; ``finish`` adds to each what every command has."""
    finish(parser)
    parts = parser.add_subparsers(
        dest="part", metavar=say("cli/command"), parser_class=type(parser), required=True
    )
    for name, describe in (
        ("update", _update), ("status", _status), ("package", _package), ("apply", _apply), ("add", _add),
        ("readings", _readings),
    ):  # fmt: skip
        words = say(f"{_AREA}/{name}")
        part = parts.add_parser(name, help=words, description=words, add_help=False)
        finish(part)
        describe(part)
        part.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))


def _update(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", nargs="*", help=say(f"{_AREA}/languages"))
    part.add_argument("--same-meaning", action="store_true", help=say(f"{_AREA}/same-meaning"))


def _status(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", nargs="*", help=say(f"{_AREA}/languages"))
    part.add_argument("--json", action="store_true", help=say(f"{_AREA}/json"))
    part.add_argument("--html", metavar="FILE", type=Path, help=say(f"{_AREA}/html"))


def _package(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", help=say(f"{_AREA}/language"))
    part.add_argument("--all", action="store_true", help=say(f"{_AREA}/all"))
    part.add_argument("--output", metavar="FILE.zip", type=Path, help=say(f"{_AREA}/output"))


def _apply(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", metavar="FILE", type=Path, help=say(f"{_AREA}/file"))
    part.add_argument("--language", metavar="LANG", help=say(f"{_AREA}/apply-language"))
    part.add_argument("--fuzzy", action="store_true", help=say(f"{_AREA}/apply-fuzzy"))


def _add(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", help=say(f"{_AREA}/new-language"))


def _readings(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", metavar="FILE.po", nargs="?", type=Path, help=say(f"{_AREA}/readings-file"))
