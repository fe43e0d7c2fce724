"""Rooms become HTML: templates escape whatever they are given, and may do nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..errors import Problem
from ..messages import language, remedy, say
from .bar import bar_of
from .frame import rail_of
from .reply import Page, Part
from .visit import Visit
from .words import room_words

_HERE: Final = Path(__file__).parent
#: Problems whose remedy lists what a command takes: keys of screens, manuals, languages.
_LISTS_NAMES: Final = frozenset({"screens/unknown", "walk/manual", "translate/language", "build/language"})


@cache
def _templates() -> Environment:
    """Templates of the frame and of all rooms."""
    loader = FileSystemLoader([_HERE / "rooms", _HERE / "templates"])
    found = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.globals |= {"tell_problem": _told, "remedy": _remedy}
    return found


def _told(problem: Problem) -> str:
    """What is wrong, without its place, which is a file: the room says where."""
    return say(problem.code, **problem.values)


def _remedy(problem: Problem) -> str | None:
    """What to do; a list of the project's own names is for whoever types them."""
    if problem.code in _LISTS_NAMES:
        return room_words("frame", "choose-again")
    return remedy(problem)


def render_part(visit: Visit, template: str, values: Mapping[str, object]) -> str:
    """A fragment. Its words are those of the room that its template's name begins with."""
    return _templates().get_template(template).render(**_common(visit, template), **values)


def render_page(visit: Visit, page: Page) -> str:
    """A whole room in its frame."""
    bar = bar_of(visit)
    frame = {
        "bar": bar,
        "rail": list(rail_of(visit, bar.year)),
        "title": page.title,
        "words_of": room_words,
        "content_template": page.template,
        "preferences": visit.desk.preferences,
    }
    common = _common(visit, page.template)
    return _templates().get_template("frame.html").render(**common, **frame, **page.values)


def render_reply(visit: Visit, reply: Page | Part) -> str:
    """What a room gave back, as HTML."""
    if isinstance(reply, Page):
        return render_page(visit, reply)
    return render_part(visit, reply.template, reply.values)


def _common(visit: Visit, template: str) -> dict[str, object]:
    room = _room_of(template)
    return {
        "visit": visit,
        "room": room,
        "w": partial(room_words, room),
        "f": partial(room_words, "frame"),
        "language": language(),
    }


def _room_of(template: str) -> str:
    """The room of a template: ``facts_row.html`` is of the room whose words or module are ``facts``."""
    name = template.removesuffix(".html")
    while not (_HERE / "rooms" / f"{name}.py").exists() and "_" in name:
        name = name.rpartition("_")[0]
    return name
