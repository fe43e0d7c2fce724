"""From what a person asked of ``tebiki screens`` to what is said."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..errors import Place, Problem, UsageError
from ..model.calendar import Month
from . import tell
from .add import Wish, add, box_of
from .check import check
from .overview import overview
from .project import Project


@dataclass(frozen=True, slots=True)
class Answer:
    """Text for standard output, and problems of the content for standard error."""

    text: str
    problems: tuple[Problem, ...] = ()


def run(asked: argparse.Namespace, root: Path) -> Answer:
    """Do what was asked in the project at ``root``. Raises `TebikiError`."""
    project = Project.read(root)
    if asked.part == "status":
        found = overview(project, _month(asked.as_of))
        return Answer(tell.status_json(found) if asked.json else tell.status_text(found), found.problems)
    if asked.part == "check":
        report = check(project, asked.name)
        return Answer(tell.report_text(report), report.problems)
    return Answer(tell.added_text(add(project, _wish(asked)), asked.name))


def _wish(asked: argparse.Namespace) -> Wish:
    return Wish(
        name=asked.name,
        file=asked.file,
        device=_text("--device", asked.device),
        os=_text("--os", asked.os),
        on=_date(asked.on),
        by=_text("--by", asked.by),
        text_height=_pixels(asked.text_height),
        language=asked.language,
        variant=asked.variant,
        crop=box_of("--crop", asked.crop) if asked.crop is not None else None,
        redact=tuple(box_of("--redact", text) for text in asked.redact),
        marks=tuple(box_of("--mark", text) for text in asked.mark),
        replace=asked.replace,
    )


def _wrong(option: str, code: str, value: str) -> UsageError:
    return UsageError([Problem(code, Place(option), {"value": value})])


def _text(option: str, text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise _wrong(option, "screens/blank", text)
    return text.strip() if text is not None else None


def _pixels(text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise _wrong("--text-height", "screens/pixels", text)
    return int(text)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a date has no zone
    except ValueError:
        raise _wrong("--on", "screens/date", text) from None


def _month(text: str | None) -> Month | None:
    """``2026-11``, or ``today``: the clock is asked only by a person who asks for it."""
    if text is None:
        return None
    if text == "today":
        now = datetime.now().astimezone()
        return Month(now.year, now.month)
    try:
        return Month.parse(text)
    except ValueError:
        raise _wrong("--as-of", "screens/month", text) from None
