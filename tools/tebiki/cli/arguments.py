"""What the arguments of all commands share: the parser, the project's folder, dates and texts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ..characters import names_of, unseen
from ..content.project_folders import ProjectFolders
from ..content.text_files import shown
from ..content.write_intent import complete_writes
from ..errors import Place, Problem, UsageError
from ..messages import say


class Parser(argparse.ArgumentParser):
    """Raises usage errors as problems, in the language of the messages; offers ``--help`` in it.

    Every command takes ``--verbose``, before or after its name.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False)
        self.add_argument("-h", "--help", action="help", help=say("cli/help"))
        # No default: that of a command within a command would hide what was said before it.
        silent = argparse.SUPPRESS
        self.add_argument(
            "--verbose",
            action="store_true",
            default=silent,
            help=say("cli/verbose", file="build/log/last.txt"),
        )

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing: one place prints."""
        raise UsageError([Problem("cli/usage", None, {"why": message, "prog": self.prog})])


def add_parts(
    parser: argparse.ArgumentParser, area: str, parts: Mapping[str, Callable[[argparse.ArgumentParser], None]]
) -> None:
    """Add the parts of a command (``edition new``), each with what describes its arguments, and ``--root``.

    The sentence on a part stands in the messages of ``area``, under its name.
    """
    added = parser.add_subparsers(
        dest="part", metavar=say("cli/command"), parser_class=type(parser), required=True
    )
    for name, describe in parts.items():
        words = say(f"{area}/{name}")
        part = added.add_parser(name, help=words, description=words)
        describe(part)
        add_root(part)


def add_root(parser: argparse.ArgumentParser) -> None:
    """Add ``--root``, the folder of the project."""
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))


def find_root(asked: argparse.Namespace) -> Path:
    """The project's folder, with nothing half written in it.

    Raises `UsageError` (``build/root``) where there is no project.
    """
    root: Path = asked.root.resolve()
    folders = ProjectFolders(root)
    if not folders.conf.is_file() or not folders.docs.is_dir():
        raise UsageError([Problem("build/root", None, {"folder": str(root)})])
    complete_writes(root)  # of a command that was killed
    return root


def read_text(option: str, text: str, code: str) -> str:
    """A text without the white space around it.

    Raises `UsageError` with ``code`` where nothing is left, ``text/unseen`` for letters that nobody sees:
    no file that holds them is read again.
    """
    if not text.strip():
        raise UsageError([Problem(code, Place(option), {"value": text})])
    if found := [sign for _, _, sign in unseen(text)]:
        raise UsageError([Problem("text/unseen", Place(option), {"text": names_of(found)})])
    return text.strip()


def read_date(option: str, text: str, code: str) -> date:
    """A day as people write it (see `read_day`). Raises `UsageError` with ``code``, or ``date/…``."""
    from ..content.calendar import FIRST_DAY  # noqa: PLC0415 -- a build that changes nothing needs no calendar
    from ..content.dates import read_day  # noqa: PLC0415 -- as above

    found = read_day(text)
    if isinstance(found, date):
        if found < FIRST_DAY:
            raise UsageError(
                [Problem("date/early", Place(option), {"text": shown(text), "first": FIRST_DAY})]
            )
        return found
    if found is not None:  # well written, and in no calendar
        raise UsageError([Problem(found.why, Place(option), {"text": found.text, **found.values})])
    raise UsageError([Problem(code, Place(option), {"value": text})])


def typed_year(text: str) -> str:
    """A year as people type it in four digits; anything else as it is: whoever knows the years tells it."""
    from ..content.dates import read_year  # noqa: PLC0415 -- as above

    return read_year(text) or text
