"""After the release: what was made, opened and downloaded; whether its record was sent on; handed over."""

from __future__ import annotations

from datetime import date
from typing import Final

from ...content.dates import read_day_near
from ...content.releases import load_releases
from ...content.sums import SUMS, read_sums
from ...content.text_files import shown
from ...content.write_files import zipped
from ...editions.office_notes import load_handed
from ...editions.release.record import RECORDS, record_name
from ...editions.sent_on import find_sent
from ...editions.typed_approval import note_handed
from ...editions.year_state.evidence import name_edition
from ...editions.year_state.progress import day_said
from ...errors import Place, Problem, TebikiError, fail
from ...messages import remedy, say
from ..conflicts import refuse_other_state, state_hash
from ..jobs_shown import address_of
from ..reply import Download, Go, Page, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_ROOM: Final = "handed"
_WRONG: Final = 422
#: What is opened by itself; everything else is reached from the first.
_OPENED: Final = ("index.html", "release-notes.html", "test.html")


def show_handed(visit: Visit) -> Reply:
    """What the last release made, and what is to be done with it."""
    return _page(visit, {"on": visit.today.isoformat(), "by": visit.role}, {})


def download_all(visit: Visit) -> Reply:
    """The whole folder as one zip. Raises ``release/none`` where it is not here."""
    folder = visit.project.dist / visit.year
    names = _released_files(visit)
    if not names:
        fail("approval/not-released", Place.of(folder), year=visit.year)
    contents = {name: (folder / name).read_bytes() for name in names}
    return Download(f"{visit.year}.zip", "application/zip", zipped(contents))


def note_handover(visit: Visit) -> Reply:
    """Note on which day the release was handed over, by which role."""
    typed = {name: visit.form.get(name, "").strip() for name in ("on", "by")}
    wrong: dict[str, str] = {}
    found = read_day_near(typed["on"], visit.today)
    if not isinstance(found, date):
        wrong["on"] = _told(Problem("approval/day", None, {"text": shown(typed["on"], 40)}))
    elif found > visit.today:
        wrong["on"] = _told(Problem("approval/later", None, {"day": found, "today": visit.today}))
    if not typed["by"]:
        wrong["by"] = room_words(_ROOM, "no-role")
    if wrong or not isinstance(found, date):
        return _page(visit, typed, wrong)
    try:
        with visit.desk.writer:
            visit.desk.jobs.refuse_while_writing()
            refuse_other_state(visit, *_handed_state(visit))
            note_handed(visit.project, visit.year, found, typed["by"])
    except TebikiError as error:
        at = {one.place.file: _told(one) for one in error.problems if one.place and one.place.file == "by"}
        if not at:
            raise
        return _page(visit, typed, at)
    return Go(f"/{visit.year}/handed")


def verify_release(visit: Visit) -> Reply:
    """Make the release again and compare, as whoever doubts it may ask; a lost folder is put back."""
    arguments = ("release", "verify", visit.year)
    return Go(address_of(visit.desk.jobs.start("verify", arguments, visit.year)))


def _page(visit: Visit, fields: dict[str, str], wrong: dict[str, str]) -> Page:
    project, year = visit.project, visit.year
    released = load_releases(project.docs, year)
    files = _released_files(visit)
    handed = load_handed(project, year)
    sent = find_sent(project.root, f"{RECORDS}/{record_name(year)}") if released else None
    last = released[-1] if released else None
    values = {
        "last": last,
        "made_from": state_hash(*_handed_state(visit)),
        "elsewhere": last is None and name_edition(project, year).kind in ("published", "earlier"),
        "approved": "" if last is None else day_said(last.approved).texts[visit.language],
        "count": len(files),
        "opened": [(name, visit.file_address("dist", f"{year}/{name}")) for name in _OPENED if name in files],
        "sent": "" if sent is None else sent.state,
        "handed": handed if handed is not None and handed.release == len(released) else None,
        "handed_day": "" if handed is None else day_said(handed.on).texts[visit.language],
        "fields": fields,
        "wrong": wrong,
        "base": f"/{year}/handed",
        "year": year,
    }
    return Page("handed.html", say("todo/title-handed"), values, _WRONG if wrong else 200)


def _handed_state(visit: Visit) -> tuple[object, ...]:
    """What the note is about, and would replace: another release, or another note, is another form."""
    return len(load_releases(visit.project.docs, visit.year)), load_handed(visit.project, visit.year)


def _released_files(visit: Visit) -> tuple[str, ...]:
    """The names of all files of the last release that are here; none where the folder is lost."""
    folder = visit.project.dist / visit.year
    try:
        known = read_sums((folder / SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(name for name in (*known, SUMS) if (folder / name).is_file())


def _told(problem: Problem) -> str:
    return " ".join(part for part in (say(problem.code, **problem.values), remedy(problem) or "") if part)


ROUTES: Final = (
    view("/{year}/handed", show_handed),
    view("/{year}/handed/all", download_all),
    act("/{year}/handed", note_handover),
    act("/{year}/handed/verify", verify_release),
)
