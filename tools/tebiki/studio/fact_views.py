"""A fact as the studio shows it: value, places with links, source, who and when; no keys and no paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from ..content.edition import Edition
from ..content.fact_forms import WHOLE, FactForm, fields_of_fact, form_of_fact
from ..content.fact_places import FactPlace
from ..content.language_names import language_name
from ..content.languages import load_language
from ..content.project import Project
from ..content.ruby import plain
from ..content.settings import in_language
from ..editions.fact_states import FactRow
from ..errors import Problem
from ..messages import fill, language, remedy, say
from .visit import Visit
from .words import room_texts, room_words

_ROOM: Final = "facts"
#: Letters of a value that a row has room for; an address keeps its end.
_LONGEST: Final = 44


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in words, and the address of the room that shows it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a value. ``name``: of the form's field; ``tag``: of its language, "" for none."""

    name: str
    label: str
    tag: str
    value: str
    long: bool


@dataclass(frozen=True, slots=True)
class FactView:
    """A row. ``value`` is short; ``more``: languages beside the Japanese one; ``link``: where it leads."""

    row: FactRow
    name: str
    value: str
    more: int
    link: str
    places: tuple[PlaceView, ...]
    source: str
    who: str
    day: str

    @property
    def key(self) -> str:
        """The fact's key, for addresses."""
        return self.row.key


def fact_view(visit: Visit, row: FactRow, places: Sequence[FactPlace]) -> FactView:
    """A fact as a row of the room."""
    project, seen = visit.project, row.confirmation
    value, more = short_value(project, row)
    address = _address(project.edition, row.key)
    day = project.words["ja"].day(seen.on) if seen and language() == "ja" else str(seen.on) if seen else ""
    return FactView(
        row=row,
        name=row.name.texts[language()],
        value=value,
        more=more,
        link=address,
        places=tuple(place_views(visit, places)),
        source=_source(project, row),
        who=seen.by if seen else "",
        day=day,
    )


def short_value(project: Project, row: FactRow) -> tuple[str, int]:
    """A value in one line, and how many languages it has beside Japanese."""
    if not row.writable:
        return _told(project.edition, row.key), 0
    texts = [(name, text) for name, text in _fields(project, row.key).items() if text and name != "source"]
    if not texts:
        return "", 0
    first = plain(texts[0][1]).removeprefix("https://").split("\n")[0]
    if len(first) > _LONGEST:
        first = f"{first[: _LONGEST - 18]}…{first[-16:]}"
    return first, len(texts) - 1


def _told(edition: Edition, key: str) -> str:
    """A value that has its own way of being written: devices, a history."""
    value = edition.fact_at(key)
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _fields(project: Project, key: str) -> Mapping[str, str]:
    return fields_of_fact(project.edition, project.settings, key)


def _address(edition: Edition, key: str) -> str:
    """The address that a link leads to; "" for another fact."""
    if not key.startswith("links.") or edition.is_empty(key):
        return ""
    value = edition.fact_at(key)
    return str(getattr(value, "url", value))


def _source(project: Project, row: FactRow) -> str:
    """What it was compared with; of an open fact, where its value comes from, as far as that is known."""
    if row.confirmation:
        return row.confirmation.source or room_words(_ROOM, "no-source")
    if row.state == "todo" and _is_of_last_year(project, row.key):
        return room_words(_ROOM, "of-last-year")
    return room_words(_ROOM, "no-source-yet" if row.state in ("todo", "unknown") else "no-record")


def _is_of_last_year(project: Project, key: str) -> bool:
    """Whether the edition before had the same value."""
    before = project.earlier[:1]
    return bool(before) and before[0].names(key) and before[0].fact_at(key) == project.edition.fact_at(key)


def place_views(visit: Visit, places: Sequence[FactPlace]) -> Iterator[PlaceView]:
    """Places in words, those that several manuals have alike as one."""
    alike: dict[tuple[int | None, str, bool], list[FactPlace]] = {}
    for place in places:
        alike.setdefault((place.step, place.title, place.is_front), []).append(place)
    manuals = len(visit.project.edition.manuals)
    for same in alike.values():
        pages = {place.page for place in same}
        of_all = len(pages) > 1 and len(pages) == manuals
        label = _label(visit.project, same, of_all=of_all)
        yield PlaceView(label, _shown_at(visit.project.year, same[0]))


def _label(project: Project, same: Sequence[FactPlace], *, of_all: bool) -> str:
    first = same[0]
    if first.step is not None:
        where = room_words(_ROOM, "step", number=first.step)
    elif first.title:
        where = room_words(_ROOM, "section", title=first.title)
    else:
        where = room_words(_ROOM, "front" if first.is_front else "cover")
    if first.is_front:
        return where if not first.title else room_words(_ROOM, "on-front", where=where)
    if of_all:
        return room_words(_ROOM, "in-all", count=len({place.page for place in same}), where=where)
    names = dict.fromkeys(_platform(project, place.page) for place in same)
    return room_words(_ROOM, "in-manual", manuals="・".join(names), where=where)


def _platform(project: Project, manual: str) -> str:
    return plain(in_language(dict(project.edition.manuals[manual].platform), language()))


def _shown_at(year: str, place: FactPlace) -> str:
    """The address of the room that shows the page, at the place."""
    at = {"at": place.anchor} if place.anchor else {}
    return f"/{year}/preview?{urlencode({'manual': place.page, **at})}"


def field_views(key: str, values: Mapping[str, str]) -> tuple[FieldView, ...]:
    """The fields of a fact's value, with what stands in them or what was typed."""
    form = form_of_fact(key)
    return tuple(_field(form, name, value) for name, value in values.items())


def _field(form: FactForm, name: str, value: str) -> FieldView:
    if form == "quotation":
        return FieldView(field_name(name), room_words(_ROOM, f"field-{name}"), "ja", value, name == "text")
    if name == WHOLE:
        return FieldView(field_name(name), room_words(_ROOM, "value"), "", value, long=False)
    label = room_words(_ROOM, "value-in", language=language_name(name, language()))
    return FieldView(field_name(name), label, load_language(name).tag, value, long=False)


def field_name(name: str) -> str:
    """What the form calls a field of a value."""
    return f"value.{name}" if name else "value"


def problem_text(problem: Problem) -> str:
    """What is wrong with a field and what to do, as this room says it: by its buttons, not by the file."""
    own, to = room_texts(_ROOM), language()
    said, todo = own.get(f"say-{problem.code}"), own.get(f"do-{problem.code}")
    what = fill(said[to], problem.values) if said else say(problem.code, **problem.values)
    advice = fill(todo[to], problem.values) if todo else remedy(problem)
    return " ".join(filter(None, (what, advice)))
