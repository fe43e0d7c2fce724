"""WCAG 4.1.1 of a page's text: elements end as they began, no attribute and no id stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ...output.page_tree import DEEPEST, Mistake, MistakeKind, TooDeepError, read_page
from .observations import Fault

_SENTENCES: Final[dict[MistakeKind, str]] = {
    "attribute-twice": "{line}: <{name}> attribute twice",
    "nested": "{line}: <{name}> in <{name}>",
    "ends-p": "{line}: <{name}> in <p>",
    "id": "{line}: id {name} twice or empty",
    "stray-end": "{line}: </{name}> ends nothing",
    "solidus": "{line}: <{name}/> does not end <{name}>",
    "no-end": "<{name}> has no end",
}


def faults(path: Path) -> Iterator[Fault]:
    """What of a page's markup a browser would have to mend, with its line."""
    try:
        mistakes = read_page(path.read_text(encoding="utf-8", errors="replace")).mistakes
    except TooDeepError as error:
        yield Fault("syntax", None, f"{error.line}: more than {DEEPEST} elements in each other")
        return
    yield from (Fault("syntax", None, _format(mistake)) for mistake in mistakes)


def _format(mistake: Mistake) -> str:
    return _SENTENCES[mistake.kind].format(line=mistake.line, name=mistake.name)
