"""Typst as text: string literals and calls, the only two things that a manual's file holds.

No text of a manual is ever read as markup, so none can break the file or reach out of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(text: str) -> str:
    """``text`` as a Typst string literal."""
    if text.isprintable() and "\\" not in text and '"' not in text:
        return f'"{text}"'
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


def call(function: str, *arguments: str) -> str:
    """A call on one line; arguments are literals, numbers, calls or tuples already."""
    return f"{function}({', '.join(argument for argument in arguments if argument)})"


def array(items: Iterable[str]) -> str:
    """A Typst array, right for one item too."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def lines(function: str, *arguments: str) -> str:
    """A call with each argument on lines of its own, indented."""
    inner = "".join(f"{argument},\n" for argument in arguments if argument)
    return f"{function}(\n{indent(inner)})"


def group(blocks: Iterable[str]) -> str:
    """Several blocks as one argument."""
    found = list(blocks)
    return lines("item", *found) if found else "item()"


def indent(text: str) -> str:
    """Each line one step to the right; literals hold no line ends, so none is changed."""
    return "".join(f" {line}" for line in text.splitlines(keepends=True))
