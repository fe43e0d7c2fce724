"""``tebiki screens``: what staff do with captures of real screens."""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ..captures.add import Added, Wish, add, box_of, pixels_of
from ..captures.check import Checked, Report, check
from ..captures.overview import Look, Overview, Row, overview
from ..content.calendar import Month
from ..content.dates import read_month
from ..content.project import Project
from ..content.screens import Verification
from ..errors import Place, Problem, UsageError
from ..messages import say, tell
from ..messages.console import Console, columns
from .answer import Answer, print_answer
from .arguments import add_parts, find_root, read_date, read_text
from .screens_walk import add_walk_arguments, answer_walk

#: Degrees clockwise, as they are typed → quarters.
_TURNS: Final = {"0": 0, "90": 1, "180": 2, "270": 3}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``screens`` and its parts."""
    parts = {
        "status": _status,
        "add": _add,
        "check": _check,
        "shoot": _shoot,
        "walk": add_walk_arguments,
    }
    add_parts(parser, "screens-command", parts)


def _status(part: argparse.ArgumentParser) -> None:
    part.add_argument("--json", action="store_true", help=say("screens-command/json"))
    part.add_argument("--as-of", metavar="YYYY-MM", help=say("screens-command/as-of"))


def _check(part: argparse.ArgumentParser) -> None:
    part.add_argument("name", metavar="NAME", nargs="*", help=say("screens-command/name"))


def _add(part: argparse.ArgumentParser) -> None:
    part.add_argument("name", metavar="NAME", help=say("screens-command/name"))
    part.add_argument("file", metavar="FILE", type=Path, help=say("screens-command/file"))
    for option, shape in (
        ("device", "NAME"), ("os", "NAME"), ("on", "YYYY-MM-DD"), ("by", "NAME"), ("text-height", "PX"),
        ("language", "LANG"), ("variant", "NAME"), ("crop", "X,Y,W,H"),
    ):  # fmt: skip
        part.add_argument(f"--{option}", metavar=shape, help=say(f"screens-command/{option}"))
    turned = say("screens-command/turn")
    part.add_argument("--turn", metavar="90|180|270", choices=_TURNS, default="0", help=turned)
    for option in ("redact", "mark"):
        words = say(f"screens-command/{option}")
        part.add_argument(f"--{option}", metavar="X,Y,W,H", action="append", default=[], help=words)
    part.add_argument("--replace", action="store_true", help=say("screens-command/replace"))


def _shoot(part: argparse.ArgumentParser) -> None:
    part.add_argument("name", metavar="NAME", help=say("screens-command/name"))
    part.add_argument("--on", metavar="YYYY-MM-DD", required=True, help=say("screens-command/shoot-on"))
    part.add_argument(
        "--language", metavar="LANG", action="append", default=[], help=say("screens-command/shoot-language")
    )
    part.add_argument("--replace", action="store_true", help=say("screens-command/replace"))


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do what was asked; the exit code. Raises `TebikiError`."""
    project = Project(find_root(asked))
    if asked.part == "shoot":
        return print_answer(_shot(asked, project, console.err), console)
    if asked.part == "walk":
        return print_answer(answer_walk(asked, project, console), console)
    return print_answer(_answer(asked, project), console)


def _shot(asked: argparse.Namespace, project: Project, told: Callable[[str], None]) -> Answer:
    """Shoot a screen: its parts are imported only here, for they need what only this command does."""
    from ..captures.shoot.shoot import ShootOptions, shoot  # noqa: PLC0415

    on = read_date("--on", asked.on, "screens/date")
    done = shoot(project, ShootOptions(asked.name, on, tuple(asked.language), asked.replace), told)
    files = ", ".join(Place.of(one.picture).file for one in done.added)
    lines = [say("screens-command/shot", count=len(done.added), files=files)]
    key = "shot-confirmed" if done.confirmed else "shot-none"
    return Answer("\n".join([*lines, say(f"screens-command/{key}", labels=", ".join(done.confirmed))]))


def _answer(asked: argparse.Namespace, project: Project) -> Answer:
    if asked.part == "status":
        found = overview(project, _month(asked.as_of))
        return Answer(status_json(found) if asked.json else status_text(found), found.problems)
    if asked.part == "check":
        report = check(project, asked.name)
        return Answer(report_text(report), report.problems)
    return Answer(added_text(add(project, _wish(asked)), asked.name))


def _wish(asked: argparse.Namespace) -> Wish:
    return Wish(
        name=asked.name,
        file=asked.file,
        device=_text("--device", asked.device),
        os=_text("--os", asked.os),
        on=read_date("--on", asked.on, "screens/date") if asked.on is not None else None,
        by=_text("--by", asked.by),
        text_height=pixels_of("--text-height", asked.text_height) if asked.text_height is not None else None,
        language=asked.language,
        variant=asked.variant,
        turn=_TURNS[asked.turn],
        crop=box_of("--crop", asked.crop) if asked.crop is not None else None,
        redact=tuple(box_of("--redact", text) for text in asked.redact),
        marks=tuple(box_of("--mark", text) for text in asked.mark),
        replace=asked.replace,
    )


def _wrong(option: str, code: str, value: str) -> UsageError:
    return UsageError([Problem(code, Place(option), {"value": value})])


def _text(option: str, text: str | None) -> str | None:
    return read_text(option, text, "screens/blank") if text is not None else None


def _month(text: str | None) -> Month | None:
    """``2026-11``, or ``today``: the clock is asked only by a person who asks for it."""
    if text is None:
        return None
    if unicodedata.normalize("NFKC", text).strip().lower() == "today":
        now = datetime.now().astimezone()
        return Month(now.year, now.month)
    if (month := read_month(text)) is None:
        raise _wrong("--as-of", "screens/month", text)
    return month


def status_text(found: Overview) -> str:
    """A table with a line for each picture, then how many there are of what."""
    head = [say(f"screens-command/{key}") for key in ("screen", "what", "languages", "seen", "age", "pages")]
    lines = [head, *(line for row in found.rows for line in _lines(row))]
    captured = sum(row.captured for row in found.rows)
    counts = {
        "count": len(found.rows),
        "captured": captured,
        "drawn": len(found.rows) - captured,
        "unseen": sum(not _seen(row) for row in found.rows),
    }
    months = ", ".join(sorted({str(row.as_of) for row in found.rows}))
    summary = say("screens-command/summary", **counts)
    measured = say("screens-command/measured", months=months or "-")
    return "\n".join([*columns(lines), "", summary, *_words(found), measured])


def _words(found: Overview) -> Iterator[str]:
    """How many words on screens nobody has read there, by file; nothing where all have been."""
    unread = Counter(f"{label.key.partition('.')[0]}.toml" for label in found.labels if not label.verified)
    if unread:
        files = ", ".join(f"{file} {count}" for file, count in sorted(unread.items()))
        yield say("screens-command/words", count=len(found.labels), unread=unread.total(), files=files)


def _seen(row: Row) -> bool:
    return row.verified is not None or row.captured


def _lines(row: Row) -> Iterator[list[str]]:
    for number, look in enumerate(row.looks):
        name = row.name if look.variant is None else f"{row.name}/{look.variant}"
        pages = ", ".join(row.pages) or say("screens-command/nowhere")
        months = row.months if _verified(row, look) else look.months
        seen = _seen_by(row, look)
        what = say("screens-command/captured" if look.captured else "screens-command/drawn")
        if look.instead is not None:
            what = say("screens-command/instead", what=what, instead=look.instead)
        if look.wrong:
            what = say("screens-command/wrong", what=what)
        yield [name, what, " ".join(look.languages), seen, _age(months), pages if number == 0 else ""]


def _verified(row: Row, look: Look) -> Verification | None:
    """Who saw that the screen looks like this picture; of another version of the system nobody said so."""
    return row.verified if look.variant is None else None


def _seen_by(row: Row, look: Look) -> str:
    parts: list[str] = []
    if look.captured:
        parts.append(f"{look.device}, {look.os}, {look.on}")
    if seen := _verified(row, look):
        values = {"by": seen.by, "device": seen.device, "os": seen.os, "on": seen.on}
        parts.append(say("screens-command/verified", **values))
    return "; ".join(parts) or say("screens-command/unverified")


def _age(months: int | None) -> str:
    if months is None:
        return "-"
    key = "before" if months > 0 else "same" if months == 0 else "newer"
    return say(f"screens-command/{key}", months=abs(months))


def status_json(found: Overview) -> str:
    """``{"screens": […], "unverified_labels": […], "problems": […]}``; the same order each time."""
    screens = [_screen(row) for row in found.rows]
    problems = [_problem(problem) for problem in found.problems]
    unread = [label.key for label in found.labels if not label.verified]
    return _json({"screens": screens, "unverified_labels": unread, "problems": problems})


def _screen(row: Row) -> dict[str, Any]:
    verified = row.verified.model_dump(mode="json") if row.verified else None
    return {
        "name": row.name,
        "kind": row.spec.kind,
        "known": row.spec.known,
        "captured": row.captured,
        "verified": verified,
        "verified_age_months": row.months,
        "measured_by": str(row.as_of),
        "source": row.spec.source,
        "pages": list(row.pages),
        "pictures": [_picture(look) for look in row.looks],
    }


def _picture(look: Look) -> dict[str, Any]:
    fields = asdict(look)
    fields["on"] = look.on.isoformat() if look.on else None
    fields["age_months"] = fields.pop("months")
    return fields


def _problem(problem: Problem) -> dict[str, Any]:
    place: Place | None = problem.place
    where = asdict(place) if place else None
    return {"code": problem.code, "place": where, "message": tell(problem)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def added_text(added: Added, name: str) -> str:
    """What was written, and what to do next."""
    picture, description, preview = (
        Place.of(path).file for path in (added.picture, added.description, added.preview)
    )
    values = {"width": added.size[0], "height": added.size[1], "covered": len(added.capture.redact)}
    lines = [
        say("screens-command/saved", file=picture, **values),
        say("screens-command/described", file=description, table=added.slot.table),
        say("screens-command/gridded", file=preview),
    ]
    key = "next-marks" if added.unplaced else "next-check"
    step = {"preview": preview, "file": description, "name": name, "count": added.unplaced}
    return "\n".join([*lines, say(f"screens-command/{key}", **step)])


def report_text(report: Report) -> str:
    """What was looked at; what is wrong with it is told as problems."""
    lines = [line for checked in report.checked for line in _checked(checked)]
    drawn = [name for name in report.names if name not in {checked.name for checked in report.checked}]
    if drawn:
        lines.append(say("screens-command/only-drawn", names=", ".join(drawn)))
    key = "all-right" if not report.problems else "not-right"
    lines.append(say(f"screens-command/{key}", count=len(report.problems)))
    return "\n".join(lines)


def _checked(checked: Checked) -> Iterator[str]:
    yield say("screens-command/looked", name=checked.name, table=checked.slot.table)
    yield "  " + say("screens-command/gridded", file=Place.of(checked.grid).file)
    if checked.marked is not None:
        yield "  " + say("screens-command/marked", file=Place.of(checked.marked).file)
    if checked.reading is not None:
        yield "  " + say("screens-command/readable", **checked.reading.words)
