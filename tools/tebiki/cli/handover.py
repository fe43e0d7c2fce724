"""``tebiki handover``: what staff hand over of the finished site, in one folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ..content.cms_places import FILE, load_places, places_text
from ..content.project_folders import ProjectFolders
from ..content.settings import Cms, cms_of
from ..content.write_files import write_together
from ..editions.prompt import Person
from ..editions.release.handed_over import plan_site
from ..errors import Place, Problem, UsageError
from ..handover.address_table import read_table
from ..handover.bodies import names_of
from ..handover.finished import Finished
from ..handover.make import Wanted, find_finished, make_handover
from ..messages import say
from ..messages.console import Console
from .answer import print_problems
from .arguments import add_root, find_root, read_date

#: Options by the setting that they stand for: with a text, with a number, or on and off.
TEXTS: Final = {"base": "PATH", "files": "PATH", "pdf": "PATH", "prefix": "TEXT"}
NUMBERS: Final = {"heading": "N", "width": "PX"}
SWITCHES: Final = ("title", "details", "ruby")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``handover``."""
    parser.add_argument("--output", metavar="DIR", type=Path, help=say("handover-command/output"))
    for name, shape in (TEXTS | NUMBERS).items():
        parser.add_argument(f"--{name}", metavar=shape, help=say(f"handover-command/option-{name}"))
    parser.add_argument("--addresses", metavar="FILE", type=Path, help=say("handover-command/addresses"))
    parser.add_argument("--day", metavar="YYYY-MM-DD", help=say("handover-command/day"))
    for name in SWITCHES:
        switch = argparse.BooleanOptionalAction
        parser.add_argument(f"--{name}", action=switch, help=say(f"handover-command/option-{name}"))
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Make the handover of the project from its finished site; 0. Raises `TebikiError`."""
    root = find_root(asked)
    finished = find_finished(root)
    options = options_of(asked, finished.settings.cms)
    day = read_date("--day", asked.day, "handover-command/no-day") if asked.day else None
    _keep_places(asked, root, finished, options, console)
    plan = plan_site(root, str(finished.edition.year), finished.site, day)
    made = make_handover(root, finished, Wanted(options, plan, asked.output), console.err)
    console.out(made.text)
    if made.notices:
        console.err(say("handover-command/notices", count=len(made.notices)))
        print_problems(made.notices, console)
    return 0


def _keep_places(
    asked: argparse.Namespace, root: Path, finished: Finished, options: Cms, console: Console
) -> None:
    """Write into docs/cms.toml what is told of the CMS now; where nobody knows the place, ask once."""
    docs = ProjectFolders(root).docs
    kept = load_places(docs)
    base = options.base if asked.base and not finished.settings.cms.base else kept.base
    if not (base or options.base or finished.settings.site):
        base = _ask_base(console)
    addresses = kept.addresses
    if asked.addresses is not None:
        addresses = read_table(asked.addresses, names_of(finished, options))
    if (base, addresses) != (kept.base, kept.addresses):
        path = docs / FILE
        write_together([(path, places_text(base, addresses).encode())])
        console.err(say("handover-command/kept", file=Place.of(path).file))


def _ask_base(console: Console) -> str:
    """The place as somebody types it; empty where nobody can be asked, or does not know it yet."""
    person = Person(console)
    return person.ask(say("handover-command/ask-base"), _read_base, "-") if person.there else ""


def _read_base(text: str) -> str:
    if text == "-":
        return ""
    found = cms_of({"base": text})
    if isinstance(found, Cms):
        return found.base
    key, value, why = found[0]
    raise UsageError([Problem("handover/option", None, {"key": f"--{key}", "value": value, "why": why})])


def options_of(asked: argparse.Namespace, settings: Cms) -> Cms:
    """The settings with what the command was told besides. Raises `UsageError` (``handover/option``)."""
    given = {name: getattr(asked, name) for name in (*TEXTS, *NUMBERS, *SWITCHES)}
    table = settings.model_dump() | {name: value for name, value in given.items() if value is not None}
    for name in NUMBERS:
        if isinstance(table[name], str) and table[name].isascii() and table[name].isdigit():
            table[name] = int(table[name])
    found = cms_of(table)
    if isinstance(found, Cms):
        return found
    raise UsageError(
        [
            Problem("handover/option", None, {"key": f"--{key}", "value": value, "why": why})
            for key, value, why in found
        ]
    )
