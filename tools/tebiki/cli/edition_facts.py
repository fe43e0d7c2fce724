"""``tebiki edition set``, ``decide`` and ``opened``: what the year's file is told, without an editor."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from ..content.edition import Edition
from ..content.fact_forms import WHOLE, form_of_fact
from ..content.project import Project
from ..editions.chosen_year import chosen_year
from ..editions.decide import decide, lacks
from ..editions.opened_on import add_opened
from ..editions.prompt import Person
from ..editions.set_facts import WrittenFact, fact_fields, find_fact, forget_fact, set_fact
from ..errors import Place, Problem, UsageError
from ..messages import language, say
from .answer import Answer
from .arguments import read_date, read_text, typed_year

_AREA: Final = "set-facts"
_BLANK: Final = "edition-command/blank"
_DATE: Final = "edition-command/date"


def add_set_arguments(part: argparse.ArgumentParser) -> None:
    """Describe ``edition set``."""
    part.add_argument("key", metavar="KEY", help=say(f"{_AREA}/arg-key"))
    part.add_argument("value", metavar="VALUE", nargs="*", help=say(f"{_AREA}/arg-value"))
    part.add_argument("--unknown", action="store_true", help=say(f"{_AREA}/arg-unknown"))
    part.add_argument("--allow-host", action="store_true", help=say(f"{_AREA}/arg-allow-host"))
    _edition(part)


def add_decide_arguments(part: argparse.ArgumentParser) -> None:
    """Describe ``edition decide``."""
    part.add_argument("about", metavar="ABOUT", help=say(f"{_AREA}/arg-about"))
    for name, shape in (("role", "ROLE"), ("on", "YYYY-MM-DD"), ("reason", "TEXT")):
        part.add_argument(f"--{name}", metavar=shape, required=True, help=say(f"{_AREA}/arg-{name}"))
    _edition(part)


def add_opened_arguments(part: argparse.ArgumentParser) -> None:
    """Describe ``edition opened``."""
    for name, shape in (("device", "NAME"), ("version", "TEXT"), ("by", "ROLE"), ("on", "YYYY-MM-DD")):
        part.add_argument(f"--{name}", metavar=shape, required=True, help=say(f"{_AREA}/arg-{name}-opened"))
    _edition(part)


def _edition(part: argparse.ArgumentParser) -> None:
    part.add_argument("--edition", metavar="YEAR", type=typed_year, help=say("edition-command/edition"))


def run_set(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    """Write a fact's value. Raises `TebikiError`; then nothing was written."""
    year = chosen_year(project, asked.edition, "set")
    key = find_fact(project, year, asked.key)
    _refuse_options(asked, key)
    if asked.unknown:
        return Answer(written_text(forget_fact(project, year, key)))
    typed = typed_fields(project, year, key, asked.value)
    return Answer(written_text(set_fact(project, year, key, typed, allow_host=asked.allow_host)))


def _refuse_options(asked: argparse.Namespace, key: str) -> None:
    """Raise `UsageError` for a value that is missing or one too many, and for a host of no address."""
    place, values = Place("tebiki edition set", key=key), {"fact": key}
    if asked.unknown and asked.value:
        raise UsageError([Problem(f"{_AREA}/both", place, values)])
    if not asked.unknown and not any(one.strip() for one in asked.value):
        raise UsageError([Problem(f"{_AREA}/nothing", place, values)])
    if asked.allow_host and form_of_fact(key) != "address":
        raise UsageError([Problem(f"{_AREA}/no-host", place, values)])


def typed_fields(project: Project, year: str, key: str, values: Sequence[str]) -> dict[str, str]:
    """Fields of a value as they are typed: ``ja=TEXT``, ``source=TEXT``, or the text alone.

    Raises `UsageError` where a text without its field is one of several.
    """
    known = {*fact_fields(project, year, key), *project.languages} - {WHOLE}
    named = form_of_fact(key) in ("name", "texts", "quotation")
    fields: dict[str, str] = {}
    for value in values:
        field, sign, text = value.partition("=")
        of_field = named and sign and field in known
        fields |= {field: text} if of_field else {WHOLE: value}
    if len(fields) != len(values):
        place = Place("tebiki edition set", key=key)
        raise UsageError([Problem(f"{_AREA}/one-field", place, {"fact": key})])
    return fields


def written_text(done: WrittenFact) -> str:
    """What was written, and what is to be confirmed again."""
    values = {"file": Place.of(done.path).file, "fact": done.key, "value": _value(done)}
    if not done.is_changed:
        return say(f"{_AREA}/same", **values)
    lines = [say(f"{_AREA}/set" if done.is_known else f"{_AREA}/unknown", **values)]
    if done.host:
        lines.append(say(f"{_AREA}/host-added", host=done.host))
    if done.followed:
        lines.append(say(f"{_AREA}/followed", keys=", ".join(done.followed)))
    if done.kept:
        lines.append(say(f"{_AREA}/kept", languages=", ".join(done.kept)))
    if done.again:
        facts = ", ".join(f"{key} ({done.names[key].texts[language()]})" for key in done.again)
        lines.append(say(f"{_AREA}/again", facts=facts))
    return "\n".join(lines)


def _value(done: WrittenFact) -> str:
    return ", ".join(f"{name}={text}" if name else text for name, text in done.after.items() if text)


def run_decide(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    """Write a decision. Raises `TebikiError`; then nothing was written."""
    year = chosen_year(project, asked.edition, "decide")
    role, reason = read_text("--role", asked.role, _BLANK), read_text("--reason", asked.reason, _BLANK)
    on = read_date("--on", asked.on, _DATE)
    names = _lacking_names(project, project.edition_of(year))
    done = decide(project, year, asked.about, role=role, on=on, reason=reason)
    about = names.get(asked.about, asked.about)
    file = Place.of(done.path).file
    return Answer(say(f"{_AREA}/decided", file=file, about=about, role=done.row.role, day=done.row.day))


def _lacking_names(project: Project, edition: Edition) -> dict[str, str]:
    return {one.about: one.name.texts[language()] for one in lacks(project, edition)}


def run_opened(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    """Write a device that opened the certificate's file. Raises `TebikiError`; then nothing was written."""
    year = chosen_year(project, asked.edition, "opened")
    names = ("device", "version", "by")
    said = {name: read_text(f"--{name}", getattr(asked, name), _BLANK) for name in names}
    done = add_opened(project, year, **said, on=read_date("--on", asked.on, _DATE))
    file, row = Place.of(done.path).file, done.row
    text = say(f"{_AREA}/opened", file=file, device=row.device, version=row.version, by=row.by, on=row.on)
    again = say(f"{_AREA}/again", facts="certificate.opened")
    return Answer("\n".join([text, again] if done.again else [text]))
