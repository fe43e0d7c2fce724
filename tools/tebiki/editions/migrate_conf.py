"""The one number of conf.py that a migration changes; conf.py is code, and all other letters stay."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Final

from ..content.formats import CONF_KEY

#: The number is written below the line that sets this name.
_BESIDE: Final = "tebiki_edition"


class NotPlainError(ValueError):
    """conf.py does not set the number, or the name that it stands beside, once and plainly."""


def with_format(text: str, number: int, comments: Sequence[str]) -> str:
    """``conf.py`` with ``number`` as its format: the number in its place, else in a new line.

    ``comments`` stand above a new line. Raises `NotPlainError` where code works the number out or
    sets it more than once, and where the edition, below which it belongs, has no line of its own.
    """
    try:
        changed = _changed(text, number, comments)
        found = _plain(ast.parse(changed), CONF_KEY)
    except SyntaxError:
        raise NotPlainError from None
    if found is None or found.value != number:
        raise NotPlainError
    return changed


def _changed(text: str, number: int, comments: Sequence[str]) -> str:
    module, lines = ast.parse(text), re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    if value := _plain(module, CONF_KEY):
        return _replaced(lines, value, str(number))
    at = _line_of(module, _BESIDE)
    return "".join([*lines[:at], *_new_lines(lines[at - 1], number, comments), *lines[at:]])


def _replaced(lines: list[str], value: ast.Constant, new: str) -> str:
    line = lines[value.lineno - 1].encode()
    line = line[: value.col_offset] + new.encode() + line[value.end_col_offset :]
    return "".join([*lines[: value.lineno - 1], line.decode(), *lines[value.lineno :]])


def _new_lines(above: str, number: int, comments: Sequence[str]) -> list[str]:
    """What is put below the line ``above``, with line ends like its own."""
    own = above[len(above.rstrip("\r\n")) :]
    end = own or "\n"
    lines = ["", *(f"#: {comment}" for comment in comments), f"{CONF_KEY} = {number}"]
    return [*([] if own else [end]), *(line + end for line in lines)]


def _plain(module: ast.Module, name: str) -> ast.Constant | None:
    """The whole number that the module sets ``name`` to; None where it does not set it at all."""
    sets = _sets(module, name)
    if not sets:
        return None
    for node in module.body:
        if isinstance(node, ast.Assign) and node.targets == sets and isinstance(node.value, ast.Constant):
            return node.value
    raise NotPlainError


def _line_of(module: ast.Module, name: str) -> int:
    """The last line of the statement that sets ``name``."""
    sets = _sets(module, name)
    for node in module.body:
        if isinstance(node, ast.Assign) and node.targets == sets:
            return node.end_lineno or node.lineno
    raise NotPlainError


def _sets(module: ast.Module, name: str) -> list[ast.expr]:
    """Where the module gives ``name`` a value."""
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]
