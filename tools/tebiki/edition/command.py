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
    for name, describe in (
        ("inspect", _inspect), ("new", _new), ("revise", _revise), ("list", _list), ("confirm", _confirm),
        ("discard", _discard), ("compare", _compare), ("review", _review),
    ):  # fmt: skip
        words = say(f"{_AREA}/{name}")
        part = parts.add_parser(name, help=words, description=words, add_help=False)
        finish(part)
        describe(part)
        part.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))


def _inspect(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", metavar="FILE.p12", type=Path, help=say(f"{_AREA}/file"))
    part.add_argument("--edition", metavar="YEAR", help=say(f"{_AREA}/edition"))
    _password(part)


def _new(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", help=say(f"{_AREA}/year"))
    part.add_argument("--p12", metavar="FILE.p12", type=Path, help=say(f"{_AREA}/p12"))
    for option, shape in (("certificate", "ID"), ("published", "YYYY-MM"), ("changes", "TEXT")):
        part.add_argument(f"--{option}", metavar=shape, help=say(f"{_AREA}/{option}"))
    _password(part)
    _yes(part)


def _revise(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", help=say(f"{_AREA}/year-revise"))
    part.add_argument(
        "--manual", metavar="NAME", action="append", default=[], help=say(f"{_AREA}/manual-revise")
    )
    part.add_argument("--reason", metavar="TEXT", help=say(f"{_AREA}/reason"))
    part.add_argument("--on", metavar="YYYY-MM-DD", help=say(f"{_AREA}/on-revise"))
    _yes(part)


def _list(part: argparse.ArgumentParser) -> None:
    part.add_argument("--json", action="store_true", help=say(f"{_AREA}/json"))


def _confirm(part: argparse.ArgumentParser) -> None:
    part.add_argument("key", metavar="KEY", nargs="+", help=say(f"{_AREA}/key"))
    part.add_argument("--by", metavar="NAME", required=True, help=say(f"{_AREA}/by"))
    part.add_argument("--on", metavar="YYYY-MM-DD", required=True, help=say(f"{_AREA}/on"))
    part.add_argument("--edition", metavar="YEAR", help=say(f"{_AREA}/edition"))


def _discard(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", help=say(f"{_AREA}/year-discard"))
    _yes(part)


def _compare(part: argparse.ArgumentParser) -> None:
    part.add_argument("old", metavar="YEAR", help=say(f"{_AREA}/compare-old"))
    part.add_argument("new", metavar="YEAR", nargs="?", help=say(f"{_AREA}/compare-new"))
    part.add_argument("--output", metavar="DIR", type=Path, help=say(f"{_AREA}/compare-output"))


def _review(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", nargs="?", help=say(f"{_AREA}/edition"))


def _yes(part: argparse.ArgumentParser) -> None:
    part.add_argument("--yes", action="store_true", help=say(f"{_AREA}/yes"))


def _password(part: argparse.ArgumentParser) -> None:
    part.add_argument("--password-stdin", action="store_true", help=say(f"{_AREA}/password-stdin"))
