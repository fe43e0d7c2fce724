"""What the next line of a history says: in each language, in ready words or in somebody's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..characters import names_of, unseen
from ..content.catalogs.language_folder import SOURCE
from ..content.edition import Edition
from ..content.language_files import invisible_of
from ..content.project import Project
from ..content.words import languages
from ..errors import Place, Problem

#: Languages whose sentences have no blanks between words.
_WITHOUT_BLANKS: Final = ("ja", "zh", "th", "lo", "km", "my")


def history_languages(project: Project, last: Edition) -> tuple[str, ...]:
    """Languages that a history may speak: those of the site, then others of the newest lines."""
    there = [code for manual in last.manuals.values() for code in manual.history[0].changes]
    return tuple(dict.fromkeys([*project.languages, *there]))


def complete_changes(ready: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Own words, and ready ones where they still fit.

    Ready words of other languages do not say what somebody said in Japanese: then these stay unsaid.
    """
    rest = {} if SOURCE in said else ready
    both = {**rest, **said}
    return {code: both[code] for code in dict.fromkeys([*ready, *said]) if code in both}


def on_one_line(language: str, text: str) -> str:
    """A sentence as a file holds it: line breaks of a field are none of the sentence's."""
    blank = "" if language.startswith(_WITHOUT_BLANKS) else " "
    return re.sub(r"[ \t]*(?:\r\n?|\n)\s*", blank, text.strip())


def sentence_problems(
    project: Project, last: Edition, said: Mapping[str, str], place: Place
) -> Iterator[Problem]:
    """A language that there is not, a sentence that says nothing, letters that nobody sees."""
    known = history_languages(project, last)
    for code, text in said.items():
        if code not in known:
            values = {"language": code, "known": ", ".join(known)}
            yield Problem("edition-command/changes-language", place, values)
        elif not text.strip():
            yield Problem("edition-command/blank", place, {"value": text})
        elif found := [sign for _, _, sign in unseen(text, allowed=_allowed(code))]:
            yield Problem("text/unseen", place, {"text": names_of(found)})


def _allowed(code: str) -> str:
    """Characters that a language needs although nobody sees them."""
    return invisible_of(code) if code in languages() else ""
