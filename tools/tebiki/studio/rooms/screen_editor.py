"""画面, one of them: a capture is turned, cut, covered and marked, and takes its place in the manual."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from ...captures.add import Wish, box_of, pixels_of
from ...captures.edit import (
    EditedCapture,
    add_upload,
    check_marks_given,
    draw_capture,
    edit_capture,
    open_capture,
)
from ...captures.remove import put_drawing_back
from ...content.dates import read_day
from ...content.language_names import language_name
from ...content.legibility import measures
from ...content.project import attempt
from ...content.ruby import plain
from ...content.screen_files import split_name
from ...content.screens import MOST_MARKS, Box, Slot
from ...errors import Place, Problem, TebikiError
from ...messages import language, remedy, say
from ..kept_gallery import gallery_of
from ..reply import Go, Page, Part, Reply
from ..room import act, view
from ..shown_pictures import ShownPicture, show_pictures
from ..visit import Visit
from ..words import room_texts, room_words, typed_day

_ROOM: Final = "screen_editor"
#: Problems that the command tells in its own words → those of this room, and the field that they are of.
_OWN: Final = {
    "screens/small": ("small", "text-height"),
    "screens/small_print": ("small", "text-height"),
    "screens/small_apart": ("small-apart", "text-height"),
    "screens/marks_given": ("marks-needed", "marks"),
    "screens/marks_needed": ("marks-needed", "marks"),
    "screens/too_many": ("too-many", "marks"),
    "screens/text_height": ("text-height", "text-height"),
    "screens/pixels": ("pixels", "text-height"),
    "screens/outside": ("outside", "marks"),
    "screens/date": ("date", "on"),
    "screens/exists": ("exists", "picture"),
    "screens/ending": ("format", "picture"),
}
#: What `add` calls a field that is missing → the field here.
_MISSING: Final = {"--device": "device", "--os": "os", "--on": "on", "--text-height": "text-height"}


def show_editor(visit: Visit) -> Reply:
    """The screen's capture as it is, or room for one."""
    opened = _opened(visit)
    saved = visit.query.get("saved") == "yes" and opened.picture is not None
    values = {
        "opened": opened,
        "rows": range(opened.marks if opened.marks is not None else MOST_MARKS),
        "address": _address(visit),
        "source": _source(visit, opened),
        "state": json.dumps(_state(opened)),
        "measures": json.dumps({**measures(), "shape": opened.shape or ""}),
        "words": json.dumps(_words_of_script(), ensure_ascii=False),
        "made_from": visit.made_from(*_files(opened)),
        "here": _slot_name(opened.slot),
        "others": list(_other_slots(visit, opened)),
        "marked": _marked(visit, opened) if saved else "",
        "next_open": _next_open(visit, opened) if saved else "",
        "seen_by": _seen_by(visit, opened),
        "drawn": _drawn(visit, opened),
        "day": typed_day(opened.capture.on if opened.capture else visit.today),
        "command_text": _command(opened),
    }
    return Page("screen_editor.html", _title(visit, opened), values)


def save_capture(visit: Visit) -> Reply:
    """Put the picture and its description into the project, as ``tebiki screens add`` does."""
    opened = _opened(visit)
    try:
        _save(visit, opened)
    except TebikiError as error:
        return _refused(visit, error)
    return Go(f"{_address(visit)}{'&' if '?' in _address(visit) else '?'}saved=yes")


def put_back(visit: Visit) -> Reply:
    """The drawing takes its place again."""
    opened = _opened(visit)
    try:
        with visit.saving("screens/drawing", screen=opened.name):
            visit.refuse_if_changed(*_files(opened))
            put_drawing_back(visit.project, opened.name, opened.slot.language)
    except TebikiError as error:
        return _refused(visit, error)
    return Go(_address(visit))


def _refused(visit: Visit, error: TebikiError) -> Reply:
    """What is wrong above the form; where the capture has changed elsewhere, the way to it as it is now."""
    told = [sentence for problem in error.problems for sentence in _told(problem)]
    changed = any(problem.code == "studio/changed" for problem in error.problems)
    values = {"told": told, "again": _address(visit) if changed else ""}
    return Part("screen_editor_problems.html", values, 422)


def _opened(visit: Visit) -> EditedCapture:
    asked = visit.form or visit.query
    name = f"{visit.params['platform']}/{visit.params['name']}"
    variant = asked.get("variant", "")
    return open_capture(
        visit.project, f"{name}/{variant}" if variant else name, asked.get("language") or None
    )


def _files(opened: EditedCapture) -> tuple[Path, Path]:
    """What a save changes."""
    return opened.path, opened.slot.file(opened.path)


def _address(visit: Visit) -> str:
    asked = visit.form or visit.query
    query = urlencode({key: asked[key] for key in ("language", "variant") if asked.get(key)})
    start = f"/{visit.year}/screens/{visit.params['platform']}/{visit.params['name']}"
    return f"{start}?{query}" if query else start


def _title(visit: Visit, opened: EditedCapture) -> str:
    """Where the screen stands in the manual, in the manual's own words."""
    legend = opened.legend
    if legend is None:
        return room_words(_ROOM, "title-nowhere", name=opened.name)
    here = visit.project.publication("ja")
    step = [here.words("step", n=legend.step)] if legend.step else []
    return " ".join([plain(here.manual(legend.manual).platform), *step, legend.title])


def _source(visit: Visit, opened: EditedCapture) -> str:
    if opened.picture is None or not opened.picture.is_file():
        return ""
    below = opened.picture.relative_to(visit.project.screenshots).as_posix()
    # The file's own hash in the address: a browser that kept an older picture asks again.
    return f"{visit.file_address('screenshots', below)}?{opened.capture.sha256[:8] if opened.capture else ''}"


def _state(opened: EditedCapture) -> dict[str, object]:
    """What the editor begins with, in pixels of the file."""
    capture = opened.capture
    marks = [list(mark.box) for mark in capture.marks] if capture else []
    crop = list(capture.crop) if capture and capture.crop else None
    covered = [list(box) for box in capture.redact] if capture else []
    return {"turn": 0, "crop": crop, "covers": [], "marks": marks, "covered": covered}


def _words_of_script() -> dict[str, str]:
    """Sentences that the page itself says, with the places that it fills."""
    texts = room_texts(_ROOM)
    return {key.removeprefix("js-"): text[language()] for key, text in texts.items() if key.startswith("js-")}


def _seen_by(visit: Visit, opened: EditedCapture) -> str:
    """Whose role stands in the field: who has seen the screen before, else who takes it in now."""
    if opened.capture is not None:
        return opened.spec.verified.by if opened.spec and opened.spec.verified else ""
    return visit.role


def _command(opened: EditedCapture) -> str:
    return f"tebiki screens add {opened.name} FILE --device … --os … --on … --mark …"


def _marked(visit: Visit, opened: EditedCapture) -> str:
    """The address of the picture as the manual shows it."""
    picture = draw_capture(visit.project, opened)
    return visit.file_address("pictures", picture.path.name) if picture else ""


def _next_open(visit: Visit, opened: EditedCapture) -> str:
    """The address of the next picture about which something is to be done; "" after the last one."""
    gallery = gallery_of(visit)
    names = [entry.screen for entry in gallery.all]
    base = split_name(opened.name)[0]
    at = names.index(base) if base in names else 0
    left = {entry.screen for entry in gallery.open} - {base}
    found = next((name for name in (*names[at:], *names[:at]) if name in left), None)
    return f"/{visit.year}/screens/{found}" if found else ""


def _drawn(visit: Visit, opened: EditedCapture) -> ShownPicture | None:
    """The drawing that the manual shows as long as there is no capture; None where it shows none."""
    if opened.picture is not None or opened.legend is None or not opened.drawing:
        return None
    try:
        return show_pictures(visit, opened.legend.manual, [opened.name]).pictures.get(opened.name)
    except TebikiError:
        return None


def _other_slots(visit: Visit, opened: EditedCapture) -> Iterator[tuple[str, str]]:
    """Captures of other languages and versions: address and name, each in words."""
    start = _address(visit).partition("?")[0]
    general = Slot()
    for slot in (*([general] if general not in (opened.slot, *opened.others) else []), *opened.others):
        asked = {"language": slot.language, "variant": slot.variant}
        query = urlencode({key: value for key, value in asked.items() if value})
        yield f"{start}?{query}" if query else start, _slot_name(slot)


def _slot_name(slot: Slot) -> str:
    """A language and a version of the system: android 9 すべてのことば."""
    every = room_words(_ROOM, "every-language")
    name = language_name(slot.language, language()) if slot.language else every
    return " ".join([*([slot.variant.replace("-", " ")] if slot.variant else []), name])


def _save(visit: Visit, opened: EditedCapture) -> None:
    upload = visit.uploads.get("picture")
    problems: list[Problem] = []
    if upload is None and opened.picture is None:
        problems.append(Problem("screen-editor/picture", None, {}))
    wish = _read_wish(visit, opened, upload.name if upload else "", problems)
    attempt(lambda: check_marks_given(opened, len(wish.marks)), problems)
    if problems:
        raise TebikiError(problems)
    with visit.saving("screens/saved", screen=opened.name):
        visit.refuse_if_changed(*_files(opened))
        if upload is not None:
            add_upload(visit.project, wish, upload.data)
        else:
            edit_capture(visit.project, wish)


def _read_wish(visit: Visit, opened: EditedCapture, name: str, problems: list[Problem]) -> Wish:
    """What was typed and drawn; what of it cannot be read goes to ``problems``."""
    form = {key: text.strip() for key, text in visit.form.items()}
    height = form.get("text_height", "")
    crop = _boxes(form.get("crop", ""))
    return Wish(
        name=opened.name,
        file=Path(Path(name.replace("\\", "/")).name or "image"),
        device=form.get("device") or None,
        os=form.get("os") or None,
        on=attempt(lambda: _day(form.get("on", "")), problems),
        by=form.get("by") or None,
        text_height=attempt(lambda: pixels_of("text_height", height), problems) if height else None,
        language=opened.slot.language,
        turn={"1": 1, "2": 2, "3": 3}.get(form.get("turn", ""), 0),
        crop=crop[0] if crop else None,
        redact=_boxes(form.get("covers", "")),
        marks=_boxes(form.get("marks", "")),
        replace=True,
    )


def _boxes(text: str) -> tuple[Box, ...]:
    """``1,2,3,4 5,6,7,8``, as the page writes them."""
    return tuple(box_of("box", part) for part in text.split())


def _day(text: str) -> date | None:
    if not text:
        return None
    found = read_day(text)
    if isinstance(found, date):
        return found
    if found is not None:
        raise TebikiError([Problem(found.why, None, {"text": found.text, **found.values})])
    raise TebikiError([Problem("screens/date", None, {"value": text})])


def _told(problem: Problem) -> Iterator[tuple[str, str, str, Place | None]]:
    """A problem in this room's words: sentence, what to do, the field that it is of, the place."""
    values = problem.values
    if problem.code == "screens/needs":
        for option in str(values["options"]).split():
            field = _MISSING.get(option, "picture")
            yield room_words(_ROOM, f"needs-{field}"), "", field, None
        return
    own, field = _OWN.get(problem.code, ("", "on" if problem.code.startswith("date/") else "picture"))
    if own:
        yield room_words(_ROOM, f"wrong-{own}", **values), "", field, problem.place
        return
    yield say(problem.code, **values), remedy(problem) or "", field, problem.place


ROUTES: Final = (
    view("/{year}/screens/{platform}/{name}", show_editor),
    act("/{year}/screens/{platform}/{name}", save_capture),
    act("/{year}/screens/{platform}/{name}/drawing", put_back),
)
