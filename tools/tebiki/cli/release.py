"""``tebiki release``: an approved edition made for the website, recorded, and proven again later."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ..content.project import Project
from ..editions.approval_number import read_number
from ..editions.chosen_year import chosen_year
from ..editions.office_notes import drop_approval, keep_approval, load_approval
from ..editions.prompt import Person
from ..editions.release.half_released import take_back
from ..editions.release.make import make
from ..editions.release.options import Wish
from ..editions.release.release import Asked, Done, release
from ..editions.release.verify import verify
from ..editions.sent_on import SentOn
from ..editions.typed_approval import APPROVAL_FIELDS, note_handed, read_approval
from ..errors import Place, Problem, UsageError
from ..messages import say
from ..messages.console import Console
from .answer import Answer, print_answer
from .arguments import add_root, find_root, read_date, read_text, typed_year

_AREA = "release-command"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``release``."""
    parser.add_argument(
        "words", metavar="[verify|approve|take-back|handed] [YEAR]", nargs="*", help=say(f"{_AREA}/words")
    )
    for option, shape in (
        ("approved", "YYYY-MM-DD"),
        ("number", "TEXT"),
        ("check-number", "TEXT"),
        ("by", "ROLE"),
        ("on", "YYYY-MM-DD"),
    ):
        parser.add_argument(f"--{option}", metavar=shape, help=say(f"{_AREA}/{option}"))
    parser.add_argument("--held", metavar="LANG", action="append", default=[], help=say(f"{_AREA}/held"))
    # What a release asks of the engine of its commit; nobody types it.
    parser.add_argument("--make", metavar="FILE", type=Path, help=argparse.SUPPRESS)
    add_root(parser)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do what was asked; the exit code. Raises `TebikiError`."""
    return print_answer(_answer(asked, find_root(asked), Person(console)), console)


def _answer(asked: argparse.Namespace, root: Path, person: Person) -> Answer:
    told = person.console.err
    if asked.make is not None:
        make(root, Wish.read(asked.make), told)
        return Answer()
    words = list(asked.words)
    act = _ACTS.get(words[0]) if words else None
    years = [typed_year(word) for word in (words[1:] if act else words)]
    if len(years) > 1 or not all(re.fullmatch(r"[0-9]{4}", year) for year in years):
        raise UsageError([Problem("release/words", Place("tebiki release"), {"value": " ".join(words)})])
    year = years[0] if years else None
    return (act or _release)(asked, root, year, person)


def _approve(asked: argparse.Namespace, root: Path, year: str | None, _: Person) -> Answer:
    """Keep an approval; ``tebiki release YEAR`` takes it from there."""
    project = Project(root)
    chosen = chosen_year(project, year, "release", of="")
    typed: dict[str, str] = {name: getattr(asked, name) or "" for name in APPROVAL_FIELDS}
    kept = read_approval(project, chosen, typed)
    keep_approval(project, chosen, kept)
    values = {"approved": kept.approved, "approval": kept.approval, "number": kept.check_number}
    return Answer(say("approval/kept", year=chosen, **values))


def _take_back(_: argparse.Namespace, root: Path, year: str | None, __: Person) -> Answer:
    return Answer(say("release/taken-back", year=take_back(Project(root), year)))


def _handed(asked: argparse.Namespace, root: Path, year: str | None, _: Person) -> Answer:
    """Note that the last release was handed over."""
    project = Project(root)
    chosen = chosen_year(project, year, "release", of="")
    on = read_date("--on", asked.on or "", f"{_AREA}/date")
    by = read_text("--by", asked.by or "", f"{_AREA}/blank")
    done = note_handed(project, chosen, on, by)
    return Answer(say("approval/handed", year=chosen, release=done.release, on=done.on))


def _release(asked: argparse.Namespace, root: Path, year: str | None, person: Person) -> Answer:
    kept = None
    if not (asked.approved or asked.number or asked.check_number):
        project = Project(root)
        kept = load_approval(project, chosen_year(project, year, "release", of=""))
    if kept is not None:
        wish = Asked(year, kept.approved, kept.approval, kept.check_number, kept.by or None, _held(asked))
        return _released(release(root, wish, person.console.err), root)
    typed = {
        name: read_text(f"--{name}", value, f"{_AREA}/blank")
        for name in ("number", "by")
        if (value := getattr(asked, name)) is not None
    }
    wish = Asked(
        year,
        read_date("--approved", asked.approved, f"{_AREA}/date") if asked.approved else None,
        typed.get("number"),
        _check_number(asked, person),
        typed.get("by"),
        _held(asked),
    )
    return _released(release(root, wish, person.console.err), root)


def _held(asked: argparse.Namespace) -> tuple[str, ...]:
    return tuple(dict.fromkeys(asked.held))


def _released(done: Done, root: Path) -> Answer:
    drop_approval(Project(root), done.year)
    values = {"year": done.year, "folder": Place.of(done.folder).file, "tag": done.release.tag}
    values["number"] = done.release.check_number or ""
    text = say("release/done", **values)
    return Answer(text + _sent_text(done.sent, done.release.tag))


def _sent_text(sent: SentOn | None, tag: str) -> str:
    """A line more: where the record is besides here."""
    if sent is None:
        return ""
    told = sent.told(tag)
    return "\n" + say(told.code, **told.values)


def _check_number(asked: argparse.Namespace, person: Person) -> str | None:
    """The number on the signed papers; who sits there is asked for it once the approval is told."""
    if asked.check_number is None and asked.approved and asked.number and person.there:
        return person.ask(say(f"{_AREA}/ask-check-number"), read_number)
    return str(asked.check_number) if asked.check_number else None


def _verify(_: argparse.Namespace, root: Path, year: str | None, person: Person) -> Answer:
    found = verify(root, year, person.console.err)
    values = {"tag": found.release.tag, "files": found.files, "count": len(found.differing)}
    if not found.differing:
        text = say("release/same", **values)
        if found.restored is not None:
            text += "\n" + say("release/restored", folder=Place.of(found.restored).file)
        return Answer(text + _sent_text(found.sent, found.release.tag))
    return Answer(
        say("release/differs", **values),
        tuple(Problem("release/differing", Place(name), {}) for name in found.differing),
    )


_ACTS: Final[Mapping[str, Callable[[argparse.Namespace, Path, str | None, Person], Answer]]] = {
    "verify": _verify,
    "approve": _approve,
    "take-back": _take_back,
    "handed": _handed,
}
