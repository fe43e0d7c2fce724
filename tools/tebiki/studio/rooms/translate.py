"""翻訳: what is to be translated, who vouches, the package for a translator, a file that came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from weakref import WeakKeyDictionary

from ...content.text_files import read_bytes
from ...errors import TebikiError, fail
from ...messages import language, remedy, say
from ...translate.apply import Applied
from ...translate.package import package_path
from ...translate.phrases import words
from ...translate.reply import reply_path
from ...translate.take_in import TakenIn, take_in
from ...translate.targets import target_languages
from ..checking.background import BackgroundLook
from ..desk import Desk
from ..place_words import PlaceWords
from ..plain_words import plain_words
from ..reply import Download, Go, Page, Part, Reply
from ..room import RailItem, act, view
from ..visit import Visit
from ..words import day_words, room_words

ROOM: Final = "translate"
_PROCESS: Final = "tebiki.studio.checking.translation_process"
#: Messages that a page lists; the rest is counted.
_LISTED: Final = 60
#: What no name of a file needs.
_UNSAFE: Final = re.compile(r"[^\w.-]")
_COUNTERS: WeakKeyDictionary[Desk, dict[str, BackgroundLook]] = WeakKeyDictionary()


def counter_of(visit: Visit, year: str) -> BackgroundLook:
    """What counts the languages of an edition, the same for all tabs."""
    known = _COUNTERS.setdefault(visit.desk, {})
    if year not in known:
        file = visit.desk.own / f"translations-{year}.json"
        known[year] = BackgroundLook(visit.root, _PROCESS, (year,), file, visit.desk.now)
    return known[year]


def show_languages(visit: Visit) -> Reply:
    """All languages at a glance."""
    counter_of(visit, visit.year).refresh()
    return Page("translate.html", room_words(ROOM, "title"), _overview(visit))


def show_languages_alone(visit: Visit) -> Reply:
    """The same, asked for again while they are counted."""
    return Part("translate_languages.html", _overview(visit))


def show_language(visit: Visit) -> Reply:
    """One language: its pages, what is open, the package."""
    code = _code(visit)
    counter_of(visit, visit.year).refresh()
    return Page("translate_language.html", _title(visit, code), _one(visit, code))


def make_package(visit: Visit) -> Reply:
    """Have the translator's package made: long work."""
    code = _code(visit)
    job = visit.desk.jobs.start("package", ("translate", "package", code), visit.year)
    return Go(f"/jobs/{job.number}")


def keep_package(visit: Visit) -> Reply:
    """The package, to be sent."""
    path = package_path(visit.project, _code(visit))
    return Download(path.name, "application/zip", read_bytes(path))


def keep_reply(visit: Visit) -> Reply:
    """What is to be sent back to the translator of the last file."""
    path = reply_path(visit.project.build, _code(visit))
    return Download(path.name, "text/plain; charset=utf-8", read_bytes(path))


def take_file(visit: Visit) -> Reply:
    """Take in a file that came back; what became of it, in words."""
    upload = visit.uploads.get("file")
    if upload is None or not upload.name:
        fail("translate/no-upload")
    # Its name tells the language where its header does not; nothing else of it is used.
    name = _UNSAFE.sub("_", upload.name.replace("\\", "/").rpartition("/")[2]).lstrip(".") or "sent"
    with TemporaryDirectory(prefix="tebiki-") as folder, visit.saving("translate/applied"):
        path = Path(folder) / name
        path.write_bytes(upload.data)
        taken = take_in(visit.project, path, visit.form.get("language") or None)
    return Page("translate_taken.html", room_words(ROOM, "taken-title"), _taken(visit, taken))


def count_open(visit: Visit) -> int | None:
    """How many messages are open in all languages, as far as they have been counted."""
    try:
        year = visit.year or visit.project.worked_on
    except TebikiError:
        return None
    data = counter_of(visit, year).data
    return None if data is None else sum(len(one["open"]) for one in data["languages"]) or None


def _code(visit: Visit) -> str:
    """The language of the address. Raises ``translate/language`` for none of the project's."""
    code, known = visit.params["language"], target_languages(visit.project)
    if code not in known:
        fail("translate/language", name=code, known=", ".join(known) or "-")
    return code


def _title(visit: Visit, code: str) -> str:
    return room_words(ROOM, "language-title", language=PlaceWords(visit).language(code))


def _common(visit: Visit) -> dict[str, object]:
    counter = counter_of(visit, visit.year)
    return {
        "state": counter.state,
        "why": counter.why,
        "known": counter.data is not None,
        "address": f"/{visit.year}/translate",
    }


def _overview(visit: Visit) -> dict[str, object]:
    data = counter_of(visit, visit.year).data or {"languages": [], "problems": []}
    names = PlaceWords(visit)
    known = [(code, names.language(code)) for code in target_languages(visit.project)]
    rows = [{**_summary(visit, one), "name": names.language(one["code"])} for one in data["languages"]]
    return {**_common(visit), "rows": rows, "problems": [*_problems(visit, data)], "codes": known}


def _summary(visit: Visit, one: Mapping[str, Any]) -> dict[str, Any]:
    pages: Sequence[Mapping[str, Any]] = one["pages"]
    return {
        "code": one["code"],
        "open": len(one["open"]),
        "vital": sum(page["vital"] for page in pages),
        "vital_done": sum(page["vital_done"] for page in pages),
        "held": [PlaceWords(visit).page(page["page"]) for page in pages if not page["released"]],
        "owner": one["owner"] or "",
        "reviewed": _reviewed(one["reviewed"]),
        "revised": day_words(date.fromisoformat(one["revised"])) if one["revised"] else "",
        "bar": one["bar"],
    }


def _reviewed(review: Mapping[str, str] | None) -> dict[str, str] | None:
    """Who vouches for a translation, and since when, in words."""
    return {"by": review["by"], "on": day_words(date.fromisoformat(review["on"]))} if review else None


def _problems(visit: Visit, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong in words, and for the log where and what to do."""
    for one in data["problems"]:
        message = plain_words(visit.project, one["message"][language()])
        yield message, "\n".join(filter(None, (one["where"], one["remedy"][language()])))


def _one(visit: Visit, code: str) -> dict[str, object]:
    data = counter_of(visit, visit.year).data
    found = next((one for one in data["languages"] if one["code"] == code), None) if data else None
    names = PlaceWords(visit)
    path = package_path(visit.project, code)
    items = [] if found is None else [_item(names, item) for item in found["open"]]
    return {
        **_common(visit),
        "code": code,
        "summary": None if found is None else _summary(visit, found),
        "pages": []
        if found is None
        else [{**one, "name": names.page(one["page"])} for one in found["pages"]],
        "items": items[:_LISTED],
        "more": len(items) - _LISTED,
        "package": path.name if path.is_file() else "",
        "reply": reply_path(visit.project.build, code).is_file(),
    }


def _item(names: PlaceWords, item: Mapping[str, Any]) -> dict[str, Any]:
    pages = say("places/list").join(map(names.page, item["pages"]))
    step = say("places/step", step=item["step"]) if item["step"] else ""
    return {**item, "place": " ".join(filter(None, (pages, step)))}


def _taken(visit: Visit, taken: TakenIn) -> dict[str, object]:
    done = taken.applied
    code = done.language if done else taken.reply.stem.removeprefix("reply-") if taken.reply else ""
    return {
        "address": f"/{visit.year}/translate",
        "language_name": PlaceWords(visit).language(code),
        "code": code,
        "done": done,
        "reply": taken.reply is not None,
        "mended": []
        if done is None
        else [words(f"mended-{one.kind}", **one.values).strip() for one in done.mended],
        "refused": [] if done is None else [*_refused(visit, done)],
        "unreadable": []
        if done
        else [(say(one.code, **one.values), remedy(one) or "") for one in taken.problems],
        "questions": [] if done is None else [*_questions(visit, done)],
        "left": [] if done is None else [plain_words(visit.project, one.msgid) for one in done.fuzzy],
        "gone": [] if done is None else [plain_words(visit.project, one.msgid) for one in done.unknown],
    }


def _refused(visit: Visit, done: Applied) -> Iterator[tuple[str, str, list[str]]]:
    """Each refused translation once, with all that is wrong with it."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry, problem in done.why:
        text = plain_words(visit.project, say(problem.code, **problem.values))
        found.setdefault((entry.msgid, entry.msgstr), []).append(text)
    for (message, translation), reasons in found.items():
        yield plain_words(visit.project, message), plain_words(visit.project, translation), reasons


def _questions(visit: Visit, done: Applied) -> Iterator[tuple[str, list[str]]]:
    for one in done.questions:
        about = plain_words(visit.project, one.msgid) or room_words(ROOM, "question-file")
        yield about, [line for line in one.lines if line]


RAIL: Final = RailItem(50, ROOM, "/{year}/translate", count_open)
ROUTES: Final = (
    view("/{year}/translate", show_languages),
    view("/{year}/translate/state", show_languages_alone),
    act("/{year}/translate/apply", take_file),
    view("/{year}/translate/{language}", show_language),
    act("/{year}/translate/{language}/package", make_package),
    view("/{year}/translate/{language}/package", keep_package),
    view("/{year}/translate/{language}/reply", keep_reply),
)
