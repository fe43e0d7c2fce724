"""Sources that no translation can satisfy: each message, taken as its own translation, must pass the guard.

A heading ``### 1. 準備`` asks for a translation of ``1. 準備``. Whoever keeps the number writes the beginning
of a list, which the guard refuses and Sphinx would drop. So the source is refused, with what to write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from ...content.catalogs.tokens import tokens_of
from ...content.passages import Passage, passages
from ...content.text_files import shown
from ...errors import Problem, TebikiError
from .catalog import Rules, check_pair, pair_case
from .pair import Found

#: Any language with letters of its own: that a message is in Japanese is no mistake here.
_LANGUAGE: Final = "en"
#: What a message by itself is called among what was passed: no translation into a language.
_SOURCE: Final = "source"
_JAPANESE: Final = frozenset(
    {"catalog/script", "catalog/untranslated", "catalog/punctuation", "catalog/digit"}
)
#: What a source is refused for by rules of its own, at the same line.
_ELSEWHERE: Final = frozenset({"catalog/html", "catalog/template", "catalog/typed-fact"})
_OF_SOURCES: Final = {
    "catalog/block": "source/begins-a-block",
    "catalog/colons": "source/ends-in-colons",
    "catalog/noqa": "source/ends-in-noqa",
}
_NUMBERED: Final = re.compile(r"(\d+)([.)])")


def check_messages(
    docs: Path, pages: Iterable[str], rules: Rules, passed: set[str] | None = None
) -> list[Problem]:
    """What of the messages of ``pages`` cannot be translated, in the order of the pages, each place once.

    A page that cannot be read gives what `TebikiError` says of it. ``passed``: cases of messages that were
    right before, by whatever facts; those that are right now are added.
    """
    found: dict[str, Problem] = {}
    why = cache(lambda msgid: _check_once(msgid, rules, passed))  # chapters that pages share are read again
    for page in pages:
        try:
            read = passages(docs, page)
        except TebikiError as error:
            found |= {str(problem): problem for problem in error.problems}
            continue
        for problem in _of_passages(read, why):
            found.setdefault(f"{problem.code} {problem.place}", problem)
    return [*found.values()]


def _check_once(msgid: str, rules: Rules, passed: set[str] | None) -> tuple[Found, ...]:
    """As `check_message`, which is not asked again of what was passed.

    That it is in Japanese is all that was found then: a fact typed by hand, which other facts may make of
    it, is told elsewhere, and hides nothing.
    """
    if passed is None:
        return tuple(check_message(msgid, rules))
    case = pair_case(msgid, msgid, _SOURCE)
    if case in passed:
        return ()
    found = list(check_pair(msgid, msgid, _LANGUAGE, rules))
    if all(code in _JAPANESE for code, _ in found):
        passed.add(case)
    return tuple(_of_message(msgid, found))


def check_message(msgid: str, rules: Rules) -> Iterator[Found]:
    """Why no translation of ``msgid`` can pass that keeps what it holds: code, values."""
    return _of_message(msgid, check_pair(msgid, msgid, _LANGUAGE, rules))


def _of_message(msgid: str, found: Iterable[Found]) -> Iterator[Found]:
    for code, values in found:
        if code in _OF_SOURCES:
            yield _OF_SOURCES[code], {"text": shown(msgid), "write": escaped(msgid)}
        elif code not in _JAPANESE | _ELSEWHERE:
            yield "source/no-translation", {"text": shown(msgid), "rule": code, **values}


def escaped(msgid: str) -> str:
    r"""``msgid`` with a backslash before the sign that begins a block: ``1\. 準備``, ``\- 準備``."""
    if numbered := _NUMBERED.match(msgid):
        text = f"{numbered[1]}\\{msgid[numbered.end(1) :]}"
    else:
        text = f"\\{msgid}"
    return shown(text if tokens_of(text).blocks == ("paragraph",) else msgid.strip(" -+*#>=~`:|%"))


def _of_passages(read: Iterable[Passage], why: Callable[[str], Iterable[Found]]) -> Iterator[Problem]:
    for passage in read:
        if passage.kind in ("message", "alt"):
            for code, values in why(passage.text):
                yield Problem(code, passage.place, values)
