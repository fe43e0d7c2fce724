"""The one line of conf.py that a release changes: which edition is current."""

from __future__ import annotations

import ast
from io import StringIO
from typing import Final

NAME: Final = "tebiki_edition"


class NotPlainError(ValueError):
    """conf.py does not name the edition by one plain text."""


def with_edition(text: str, year: str) -> str:
    """``conf.py`` with ``year`` as its current edition, and not another letter changed.

    Raises `NotPlainError` where the edition is not named once, at the start of a line, by a
    plain text: what code works out, nobody but a person may change.
    """
    try:
        value = _value(ast.parse(text))
        lines = StringIO(text, newline="").readlines()  # as Python counts them: not at U+2028 or a form feed
        line = lines[value.lineno - 1].encode()
        if value.end_lineno != value.lineno or value.end_col_offset is None:
            raise NotPlainError
        new = line[: value.col_offset] + f'"{year}"'.encode() + line[value.end_col_offset :]
        changed = "".join([*lines[: value.lineno - 1], new.decode(), *lines[value.lineno :]])
        other = _value(ast.parse(changed))
    except SyntaxError:
        raise NotPlainError from None
    if other.value != year:
        raise NotPlainError
    return changed


def _value(module: ast.Module) -> ast.Constant:
    found = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and node.id == NAME and isinstance(node.ctx, ast.Store)
    ]
    for node in module.body:
        if not isinstance(node, ast.Assign) or node.targets != found:
            continue
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return node.value
    raise NotPlainError
