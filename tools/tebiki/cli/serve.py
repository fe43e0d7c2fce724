"""``tebiki serve``: the site on this machine, made again on each save."""

from __future__ import annotations

import argparse
from typing import Final

from ..messages import say
from ..messages.console import Console
from ..serve.loop import Loop
from .arguments import add_root, find_root

PORT: Final = 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``serve``."""
    parser.add_argument("--port", metavar="N", type=int, default=PORT, help=say("serve/port", port=PORT))
    parser.add_argument("--pdf", action="store_true", help=say("serve/pdf"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Serve until Ctrl-C; 0. Raises `TebikiError`."""
    loop = Loop(find_root(asked), console.err, console.progress if console.interactive else None)
    try:
        loop.run(asked.port, pdf=asked.pdf)
    except KeyboardInterrupt:
        console.err(say("serve/ended"))
    return 0
