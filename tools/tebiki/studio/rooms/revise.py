"""A correction of manuals that are out is opened: which manuals, why, on which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Final

from ...content.calendar import FIRST_DAY
from ...content.catalogs.language_folder import SOURCE
from ...content.dates import read_day_near
from ...content.edition import Edition
from ...content.language_names import japanese_name
from ...content.settings import in_language
from ...content.text_files import shown
from ...content.words import languages, load_words
from ...editions.history_sentences import history_languages, on_one_line
from ...editions.revise import (
    RevisionAnswers,
    being_corrected,
    find_revision_mistakes,
    plan_revision,
    proposed_reasons,
    refuse_unreleased,
    write_revision,
)
from ...errors import Problem, TebikiError
from ..reply import Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_ROOM: Final = "revise"
_CORRECTED: Final = "history.corrected"
#: What is wrong, by the names of fields; ``year``: nothing can be corrected.
Told = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class RevisedManual:
    """A manual that may be corrected; ``open``: it is being corrected already."""

    name: str
    shown: str
    number: str
    open: bool
    chosen: bool


@dataclass(slots=True)
class _Typed:
    """What the form says. ``on`` is None where the day is none; then a problem tells it."""

    manuals: tuple[str, ...] = ()
    on: date | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)


def show_correction(visit: Visit) -> Reply:
    """The form; for a draft, why there is nothing to correct."""
    try:
        refuse_unreleased(visit.project, visit.year)
    except TebikiError as error:
        return _page(visit, {"year": error.problems})
    return _page(visit)


def open_correction(visit: Visit) -> Reply:
    """Write the correction, where nothing is wrong with what was said."""
    project, path = visit.project, visit.project.edition_file(visit.year)
    typed = _read(visit)
    answers = RevisionAnswers(visit.year, typed.manuals, typed.reasons, typed.on)
    found: dict[str, tuple[Problem, ...]] = dict(find_revision_mistakes(project, answers).items())
    if found := found | typed.problems:
        return _page(visit, found)
    with visit.saving("revise/opened", year=visit.year):
        visit.refuse_if_changed(path)
        write_revision(plan_revision(project, answers))
    return Go(f"/{visit.year}/")


def _read(visit: Visit) -> _Typed:
    """The form's fields; what is missing is told at its own."""
    typed = _Typed(manuals=visit.lists.get("manual", ()))
    if not typed.manuals:
        typed.problems["manuals"] = (Problem("revise/no-manual"),)
    text = visit.form.get("on", "").strip()
    day = read_day_near(text, visit.today)
    if isinstance(day, date) and day >= FIRST_DAY:
        typed.on = day
    else:
        typed.problems["on"] = (_wrong_day(text, day),)
    for code in history_languages(visit.project, visit.project.edition_of(visit.year)):
        said = on_one_line(code, visit.form.get(_field(code), ""))
        if said or code == SOURCE:
            typed.reasons[code] = said
    if not typed.reasons[SOURCE]:
        typed.problems["reason"] = (Problem("revise/no-reason"),)
    return typed


def _wrong_day(text: str, found: object) -> Problem:
    if not text:
        return Problem("edition-command/no-day")
    if isinstance(found, date):
        return Problem("date/early", None, {"text": shown(text), "first": FIRST_DAY})
    if found is None:
        return Problem("edition-command/date", None, {"value": shown(text)})
    why = getattr(found, "why", "edition-command/date")
    return Problem(why, None, {"text": shown(text), **getattr(found, "values", {})})


def _field(code: str) -> str:
    return f"reason-{code}"


def _page(visit: Visit, problems: Told | None = None) -> Page:
    project, form = visit.project, visit.form
    last = project.edition_of(visit.year)
    values = {
        "problems": problems or {},
        "manuals": _manuals(visit, last),
        "on": form.get("on", ""),
        "today": load_words(visit.language).day(visit.today),
        "fields": _fields(visit, last),
        "source": SOURCE,
        "made_from": form.get("made_from") or visit.made_from(project.edition_file(visit.year)),
        "as_version": project.settings.corrections != "mark",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return Page("revise.html", room_words(_ROOM, "title"), values, status)


def _manuals(visit: Visit, last: Edition) -> tuple[RevisedManual, ...]:
    open_ones, chosen = being_corrected(visit.project, last), visit.lists.get("manual", ())
    return tuple(
        RevisedManual(
            name,
            in_language(manual.platform, visit.language),
            manual.number,
            name in open_ones,
            name in chosen,
        )
        for name, manual in last.manuals.items()
    )


def _fields(visit: Visit, last: Edition) -> tuple[tuple[str, str, str, str], ...]:
    """Code, name of the field, name of the language, what stands there: ready words but for Japanese."""
    ready = proposed_reasons(last, tuple(last.manuals))
    return tuple(
        (
            code,
            _field(code),
            japanese_name(code) if visit.language == "ja" else code,
            visit.form.get(_field(code), ready.get(code, _ready(code))),
        )
        for code in history_languages(visit.project, last)
    )


def _ready(code: str) -> str:
    return load_words(code)(_CORRECTED) if code != SOURCE and code in languages() else ""


ROUTES: Final = (view("/{year}/revise", show_correction), act("/{year}/revise", open_correction))
