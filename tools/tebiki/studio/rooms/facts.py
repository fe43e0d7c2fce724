"""The room of facts: every value of the year, confirmed one by one beside its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlencode

from ...content.needs import decision_about
from ...content.project import Project
from ...editions.closed_edition import why_closed
from ...editions.confirm import confirm
from ...editions.decide import decide, lacks
from ...editions.edition_file import EditionDraft
from ...editions.fact_states import FactRow, FactState, fact_rows
from ...editions.opened_on import add_opened
from ...editions.set_facts import draft_fact, forget_fact, set_fact
from ...errors import Problem, TebikiError
from ...messages import language
from ..conflicts import (
    Conflict,
    keep_conflict,
    open_conflicts,
    refuse_other_edition,
    refuse_other_state,
    state_hash,
)
from ..entered import Entered
from ..fact_views import fact_view, field_name, problem_text
from ..open_fact import (
    OpenFact,
    find_conflict,
    has_value,
    known_key,
    nearest_key,
    open_fact,
    sort_problems,
    stored_fields,
    typed_fields,
)
from ..reply import Go, Page, Part, Reply
from ..room import RailItem, act, view
from ..visit import Visit
from ..words import room_words

_ROOM: Final = "facts"
#: Tabs, and the states that each shows; None: all.
_TABS: Final[Mapping[str, FactState | None]] = {
    "todo": "todo",
    "unknown": "unknown",
    "done": "done",
    "all": None,
}
Told = Mapping[str, Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form beside the list of facts: what it is about, what was typed, what is wrong."""

    about: str
    typed: Mapping[str, str]
    problems: Told


def show_facts(visit: Visit) -> Reply:
    """The list; no row is open."""
    return _page(visit)


def show_fact(visit: Visit) -> Reply:
    """The list with one row open; of a part of a fact, the fact's. Raises `TebikiError` for what is none."""
    return _page(visit, open_fact(visit, nearest_key(visit)))


def _page(visit: Visit, opened: OpenFact | None = None, form: _Form | None = None) -> Page:
    project = visit.project
    rows = [*fact_rows(project.edition, project.settings)]
    places = visit.kept.places
    tab = "unknown" if form and opened is None else _tab(visit, opened)
    shown = [row for row in rows if _is_shown(row, tab, visit.query.get("q", ""), opened)]
    wrong = bool((opened and opened.problems) or (form and form.problems))
    values = {
        "year": project.year,
        "tab": tab,
        "tab_items": [*_tabs(project.year, rows, tab)],
        "settled": sum(row.state == "settled" for row in rows),
        "facts": [fact_view(visit, row, places.get(row.key, ())) for row in shown],
        "opened": opened,
        "form": form,
        "asked": visit.query.get("q", ""),
        "done": _done(project, visit.query.get("done", "")),
        "lacks": [*lacks(project, project.edition)] if tab == "unknown" or not shown else [],
        "conflicts": open_conflicts(visit.desk, _ROOM, project.year),
        "devices": project.edition.certificate.opened,
        "closed": why_closed(project, project.year),
        "made_from": visit.made_from(project.edition_file(project.year)),
        "today": visit.today,
        "state_hash": state_hash,
        "problem_text": problem_text,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return Page("facts.html", room_words(_ROOM, "rail"), values, status)


def _tab(visit: Visit, opened: OpenFact | None) -> str:
    asked = visit.query.get("show") or visit.form.get("show", "")
    if asked in _TABS:
        return asked
    if opened is None:
        return "todo"
    return opened.state if opened.state in _TABS else "all"


def _is_shown(row: FactRow, tab: str, asked: str, opened: OpenFact | None) -> bool:
    if opened is not None and row.key == opened.key:
        return True
    named = asked.strip().lower() in row.name.texts[language()].lower()
    return named and _TABS[tab] in (None, row.state)


def _tabs(year: str, rows: Sequence[FactRow], tab: str) -> list[tuple[str, str, int, bool]]:
    counts = {name: sum(state in (None, row.state) for row in rows) for name, state in _TABS.items()}
    return [
        (f"/{year}/facts?show={name}", room_words(_ROOM, f"tab-{name}"), count, name == tab)
        for name, count in counts.items()
    ]


def _done(project: Project, key: str) -> str:
    """The name of the fact that was written last; "" for none."""
    rows = fact_rows(project.edition, project.settings)
    return next((row.name.texts[language()] for row in rows if row.key == key), "")


def confirm_fact(visit: Visit) -> Reply:
    """Write what was typed, and that somebody has compared it with its source."""
    key, entered = known_key(visit), Entered(visit.form)
    source = entered.line("source", "set-facts/no-source")
    by, on = entered.role("by", "set-facts/no-role"), entered.day("on", visit.today)

    def write(typed: Mapping[str, str]) -> None:
        if on is None:
            return
        draft = _draft(visit, key, typed) if typed else None
        confirm(visit.project, visit.year, [key], by, on, source=source, draft=draft)

    stands = stored_fields(visit.project, key)
    if not has_value(visit, stands):
        entered.refuse(field_name(next(iter(stands))), "set-facts/no-value")
    return _write(visit, key, "facts/confirmed", entered.problems, write)


def save_fact(visit: Visit) -> Reply:
    """Write what was typed; nobody has compared it yet."""
    key = known_key(visit)
    return _write(visit, key, "facts/changed", {}, lambda typed: _set(visit, key, typed))


def forget(visit: Visit) -> Reply:
    """Nobody knows the value: it is not printed."""
    key = known_key(visit)
    return _write(
        visit, key, "facts/changed", {}, lambda _: _ignore(forget_fact(visit.project, visit.year, key))
    )


def show_changes(visit: Visit) -> Reply:
    """Whether the year's file has changed since the page was made; nothing where it has not."""
    now = visit.made_from(visit.project.edition_file(visit.project.year))
    return Part("facts_changed.html", {"changed": now != visit.query.get("made_from", now)})


def _ignore(_: object) -> None:
    """What a function gives is not needed."""


def _set(visit: Visit, key: str, typed: Mapping[str, str]) -> None:
    if typed:
        set_fact(visit.project, visit.year, key, typed, allow_host=_allows_host(visit))


def _draft(visit: Visit, key: str, typed: Mapping[str, str]) -> EditionDraft:
    draft, _ = draft_fact(visit.project, visit.year, key, typed, allow_host=_allows_host(visit))
    return draft


def _allows_host(visit: Visit) -> bool:
    return visit.form.get("allow_host") == "yes"


def _write(
    visit: Visit, key: str, label: str, problems: Told, write: Callable[[Mapping[str, str]], None]
) -> Reply:
    """Write, unless something is wrong with a field, or the fact has changed since the form was made."""
    refuse_other_edition(visit)
    with visit.desk.writer:
        if conflict := find_conflict(visit, key):
            return Go(f"/conflicts/{keep_conflict(visit.desk, conflict).number}")
        typed = typed_fields(visit, stored_fields(visit.project, key))
        try:
            if not problems:
                with visit.saving(label, fact=key):
                    write(typed)
                return Go(_next_address(visit, key))
        except TebikiError as error:
            problems = sort_problems(visit, key, error.problems)
    return _page(visit, open_fact(visit, key, problems))


def _next_address(visit: Visit, key: str) -> str:
    """Where somebody goes on: the next open fact where the source is kept for it, else the list."""
    project = Project(visit.root, asked_year=visit.year)
    rows = [*fact_rows(project.edition, project.settings)]
    tab = visit.form.get("show") if visit.form.get("show") in _TABS else "todo"
    query = {"show": tab, "done": key}
    keeps = visit.form.get("keep_source") == "yes"
    left = [row.key for row in rows if row.state == "todo" and row.key != key]
    if keeps and left:
        return f"/{visit.year}/facts/{quote(left[0])}?{urlencode({**query, 'source': visit.form['source']})}"
    return f"/{visit.year}/facts?{urlencode(query)}"


def add_device(visit: Visit) -> Reply:
    """Write a device on which somebody has opened the certificate's file."""
    refuse_other_edition(visit)
    entered, key = Entered(visit.form), "certificate.opened"
    device = entered.line("device", "set-facts/no-device")
    version = entered.line("version", "set-facts/no-system")
    by, on = entered.role("by", "set-facts/no-role"), entered.day("on", visit.today)
    problems: Told = entered.problems
    if not problems and on is not None:
        try:
            with visit.saving("facts/changed", fact=key):
                refuse_other_state(visit, visit.project.edition.certificate.opened)
                add_opened(visit.project, visit.year, device=device, version=version, by=by, on=on)
            return Go(f"/{visit.year}/facts/{key}?done={key}")
        except TebikiError as error:
            problems = {"": error.problems}
    return _page(visit, open_fact(_without_form(visit), key), _Form("device", visit.form, problems))


def _without_form(visit: Visit) -> Visit:
    """The same place, for a form that nobody has sent."""
    return Visit(visit.desk, visit.path, visit.language, visit.params, {"show": visit.form.get("show", "")})


def decide_lack(visit: Visit) -> Reply:
    """Write whose decision it is to release without something."""
    refuse_other_edition(visit)
    about, entered = visit.params["about"], Entered(visit.form)
    role = entered.role("role", "set-facts/no-decider")
    reason, on = entered.line("reason", "set-facts/no-reason"), entered.day("on", visit.today)
    problems: Told = entered.problems
    if not problems and on is not None:
        try:
            with visit.saving("facts/decided", about=about):
                refuse_other_state(visit, decision_about(visit.project.edition, about))
                decide(visit.project, visit.year, about, role=role, on=on, reason=reason)
            return Go(f"/{visit.year}/facts?show=unknown")
        except TebikiError as error:
            problems = _by_field(error.problems)
    return _page(visit, None, _Form(about, visit.form, problems))


def _by_field(problems: Sequence[Problem]) -> Told:
    """Problems of a decision by the form's field: the last part of the key."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        name = (problem.place.key or "" if problem.place else "").rpartition(".")[2]
        name = {"day": "on"}.get(name, name)
        found.setdefault(name if name in ("role", "on", "reason") else "", []).append(problem)
    return found


def conflict_address(conflict: Conflict) -> str:
    """The row of the fact."""
    return f"/{conflict.year}/facts/{quote(conflict.subject)}"


def values_now(visit: Visit, conflict: Conflict) -> Mapping[str, str]:
    """The fact's fields as they stand now."""
    return stored_fields(Project(visit.root, asked_year=conflict.year), conflict.subject)


def settle_conflict(visit: Visit, conflict: Conflict, values: Mapping[str, str]) -> None:
    """Write the fields that were chosen; they are to be confirmed again."""
    set_fact(Project(visit.root, asked_year=conflict.year), conflict.year, conflict.subject, values)


def _count(visit: Visit) -> int | None:
    project = visit.project if visit.year else visit.project.seen_in(visit.project.worked_on)
    rows = fact_rows(project.edition, project.settings)
    return sum(row.state == "todo" for row in rows)


ROUTES: Final = (
    view("/{year}/facts", show_facts),
    view("/{year}/facts/{key}", show_fact),
    view("/{year}/changes/facts", show_changes),
    act("/{year}/facts/{key}/confirm", confirm_fact),
    act("/{year}/facts/{key}/save", save_fact),
    act("/{year}/facts/{key}/unknown", forget),
    act("/{year}/devices", add_device),
    act("/{year}/decide/{about}", decide_lack),
)
RAIL: Final = RailItem(20, _ROOM, "/{year}/facts", _count)
