"""``tebiki translate apply``: what went in, what was mended, what the translator asks, what to send back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from ..content.project import Project
from ..content.text_files import shown
from ..errors import Place
from ..translate.apply import Applied
from ..translate.phrases import words
from ..translate.questions import Question
from ..translate.take_in import take_in
from .answer import Answer

#: Characters that a console shows of a text that people must read whole; a message has 2,000 at most.
_WHOLE: Final = 2_000


def apply_file(asked: argparse.Namespace, project: Project) -> Answer:
    """Take in a file that was sent, and write the reply to its translator. Raises `TebikiError`."""
    taken = take_in(project, asked.file, asked.language, fuzzy=asked.fuzzy)
    lines = [applied_text(taken.applied)] if taken.applied is not None else []
    if taken.reply is not None:
        lines.append(words("reply-written", file=Place.of(taken.reply).file))
    return Answer("\n".join(lines), taken.problems)


def applied_text(done: Applied) -> str:
    """How many entries went in, and which did not."""
    return "\n".join(_applied(done))


def _applied(done: Applied) -> Iterator[str]:
    counts = {"taken": len(done.taken), "refused": len(done.refused)}
    yield words("applied", language=done.language, file=Place.of(done.path).file, **counts)
    yield from (words(f"mended-{one.kind}", **one.values) for one in done.mended)
    groups = (("was-changed", done.changed), ("left-fuzzy", done.fuzzy), ("unknown", done.unknown))
    for key, entries in (*groups, ("refused", done.refused)):
        yield from (words(key, text=shown(entry.msgid, 60)) for entry in entries)
    if done.to_look:
        yield words("to-look", count=len(done.to_look), language=done.language)
    if done.questions:
        yield words("questions", count=len(done.questions))
        yield from (line for one in done.questions for line in _question(one))
    if any(one.kept for one in done.questions):
        yield words("questions-kept", language=done.language)


def _question(one: Question) -> Iterator[str]:
    yield words("question", text=shown(one.msgid, _WHOLE)) if one.msgid else words("question-file")
    if one.msgstr:
        yield words("question-translation", text=shown(one.msgstr, _WHOLE))
    yield from (words("question-line", text=shown(line, _WHOLE)) for line in one.lines if line)
    if one.msgid and not one.kept:
        yield words("question-gone")
