"""はじめに: who works here, what may be done, whether this machine has what it takes; the role later, too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from ...characters import unseen
from ...content.decisions import looks_like_person
from ...editions.this_machine import MachineCheck, check_machine
from ...editions.year_state import name_editions, year_to_begin, year_to_correct
from ...errors import TebikiError
from ..bar import told
from ..conflicts import refuse_other_state, state_hash
from ..reply import Go, Page, Reply
from ..room import act, view
from ..task_addresses import room_address
from ..visit import Visit
from ..words import room_words

ROOM: Final = "start"
#: Letters of a role: papers have room for so many.
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that this machine has or lacks, in words."""

    name: str
    state: str
    said: str
    step: str


@dataclass(frozen=True, slots=True)
class Door:
    """What may be done first. ``words`` names its sentences; ``command`` does the same in a terminal."""

    words: str
    address: str
    command: str = ""


def show_start(visit: Visit) -> Reply:
    """The first room: the role, three doors, the state of this machine."""
    return _start(visit, visit.role, "")


def begin_as(visit: Visit) -> Reply:
    """Keep the role and show the doors."""
    role, problem = _read_role(visit)
    if problem:
        return _start(visit, role, problem)
    _keep(visit, role)
    return Go("/welcome#doors")


def show_role(visit: Visit) -> Reply:
    """The role alone, to be changed."""
    return _role(visit, visit.role, "")


def change_role(visit: Visit) -> Reply:
    """Keep another role and go on with the work."""
    role, problem = _read_role(visit)
    if problem:
        return _role(visit, role, problem)
    _keep(visit, role)
    return Go("/")


def _start(visit: Visit, role: str, problem: str) -> Page:
    checks = [_check_line(one) for one in check_machine(visit.project)]
    values = {
        "role": role,
        "problem": problem,
        "made_from": state_hash(visit.role),
        "doors": _doors(visit),
        "checks": checks,
    }
    return Page("start.html", room_words(ROOM, "title"), values, _status(problem))


def _role(visit: Visit, role: str, problem: str) -> Page:
    key = "role" if visit.role else "no-role"
    title = room_words("frame", key, role=visit.role)
    values = {"role": role, "problem": problem, "made_from": state_hash(visit.role)}
    return Page("start_role.html", title, values, _status(problem))


def _status(problem: str) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK


def _read_role(visit: Visit) -> tuple[str, str]:
    """The role as it was typed, and what is wrong with it, or ""."""
    role = " ".join(visit.form.get("role", "").split())
    if not role:
        return role, room_words(ROOM, "role-none")
    if looks_like_person(role):
        return role, room_words(ROOM, "role-person")
    if len(role) > _LONGEST or any(unseen(role)):
        return role, room_words(ROOM, "role-long", count=_LONGEST)
    return role, ""


def _keep(visit: Visit, role: str) -> None:
    with visit.desk.writer:
        refuse_other_state(visit, visit.role)
        visit.desk.choose(replace(visit.desk.preferences, role=role))


def _doors(visit: Visit) -> list[Door]:
    """What may be done; none where conf.py cannot be read: the state of the machine says so."""
    try:
        names = name_editions(visit.project)
        begin, correct, current = year_to_begin(names), year_to_correct(names), visit.project.current
        worked_on = visit.project.worked_on
    except TebikiError:
        return []
    doors = [
        Door("go-on", "" if begin else f"/{worked_on}/"),
        Door("begin", room_address("/{year}/begin", begin) if begin else "", "tebiki edition new"),
        Door("correct", room_address("/{year}/revise", correct) if correct else "", "tebiki edition revise"),
        Door("look", f"/{current}/", "tebiki todo"),
    ]
    return [door for door in doors if door.address]


def _check_line(one: MachineCheck) -> CheckLine:
    step = "" if one.step is None else told(one.step)
    return CheckLine(told(one.name), one.state, told(one.said), step)


ROUTES: Final = (
    view("/welcome", show_start),
    act("/welcome", begin_as),
    view("/role", show_role),
    act("/role", change_role),
)
