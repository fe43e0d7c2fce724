"""実機確認: a manual's steps followed on a real device, entered step by step, recorded at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Final

from ...content.text_files import shown
from ...editions.walk_answers import HEAD_FIELDS
from ...editions.walk_draft import (
    WalkDraft,
    WalkPart,
    answer_part,
    begin_draft,
    change_draft_head,
    discard_draft,
    find_draft,
    record_draft,
    walk_parts,
)
from ...editions.walk_record import refuse_released
from ...errors import Problem, TebikiError, fail
from ..reply import Download, Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..walk_shown import WalkRoom, count_seen
from ..words import room_words

_WRONG: Final = 422


def _w(key: str, **values: object) -> str:
    return room_words("walks", key, **values)


def _day(on: date) -> str:
    return _w("day", year=on.year, month=on.month, day=on.day)


def _manual(visit: Visit) -> str:
    """The manual of the address. Raises `TebikiError` (``walk/manual``)."""
    name, known = visit.params["manual"], visit.project.edition.manuals
    if name not in known:
        fail("walk/manual", None, name=shown(name), allowed=", ".join(known))
    return name


def _address(visit: Visit, *more: object) -> str:
    return "/".join([f"/{visit.year}/walks", *map(str, more)])


def _draft(visit: Visit, manual: str) -> WalkDraft:
    """The walk that is being entered. Raises ``walk/no-draft`` where another tab has ended it."""
    draft = find_draft(visit.project, manual)
    if draft is None:
        fail("walk/no-draft")
    return draft


def show_walks(visit: Visit) -> Reply:
    """All manuals: how far each was walked through, what is being entered, what was seen otherwise."""
    values = {"manuals": list(WalkRoom(visit).manuals()), "day": _day, "base": _address(visit)}
    return Page("walks.html", _w("title"), values)


def show_walk(visit: Visit) -> Reply:
    """The walk of a manual that is being entered, with all its steps; else the form that begins one."""
    manual = _manual(visit)
    if refused := [*refuse_released(visit.project, manual)]:
        return _head_page(visit, manual, {}, refused)
    draft = find_draft(visit.project, manual)
    if draft is None:
        return _head_page(visit, manual, {"by": visit.role, "on": visit.today.isoformat()}, [])
    room = WalkRoom(visit)
    values = {
        "manual": manual,
        "walk": draft.walk,
        "parts": list(room.parts(draft)),
        "counts": count_seen(draft.walk.seen),
        "open": draft.open_part,
        "changed": [room.title(manual, item) for item in draft.changed],
        "day": _day,
        "base": _address(visit, manual),
    }
    return Page("walks_summary.html", _w("of-manual", name=room.platform(manual)), values)


def _head_page(
    visit: Visit, manual: str, fields: Mapping[str, str], problems: list[Problem], *, begun: bool = False
) -> Page:
    """The form with device, system, role and day; ``begun``: it changes those of a walk that was begun."""
    at = {one.place.key: one for one in problems if one.place and one.place.key in HEAD_FIELDS}
    others = [one for one in problems if one not in at.values()]
    room = WalkRoom(visit)
    released = any(one.code == "walk/released" for one in others)
    values = {
        "manual": manual,
        "platform": room.platform(manual),
        "fields": {name: fields.get(name, "") for name in HEAD_FIELDS},
        "at": at,
        "others": others,
        "released": released,
        "begun": begun,
        "act": _address(visit, manual, "head" if begun else "begin"),
        "base": _address(visit),
    }
    title = _w("change-head") if begun else _w("of-manual", name=room.platform(manual))
    return Page("walks_head.html", title, values, _WRONG if problems and not released else 200)


def begin_walk(visit: Visit) -> Reply:
    """Keep device, system, role and day, and go to the first step."""
    manual = _manual(visit)
    try:
        begin_draft(visit.project, manual, visit.form, visit.today)
    except TebikiError as error:
        return _head_page(visit, manual, visit.form, list(error.problems))
    return Go(_address(visit, manual, 1))


def show_head(visit: Visit) -> Reply:
    """Device, system, role and day of the walk that is being entered, to be put right."""
    manual = _manual(visit)
    walk = _draft(visit, manual).walk
    fields = {name: str(getattr(walk, name) or "") for name in HEAD_FIELDS if name != "sheet"}
    return _head_page(visit, manual, fields, [], begun=True)


def change_head(visit: Visit) -> Reply:
    """Put device, system, role and day right; the answers stay."""
    manual = _manual(visit)
    try:
        change_draft_head(visit.project, _draft(visit, manual), visit.form, visit.today)
    except TebikiError as error:
        return _head_page(visit, manual, visit.form, list(error.problems), begun=True)
    return Go(_address(visit, manual))


def _part(visit: Visit, draft: WalkDraft) -> WalkPart | None:
    """The step of the address; None for a number that no step has."""
    parts = walk_parts(draft.items)
    number = int(visit.params["number"])
    return parts[number - 1] if 1 <= number <= len(parts) else None


def _made_from(part: WalkPart) -> str:
    """What of the manual a form shows: another text or picture is another form."""
    text = repr([(item.key, item.look) for item in part.items])
    return hashlib.sha256(text.encode()).hexdigest()


def show_step(visit: Visit) -> Reply:
    """A step with its picture and its words, to be compared."""
    draft = find_draft(visit.project, _manual(visit))
    if draft is None:
        return show_walk(visit)
    part = _part(visit, draft)
    return _step_page(visit, draft, part) if part else Page("nothing.html", "", {}, 404)


def _step_page(
    visit: Visit, draft: WalkDraft, part: WalkPart, problems: Mapping[str, Problem] | None = None
) -> Page:
    room, manual = WalkRoom(visit), draft.walk.manual
    parts = list(room.parts(draft))
    before = parts[part.number - 2] if part.number > 1 else None
    after = parts[part.number] if part.number < len(parts) else None
    typed = visit.form if problems is not None else None
    values = {
        "manual": manual,
        "platform": room.platform(manual),
        "walk": draft.walk,
        "part": part,
        "count": len(parts),
        "items": list(room.items(draft, part, typed)),
        "before": before,
        "after": after,
        "at": problems or {},
        "made_from": _made_from(part),
        "base": _address(visit, manual),
    }
    title = room.title(manual, part.items[0])
    return Page("walks_step.html", title, values, _WRONG if problems else 200)


def answer_step(visit: Visit) -> Reply:
    """Keep what was seen at a step, and go to the next one, or to the list after the last."""
    manual = _manual(visit)
    draft = _draft(visit, manual)
    part = _part(visit, draft)
    if part is None or visit.form.get("made_from") != _made_from(part):
        fail("walk/part-changed")
    said = [
        (visit.form.get(f"seen.{n}", ""), visit.form.get(f"words.{n}", "")) for n in range(len(part.items))
    ]
    try:
        answer_part(visit.project, draft, part, said)
    except TebikiError as error:
        at = {one.place.key or "": one for one in error.problems if one.place}
        return _step_page(visit, draft, part, at)
    after = part.number < len(walk_parts(draft.items))
    goes_on = after and visit.form.get("then") != "list"
    return Go(_address(visit, manual, *([part.number + 1] if goes_on else [])))


def record_walk(visit: Visit) -> Reply:
    """Write the record that the command writes, and say what follows from it."""
    manual = _manual(visit)
    with visit.saving("walks/recorded", manual=manual):
        done = record_draft(visit.project, _draft(visit, manual), visit.today)
    room = WalkRoom(visit)
    values = {"done": done, "platform": room.platform(manual), "base": _address(visit)}
    return Page("walks_done.html", _w("recorded"), values)


def give_up_walk(visit: Visit) -> Reply:
    """Take away what was entered; records and the project stay."""
    discard_draft(visit.project, _manual(visit))
    return Go(_address(visit))


def download_sheet(visit: Visit) -> Reply:
    """The sheet to print and to take to the device."""
    from ...editions.walk_sheet import make_sheet  # noqa: PLC0415 -- other rooms need neither Sphinx nor Typst

    manual = _manual(visit)
    name = _w("sheet-name", name=WalkRoom(visit).platform(manual), year=visit.year)
    return Download(f"{name}.pdf", "application/pdf", make_sheet(visit.project, manual).data)


_MANUAL: Final = "/{year}/walks/{manual}"
ROUTES: Final = (
    view("/{year}/walks", show_walks),
    view(_MANUAL, show_walk),
    view(f"{_MANUAL}/sheet", download_sheet),
    view(f"{_MANUAL}/head", show_head),
    view(f"{_MANUAL}/{{number:int}}", show_step),
    act(f"{_MANUAL}/begin", begin_walk),
    act(f"{_MANUAL}/head", change_head),
    act(f"{_MANUAL}/{{number:int}}", answer_step),
    act(f"{_MANUAL}/record", record_walk),
    act(f"{_MANUAL}/give-up", give_up_walk),
)
