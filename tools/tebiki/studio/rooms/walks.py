"""実機確認: a manual's steps followed on a real device, entered step by step, recorded at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...content.device_walks import DeviceWalk
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
from ..conflicts import refuse_other_state, state_hash
from ..reply import Download, Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..walk_shown import WalkRoom, count_seen
from ..words import day_words, room_words, typed_day

_WRONG: Final = 422


def _w(key: str, **values: object) -> str:
    return room_words("walks", key, **values)


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
    values = {"manuals": list(WalkRoom(visit).manuals()), "day": day_words, "base": _address(visit)}
    return Page("walks.html", _w("title"), values)


def show_walk(visit: Visit) -> Reply:
    """The walk of a manual that is being entered, with all its steps; else the form that begins one."""
    manual = _manual(visit)
    if refused := [*refuse_released(visit.project, manual)]:
        return _head_page(visit, manual, {}, refused)
    draft = find_draft(visit.project, manual)
    if draft is None:
        return _head_page(visit, manual, {"by": visit.role, "on": typed_day(visit.today)}, [])
    room = WalkRoom(visit)
    values = {
        "manual": manual,
        "walk": draft.walk,
        "parts": list(room.parts(draft)),
        "counts": count_seen(draft.walk.seen),
        "open": draft.open_part,
        "made_from": state_hash(draft.walk),
        "changed": [room.title(manual, item) for item in draft.changed],
        "day": day_words,
        "base": _address(visit, manual),
    }
    return Page("walks_summary.html", _w("of-manual", name=room.platform(manual)), values)


def _head_page(
    visit: Visit,
    manual: str,
    fields: Mapping[str, str],
    problems: list[Problem],
    begun: DeviceWalk | None = None,
) -> Page:
    """The form with device, system, role and day; ``begun``: the walk whose they are, where one was begun."""
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
        "made_from": "" if begun is None else state_hash(_head_of(begun)),
        "act": _address(visit, manual, "head" if begun else "begin"),
        "base": _address(visit),
    }
    title = _w("change-head") if begun else _w("of-manual", name=room.platform(manual))
    return Page("walks_head.html", title, values, _WRONG if problems and not released else 200)


def begin_walk(visit: Visit) -> Reply:
    """Keep device, system, role and day, and go to the first step."""
    manual = _manual(visit)
    try:
        with visit.desk.writer:
            begin_draft(visit.project, manual, visit.form, visit.today)
    except TebikiError as error:
        return _head_page(visit, manual, visit.form, list(error.problems))
    return Go(_address(visit, manual, 1))


def show_head(visit: Visit) -> Reply:
    """Device, system, role and day of the walk that is being entered, to be put right."""
    manual = _manual(visit)
    walk = _draft(visit, manual).walk
    return _head_page(visit, manual, _head_of(walk), [], walk)


def _head_of(walk: DeviceWalk) -> Mapping[str, str]:
    """Device, system, role and day, as their form shows them."""
    fields = {name: str(getattr(walk, name) or "") for name in HEAD_FIELDS if name != "sheet"}
    return fields | {"on": typed_day(walk.on)}


def change_head(visit: Visit) -> Reply:
    """Put device, system, role and day right; the answers stay."""
    manual = _manual(visit)
    with visit.desk.writer:
        draft = _draft(visit, manual)
        refuse_other_state(visit, _head_of(draft.walk))
        try:
            change_draft_head(visit.project, draft, visit.form, visit.today)
        except TebikiError as error:
            return _head_page(visit, manual, visit.form, list(error.problems), draft.walk)
    return Go(_address(visit, manual))


def _part(visit: Visit, draft: WalkDraft) -> WalkPart | None:
    """The step of the address; None for a number that no step has."""
    parts = walk_parts(draft.items)
    number = int(visit.params["number"])
    return parts[number - 1] if 1 <= number <= len(parts) else None


def _made_from(draft: WalkDraft, part: WalkPart) -> str:
    """What a form shows of the manual, and what was answered so far: another of either is another form."""
    return state_hash([(item.key, item.look) for item in part.items], draft.entries(part))


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
        "made_from": _made_from(draft, part),
        "base": _address(visit, manual),
    }
    title = room.title(manual, part.items[0])
    return Page("walks_step.html", title, values, _WRONG if problems else 200)


def answer_step(visit: Visit) -> Reply:
    """Keep what was seen at a step, and go to the next one, or to the list after the last."""
    manual = _manual(visit)
    with visit.desk.writer:  # the whole draft is written: no answer of another tab comes between
        draft = _draft(visit, manual)
        return _answer(visit, draft, _part(visit, draft))


def _answer(visit: Visit, draft: WalkDraft, part: WalkPart | None) -> Reply:
    manual = draft.walk.manual
    if part is None or visit.form.get("made_from") != _made_from(draft, part):
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
        draft = _draft(visit, manual)
        refuse_other_state(visit, draft.walk)
        done = record_draft(visit.project, draft, visit.today)
    room = WalkRoom(visit)
    values = {"done": done, "platform": room.platform(manual), "base": _address(visit)}
    return Page("walks_done.html", _w("recorded"), values)


def give_up_walk(visit: Visit) -> Reply:
    """Take away what was entered; records and the project stay."""
    manual = _manual(visit)
    with visit.desk.writer:
        refuse_other_state(visit, _draft(visit, manual).walk)
        discard_draft(visit.project, manual)
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
