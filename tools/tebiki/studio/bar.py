"""What the bar above every room says: whose studio it is, which edition is open and in which state."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.ruby import plain
from ..content.settings import in_language
from ..editions.year_state.evidence import name_edition
from ..errors import TebikiError
from ..messages import Said, say
from .jobs_shown import find_bar_line
from .visit import Visit


@dataclass(frozen=True, slots=True)
class Bar:
    """``edition`` and ``state`` are words; ``kind`` is what the state looks like (``draft``, ``published``…).

    All but ``year`` is "" where the edition's file cannot be read: the room says why.
    """

    year: str
    edition: str = ""
    state: str = ""
    kind: str = ""
    publisher: str = ""
    job: str = ""
    job_address: str = ""


def bar_of(visit: Visit) -> Bar:
    """The bar of a page: the edition of its address, else the one that is worked on."""
    line = find_bar_line(visit)
    job = ("", "") if line is None else (line.text, line.address)
    try:
        # A year that is only about to begin has no file: the bar stays at the one that people work on.
        year = visit.year if visit.year in visit.project.years else visit.project.worked_on
        name = name_edition(visit.project, year)
        publisher = visit.project.edition_of(year).publisher if name.readable else {}
        said = plain(in_language(dict(publisher), visit.language)) if publisher else ""
        return Bar(year, told(name.name), told(name.state), name.kind, said, *job)
    except TebikiError:
        return Bar(visit.year, "", "", "", "", *job)


def told(said: Said) -> str:
    """A sentence of the engine in the language of the request."""
    return say(said.code, **said.values)
