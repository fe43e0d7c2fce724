"""``tebiki studio``: the year's work in a browser of this machine."""

from __future__ import annotations

import argparse

from ..messages import say
from ..messages.console import Console
from .arguments import add_root, find_root


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``studio``."""
    parser.add_argument("--port", metavar="N", type=int, help=say("studio/port", port=8017))
    parser.add_argument("--no-open", action="store_true", help=say("studio/no-open"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Serve until Ctrl-C; 0. Raises `TebikiError`."""
    from ..serve.listening import ended_by_signals  # noqa: PLC0415 -- other commands need no server
    from ..studio.desk import Desk  # noqa: PLC0415 -- as above
    from ..studio.opener import open_browser  # noqa: PLC0415 -- as above
    from ..studio.server import RunningStudio, find_running, told_running  # noqa: PLC0415 -- as above

    desk = Desk(find_root(asked))
    if asked.port is None and (page := find_running(desk.own)):
        console.err(say("studio/again", file=page))
        if not asked.no_open:
            open_browser(page)
        return 0
    studio = RunningStudio(desk, asked.port)
    with ended_by_signals(studio.stop), told_running(studio):
        console.out(studio.address)
        console.err(say("studio/ready", file=studio.opening_file))
        if not asked.no_open:
            open_browser(studio.opening_file)
        studio.serve()
    console.err(say("studio/ended"))
    return 0
