"""The form of one fact: what stands in it, what was typed, what is wrong, and what it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..content.edition import Edition
from ..content.fact_forms import WHOLE, facts_to_write, form_of_fact, is_always_printed
from ..content.fact_names import name_fact
from ..content.project import Project
from ..editions.edition_file import comments
from ..editions.fact_states import FactState, state_of_fact
from ..editions.set_facts import fact_fields, field_of_problem, host_of
from ..errors import Problem, fail
from ..messages import language
from .conflicts import Clash, Conflict
from .fact_views import FieldView, field_name, field_views
from .visit import Visit
from .words import room_words

_ROOM: Final = "facts"
#: Forms of which no two changes can be joined.
_JOINED: Final = frozenset({"texts", "name", "quotation", "text"})
_WAS: Final = "was."
#: Forms with a sentence on how they are typed.
_HINTED: Final = frozenset({"address", "day", "month", "phone", "quotation", "stored", "tried"})


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that is open. ``problems``: by the form's field, "" for what is of none."""

    key: str
    name: str
    state: FactState
    writable: bool
    fields: tuple[FieldView, ...]
    was: Mapping[str, str]
    made_from: str
    hint: str
    #: What somebody wrote beside the fact in the list of what is unconfirmed.
    note: str
    source: str
    by: str
    on: str
    keeps_source: bool = False
    #: The host that a new address leads to, to be allowed; "" for none.
    host: str = ""
    problems: Mapping[str, Sequence[Problem]] = field(default_factory=dict)

    @property
    def can_be_unknown(self) -> bool:
        """Whether it may be without a value, and has one."""
        return self.state != "unknown" and not is_always_printed(self.key)


def known_key(visit: Visit) -> str:
    """The fact that the address names. Raises `TebikiError` (``set-facts/no-fact``) where there is none."""
    if visit.params["key"] not in _keys(visit):
        fail("set-facts/no-fact", None, key=visit.params["key"], allowed="-")
    return visit.params["key"]


def nearest_key(visit: Visit) -> str:
    """The same; a part of a fact (``extra.desk.en``, ``certificate.opened.0.by``) stands for the fact."""
    keys, parts = _keys(visit), visit.params["key"].split(".")
    above = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((key for key in above if key in keys), None) or known_key(visit)


def _keys(visit: Visit) -> set[str]:
    edition = visit.project.edition
    return {*facts_to_write(edition), *edition.unconfirmed, *edition.confirmed}


def open_fact(visit: Visit, key: str, problems: Mapping[str, Sequence[Problem]] | None = None) -> OpenFact:
    """The form as it is first shown; with ``problems`` as somebody has sent it."""
    project, form = visit.project, visit.form
    edition, state = project.edition, state_of_fact(project.edition, project.settings, key)
    writable = key in facts_to_write(edition)
    stands = stored_fields(project, key)
    typed = {name: form.get(field_name(name), text) for name, text in stands.items()}
    path = project.edition_file(project.year)
    told = dict(problems or {})
    return OpenFact(
        key=key,
        name=name_fact(edition, project.settings, key).texts[language()],
        state=state,
        writable=writable,
        fields=field_views(key, typed) if writable else (),
        was={field_name(name): text for name, text in (stands if not told else _was(visit, stands)).items()},
        made_from=form["made_from"] if told and "made_from" in form else fact_hash(project, key),
        hint=_hint(key) if writable else "",
        note=comments(path.read_text(encoding="utf-8")).get(key, ""),
        source=form.get("source", visit.query.get("source", "")),
        by=form.get("by", visit.role),
        on=form.get("on", project.words["ja"].day(visit.today) if language() == "ja" else str(visit.today)),
        keeps_source=form.get("keep_source") == "yes" or "source" in visit.query,
        host=_host_to_allow(typed, told),
        problems=told,
    )


def stored_fields(project: Project, key: str) -> dict[str, str]:
    """The fields of a fact as the year's file has them; none of one whose value is not written here."""
    return fact_fields(project, project.year, key) if key in facts_to_write(project.edition) else {}


def fact_hash(project: Project, key: str) -> str:
    """A hash of what a form about a fact is made from: its value, and whether somebody has confirmed it."""
    edition = project.edition
    seen = edition.confirmed.get(key)
    state = [key in edition.unconfirmed, seen.model_dump(mode="json") if seen else None]
    text = json.dumps([key, stored_fields(project, key), state, _other_value(edition, key)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _other_value(edition: Edition, key: str) -> str:
    return "" if key in facts_to_write(edition) else str(edition.fact_at(key))


def typed_fields(visit: Visit, stands: Mapping[str, str]) -> dict[str, str]:
    """The fields that somebody has changed since the form was made, by their names."""
    was = _was(visit, stands)
    typed = {name: visit.form.get(field_name(name), was[name]) for name in stands}
    return {name: text for name, text in typed.items() if text.strip() != was[name].strip()}


def _was(visit: Visit, stands: Mapping[str, str]) -> dict[str, str]:
    """The fields as they stood when the form was made."""
    return {name: visit.form.get(_WAS + field_name(name), text) for name, text in stands.items()}


def has_value(visit: Visit, stands: Mapping[str, str]) -> bool:
    """Whether the form holds any value."""
    return not stands or any(
        visit.form.get(field_name(name), text).strip() for name, text in stands.items() if name != "source"
    )


def find_conflict(visit: Visit, key: str) -> Conflict | None:
    """What has changed in the file since the form was made, beside what was typed; None for nothing."""
    project = visit.project
    stands = stored_fields(project, key)
    if visit.form.get("made_from") == fact_hash(project, key):
        return None
    was = _was(visit, stands)
    mine = {**was, **typed_fields(visit, stands)}
    whole = not stands or form_of_fact(key) not in _JOINED
    labels = {one.name: one.label for one in field_views(key, stands)} if stands else {}
    clashes = tuple(
        Clash(name, labels[field_name(name)], was[name], mine[name], text, whole)
        for name, text in stands.items()
        if not was[name] == mine[name] == text
    )
    if all(one.mine == one.theirs for one in clashes):
        return None
    name = name_fact(project.edition, project.settings, key).texts[language()]
    return Conflict(_ROOM, project.year, key, name, clashes)


def sort_problems(visit: Visit, key: str, problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Problems of `set_fact` by the form's field; of a value as a whole they stand at its first field."""
    fields = [*stored_fields(visit.project, key)]
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        name = field_of_problem(key, problem) if fields else None
        if name is not None and name not in fields:
            name = fields[0]
        found.setdefault("" if name is None else field_name(name), []).append(problem)
    return found


def _host_to_allow(typed: Mapping[str, str], problems: Mapping[str, Sequence[Problem]]) -> str:
    codes = {problem.code for problem in problems.get("value", ())}
    return host_of(typed.get(WHOLE, "")) if codes == {"edition/host"} else ""


def _hint(key: str) -> str:
    """What may be typed into a fact's fields; "" where nothing need be said."""
    return room_words(_ROOM, f"hint-{form_of_fact(key)}") if form_of_fact(key) in _HINTED else ""
