"""The grammar of ``tebiki handover``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ..messages import say

#: Options by the setting that they stand for: with a text, with a number, or on and off.
TEXTS: Final = {"base": "PATH", "files": "PATH", "pdf": "PATH", "prefix": "TEXT"}
NUMBERS: Final = {"heading": "N", "width": "PX"}
SWITCHES: Final = ("title", "details", "ruby")


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``handover``; ``finish`` adds what every command has."""
    finish(parser)
    parser.add_argument("--output", metavar="DIR", type=Path, help=say("handover-command/output"))
    for name, shape in (TEXTS | NUMBERS).items():
        parser.add_argument(f"--{name}", metavar=shape, help=say(f"handover-command/option-{name}"))
    for name in SWITCHES:
        switch = argparse.BooleanOptionalAction
        parser.add_argument(f"--{name}", action=switch, help=say(f"handover-command/option-{name}"))
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
