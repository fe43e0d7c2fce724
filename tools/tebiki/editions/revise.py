"""``tebiki edition revise``: a correction of manuals that are out already is opened.

How a correction counts is the setting ``corrections``: as 訂正1 of its version, or as the next version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import tomlkit

from ..content.edition import Edition, Manual
from ..content.project import Project
from ..content.releases import load_releases, opened
from ..content.toml_files import place_of
from ..content.words import languages, load_words
from ..errors import Place, Problem, TebikiError, UsageError, fail
from ..messages import say
from . import edition_file
from .prompt import Person

_COMMAND = "tebiki edition revise"
_CORRECTED, _REWRITTEN = "history.corrected", "history.rewritten"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for; what is None or empty is asked, or missing."""

    year: str
    manuals: tuple[str, ...] = ()
    reason: str | None = None
    on: date | None = None
    yes: bool = False


@dataclass(frozen=True, slots=True)
class Revised:
    """What was written, or would be: nothing is where the person did not agree."""

    path: Path
    last: Edition
    edition: Edition
    manuals: tuple[str, ...]
    written: bool


def revise(project: Project, wish: Wish, person: Person, read_day: Any) -> Revised:
    """Open a correction. ``read_day``: text → `date`. Raises `TebikiError`; then nothing was written."""
    path, last = project.edition_file(wish.year), project.edition_of(wish.year)
    _refuse_unreleased(project, wish.year)
    _refuse_silence(wish, person)
    names = wish.manuals or _asked_manuals(last, person)
    proposed = _proposed(last, names)
    reason = _read_reason(wish.reason) if wish.reason else person.ask(_ask("reason"), _read_reason, proposed)
    on: date = wish.on or person.ask(_ask("on"), read_day)
    if problems := [*_of_manuals(project, last, names, on)]:
        raise TebikiError(problems)
    document = edition_file.read(path)
    for name in names:
        manual = edition_file.anything(document["manuals"])[name]
        _correct(manual, last.manuals[name], reason, on, by_mark=project.settings.corrections == "mark")
    text = edition_file.as_text(document, path)
    edition = edition_file.checked(project, wish.year, text)
    said = {"file": Place.of(path).file, "manuals": ", ".join(names), "on": on.isoformat()}
    agreed = wish.yes or person.agrees(say("edition-command/ask-revise", **said))
    if agreed:
        edition_file.write(project, wish.year, document)
    return Revised(path, last, edition, tuple(names), agreed)


def _ask(what: str) -> str:
    return say(f"edition-command/ask-{what}")


def _read_reason(answer: str) -> str:
    """What is corrected, in words. Raises `UsageError` (``edition-command/blank``)."""
    if not answer.strip():
        raise UsageError([Problem("edition-command/blank", Place("--reason"), {"value": answer})])
    return answer.strip()


def _refuse_unreleased(project: Project, year: str) -> None:
    """Until there is a record of releases, an edition that is no draft counts as released."""
    if project.state(year) == "draft" and not load_releases(project.docs, year):
        place = Place.of(project.edition_file(year))
        fail("edition-command/revise-draft", place, year=year, current=project.current)


def _refuse_silence(wish: Wish, person: Person) -> None:
    given = {"--manual": wish.manuals, "--reason": wish.reason, "--on": wish.on, "--yes": wish.yes}
    missing = [option for option, value in given.items() if not value]
    if missing and not person.there:
        raise UsageError([Problem("edition-command/needs", Place(_COMMAND), {"options": " ".join(missing)})])


def _asked_manuals(last: Edition, person: Person) -> tuple[str, ...]:
    known = ", ".join(last.manuals)
    return person.ask(say("edition-command/ask-manuals", known=known), partial(_read_manuals, last))


def _read_manuals(last: Edition, answer: str) -> tuple[str, ...]:
    """Names of manuals from an answer, with any comma between them. Raises `TebikiError`."""
    plain = unicodedata.normalize("NFKC", answer).lower()
    names = tuple(dict.fromkeys(re.split(r"[,、・\s]+", plain.strip(" ,、・"))))
    known = ", ".join(last.manuals)
    if wrong := [name for name in names if name not in last.manuals]:
        place, code = Place("--manual"), "edition-command/revise-manual"
        raise TebikiError(Problem(code, place, {"manual": name or "-", "known": known}) for name in wrong)
    return names


def _proposed(last: Edition, names: Sequence[str]) -> str:
    """What is said where all that is corrected was made elsewhere: this text was written anew."""
    known = [last.manuals[name] for name in names if name in last.manuals]
    return load_words("ja")(_REWRITTEN) if known and all(manual.outside for manual in known) else ""


def _of_manuals(project: Project, last: Edition, names: Sequence[str], on: date) -> Iterator[Problem]:
    """Why a manual cannot be corrected: there is none, it is being corrected, the day is too early."""
    released = load_releases(project.docs, str(last.year))
    being = opened(last, released[-1]) if released else ()
    path = project.edition_file(str(last.year))
    if not names:
        values = {"manual": "-", "known": ", ".join(last.manuals)}
        yield Problem("edition-command/revise-manual", Place("--manual"), values)
    for name in names:
        if name not in last.manuals:
            values = {"manual": name, "known": ", ".join(last.manuals)}
            yield Problem("edition-command/revise-manual", Place("--manual"), values)
            continue
        manual, place = last.manuals[name], place_of(path, ["manuals", name])
        if name in being:
            yield Problem("edition-command/revise-open", place, {"manual": name, "version": manual.number})
        elif on < manual.issued:
            values = {"manual": name, "on": on.isoformat(), "last": manual.issued.isoformat()}
            yield Problem("edition-command/revise-day", place, values)


def _correct(table: Any, manual: Manual, reason: str, on: date, *, by_mark: bool) -> None:
    """The manual's next correction, with a line at the top of its history."""
    row = tomlkit.inline_table() if isinstance(table["history"], tomlkit.items.Array) else tomlkit.table()
    said: dict[str, object] = {"version": manual.version, "published": str(manual.published)}
    if by_mark:
        said["correction"] = manual.correction + 1
    else:
        said = {"version": manual.version + 1, "published": f"{on:%Y-%m}"}
        table.pop("correction", None)
    said["corrected"] = on
    for key, value in said.items():
        table[key] = row[key] = value
    newest = manual.history[0]
    if newest.certificate is not None:
        row["certificate"] = newest.certificate
    key = _REWRITTEN if reason == load_words("ja")(_REWRITTEN) else _CORRECTED
    edition_file.add_changes(row, {"ja": reason, **_plain_words(newest.changes, key)})
    table["history"].insert(0, row)


def _plain_words(there: dict[str, str], key: str) -> dict[str, str]:
    """The engine's words of a key, in the languages of the line below; people may say it better."""
    others = [code for code in there if code in languages() and code != "ja"]
    return {code: load_words(code)(key) for code in others}
