"""Before the release: everything once more, each with its place; what follows; one button."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...content.language_names import japanese_name
from ...content.releases import load_releases
from ...editions.office_notes import load_approval
from ...editions.year_state import TaskName, release_blocks
from ...editions.year_state.translations import known_translations
from ...errors import Problem, TebikiError
from ...messages import language, remedy, say
from ..bar import told
from ..conflicts import refuse_other_state, state_hash
from ..jobs_shown import address_of, usual_words, version_of
from ..reply import Go, Page, Reply
from ..room import act, view
from ..task_addresses import task_address
from ..visit import Visit
from ..visited_year import visited_year
from ..words import room_texts, room_words

_ROOM: Final = "release"
_WRONG: Final = 422
#: What is looked over, in this order; each is a task of the year.
_ROWS: Final[tuple[TaskName, ...]] = (
    "certificate",
    "facts",
    "screens",
    "walks",
    "translate",
    "compare",
    "papers",
    "approval",
)
#: How the code of a reason begins → where it is put right.
_WHERE: Final = (
    ("release/placeholder", "/{year}/facts"),
    ("release/needed", "/{year}/facts?show=unknown"),
    ("release/unconfirmed", "/{year}/facts"),
    ("release/unwalked", "/{year}/walks"),
    ("release/held", "/{year}/translate"),
    ("release/no-review", "/{year}/papers"),
    ("release/other-", "/{year}/papers"),
    ("release/approval", "/{year}/approval"),
    ("approval/", "/{year}/approval"),
    ("release/kind", ""),
)

#: What a remedy holds that is typed at a terminal: it stands in the log alone.
_TYPED: Final = ("tebiki ", "make ", "--", "git ", "from git", "docs/")


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One line of the list. ``state``: of the task; ``address``: "" where no room shows it."""

    title: str
    detail: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it cannot be released yet. ``address``: of the room that puts it right, or "".

    ``texts``: one for each place that it is about.
    """

    texts: tuple[str, ...]
    remedy: str
    address: str
    log: str


@dataclass(frozen=True, slots=True)
class HeldLanguage:
    """A language whose manuals would be notices, which somebody must agree to."""

    code: str
    name: str


def show_release(visit: Visit) -> Reply:
    """Everything once more; nothing changes here."""
    return _page(visit, pressed=False)


def begin_release(visit: Visit) -> Reply:
    """Begin the release; what keeps it from beginning is told instead."""
    if _reasons(visit):
        return _page(visit, pressed=True)
    refuse_other_state(visit, *_agreed_state(visit))
    agreed = visit.lists.get("held", ())
    known = [one.code for one in _held(visit)]
    held = [word for code in known if code in agreed for word in ("--held", code)]
    return Go(address_of(visit.desk.jobs.start("release", ("release", visit.year, *held), visit.year)))


def _agreed_state(visit: Visit) -> tuple[object, ...]:
    """What somebody has looked at who presses the button: the approval, and how often it was released."""
    return load_approval(visit.project, visit.year), len(load_releases(visit.project.docs, visit.year))


def _page(visit: Visit, *, pressed: bool) -> Page:
    state = visited_year(visit)
    done = state.edition.kind in ("published", "earlier")
    reasons = () if done else _reasons(visit)
    values = {
        "edition": told(state.edition.name),
        "rows": [*_rows(visit)],
        "reasons": reasons,
        "pressed": pressed,
        "made_from": state_hash(*_agreed_state(visit)),
        "done": done,
        "correction": state.edition.kind == "correction",
        "version": version_of(visit, visit.year),
        "held": () if done else _held(visit),
        "usual": usual_words(visit, "release"),
        "base": f"/{visit.year}/release",
        "year": visit.year,
    }
    return Page("release.html", room_words(_ROOM, "title"), values, _WRONG if pressed else 200)


def _rows(visit: Visit) -> Iterator[ReviewedRow]:
    state = visited_year(visit)
    for name in _ROWS:
        if (task := state.task(name)) is not None:
            detail = told(task.detail)
            yield ReviewedRow(say(f"todo/name-{name}"), detail, task.state, task_address(state, task))
    yield _checked(visit)


def _checked(visit: Visit) -> ReviewedRow:
    """What the last 点検 has found."""
    from .check import checker_of  # noqa: PLC0415 -- rooms are found by name: none is imported before another

    found = checker_of(visit, visit.year).result
    if found is None:
        detail, state = room_words(_ROOM, "unchecked"), "possible"
    else:
        counts = {"stop": len(found.stopping), "look": len(found.to_look)}
        detail, state = room_words(_ROOM, "checked", **counts), "stopped" if counts["stop"] else "done"
    return ReviewedRow(room_words(_ROOM, "check"), detail, state, f"/{visit.year}/check")


def _reasons(visit: Visit) -> tuple[Reason, ...]:
    """All that keeps it from being released, that nobody need be asked for."""
    problems = list(release_blocks(visit.project, visit.year, visit.today))
    kept = load_approval(visit.project, visit.year)
    if kept is None:
        problems.append(Problem("release/approval", None, {}))
    state = visited_year(visit)
    approval = state.task("approval")
    if kept is not None and approval is not None and approval.state == "stopped":
        values = {"year": visit.year, "number": kept.check_number}
        problems.append(Problem("release/other-number", None, values))
    alike: dict[str, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(problem.code, []).append(problem)
    return tuple(_reason(visit, each) for each in alike.values())


def _text(problem: Problem, count: int) -> str:
    """A reason in the room's own words, where it has some; else as the command says it."""
    key = f"say-{problem.code.replace('/', '-')}"
    own = key in room_texts(_ROOM)
    return room_words(_ROOM, key, count=count) if own else say(problem.code, **problem.values)


def _reason(visit: Visit, alike: Sequence[Problem]) -> Reason:
    """Problems of one kind, as one: they are put right in the same room."""
    code = alike[0].code
    do, key = remedy(alike[0]) or "", f"do-{code.replace('/', '-')}"
    if key in room_texts(_ROOM):
        plain = room_words(_ROOM, key)
    else:
        plain = "" if any(word in do for word in _TYPED) else do
    where = next((place for start, place in _WHERE if code.startswith(start)), "")
    log = "\n".join(f"{one.place or ''} [{code}] {do}".strip() for one in alike)
    texts = tuple(dict.fromkeys(_text(one, len(alike)) for one in alike))
    return Reason(texts, plain, where.replace("{year}", visit.year), log)


def _held(visit: Visit) -> tuple[HeldLanguage, ...]:
    """Languages that would show notices, as far as anybody has counted them."""
    try:
        counted = known_translations(visit.project.seen_in(visit.year))
    except TebikiError:
        return ()
    codes = dict.fromkeys(code for code, _ in counted.held) if counted else {}
    names = {code: japanese_name(code) if language() == "ja" else code for code in codes}
    return tuple(HeldLanguage(code, name) for code, name in names.items())


ROUTES: Final = (view("/{year}/release", show_release), act("/{year}/release", begin_release))
