"""A walk step by step in the terminal: what to compare, one question each, until the record is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from ..content.device_walks import DeviceWalk, Seen, WalkEntry
from ..content.message_text import plain_label, plain_message
from ..content.project import Project
from ..content.publication import Publication
from ..content.text_files import shown
from ..content.walk_items import WalkItem, sheet_number
from ..errors import Place, Problem, TebikiError, UsageError
from ..messages import say
from .prompt import Person
from .walk_answers import check_sheet, read_role, read_system, read_walk_day, read_words
from .walk_draft import WalkDraft
from .walk_record import blank_entry

_ANSWERS: Final[dict[str, Seen]] = {"1": "same", "2": "differs", "3": "absent", "": ""}
_NAMES: Final[dict[str, Seen]] = {"同じ": "same", "違う": "differs", "出ない": "absent", "まだ": ""}

#: Keeps what was answered so far, so that a stopped walk is not lost.
Keep = Callable[[DeviceWalk], None]


def ask_walk(project: Project, manual: str, person: Person, today: date, keep: Keep) -> DeviceWalk:
    """Ask for device, system, role and day, then for each item.

    Raises `UsageError` where nobody can answer.
    """
    if not person.there:
        raise UsageError([Problem("walk/no-terminal", Place("tebiki screens walk"), {})])
    items = project.walk_source.items(manual)
    person.ask(say("walk/ask-sheet"), partial(check_sheet, sheet_number(items)))
    walk = _ask_head(project, manual, person, today)
    return _ask_items(project, walk.model_copy(update={"seen": tuple(map(blank_entry, items))}), person, keep)


def resume_walk(project: Project, draft: WalkDraft, person: Person, keep: Keep) -> DeviceWalk:
    """Ask for what nobody has answered yet of a walk that was begun."""
    return _ask_items(project, draft.walk, person, keep)


def _ask_items(project: Project, walk: DeviceWalk, person: Person, keep: Keep) -> DeviceWalk:
    """Ask for each item that is not answered; ``walk``: with an entry for each item."""
    here, entries = project.publication("ja"), list(walk.seen)
    for index, item in enumerate(project.walk_source.items(walk.manual)):
        if not entries[index].seen:
            person.console.err("\n" + item_text(item, here, walk.manual))
            entries[index] = _ask_entry(entries[index], person)
            keep(walk := walk.model_copy(update={"seen": tuple(entries)}))
    return walk


def _ask_head(project: Project, manual: str, person: Person, today: date) -> DeviceWalk:
    return DeviceWalk(
        edition=project.edition.year,
        manual=manual,
        version=project.edition.manuals[manual].number,
        device=person.ask(say("walk/ask-device"), read_words),
        os=person.ask(say("walk/ask-os"), read_system),
        browser=person.line(say("walk/ask-browser")) or None,
        by=person.ask(say("walk/ask-by"), read_role),
        on=person.ask(say("walk/ask-on"), partial(read_walk_day, today)),
    )


def _ask_entry(entry: WalkEntry, person: Person) -> WalkEntry:
    seen = person.ask(say("walk/ask-seen"), _read_seen)
    words = person.ask(say("walk/ask-words"), read_words) if seen == "differs" else ""
    return entry.model_copy(update={"seen": seen, "words": words})


def _read_seen(answer: str) -> Seen:
    plain = unicodedata.normalize("NFKC", answer).strip()
    found = _ANSWERS.get(plain, _NAMES.get(plain))
    if found is None:
        raise TebikiError([Problem("walk/choice", None, {"value": shown(answer)})])
    return found


def item_text(item: WalkItem, here: Publication, manual: str) -> str:
    """Where somebody is in the manual, and what to compare there."""
    title = plain_message(item.title, here, manual)
    head = f"{here.words('step', n=item.step)} {title}" if item.step else title
    if item.kind == "sentence":
        return f"{head}\n  " + say("walk/statement", sentence=plain_message(item.name, here, manual))
    if item.kind == "step":
        return f"{head}\n  " + say("walk/whole-step")
    words = "、".join(plain_label(key, here, manual) for key in item.words)
    key = "shows" if words else "shows-none"
    return f"{head}\n  " + say(f"walk/{key}", screen=item.name, words=words)


def unfinished_path(project: Project, manual: str) -> Path:
    """Where the answers of a walk lie that was stopped."""
    return project.build / "walks" / f"{project.year}-{manual}-answers.toml"
