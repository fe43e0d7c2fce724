"""The grammar of ``tebiki serve``; imports nothing heavy, because every command reads it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..messages import say

PORT = 8000


def grammar(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe ``serve``; ``finish`` adds what every command has."""
    finish(parser)
    parser.add_argument("--port", metavar="N", type=int, default=PORT, help=say("serve/port", port=PORT))
    parser.add_argument("--pdf", action="store_true", help=say("serve/pdf"))
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
