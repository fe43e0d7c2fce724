"""``conf.py`` run, and the lines on which it says things. It is code of the repository, and may do anything.

Whatever it raises becomes a problem with its line; what it prints goes to standard error, so that the
result of a command stays what it is.
"""

from __future__ import annotations

import ast
import linecache
import runpy
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from ..errors import Place, fail
from .text_files import read_text, shown

#: Characters of what an error says that are told.
_LONGEST: Final = 200


def run_conf(root: Path) -> dict[str, Any]:
    """The names that ``root/conf.py`` sets; none is looked at. Raises `TebikiError` (``config/…``)."""
    path = root / "conf.py"
    if not path.is_file():
        fail("config/missing", Place.of(path), root=root)
    read_text(path)  # one that is not in UTF-8 is told as that
    try:
        with redirect_stdout(sys.stderr):
            return runpy.run_path(str(path))
    except SyntaxError as error:
        if error.filename == str(path):
            fail("config/syntax", Place.of(path, error.lineno), why=error.msg)
        fail("config/failed", Place.of(path, _line_of(error, path)), why=_said(error))
    except BaseException as error:
        line = _line_of(error, path)
        if isinstance(error, KeyboardInterrupt) and not _raises_itself(path, line):
            raise  # Ctrl-C while it runs
        fail("config/failed", Place.of(path, line), why=_said(error))


def _line_of(error: BaseException, path: Path) -> int | None:
    """The line of conf.py at which it failed: its own last one, if the error came from elsewhere."""
    line, at = None, error.__traceback__
    seen = 0
    while isinstance(at, TracebackType) and seen < 2000:
        if at.tb_frame.f_code.co_filename == str(path):
            line = at.tb_lineno
        at, seen = at.tb_next, seen + 1
    return line


def _raises_itself(path: Path, line: int | None) -> bool:
    linecache.checkcache(str(path))
    return line is not None and "KeyboardInterrupt" in linecache.getline(str(path), line)


def _said(error: BaseException) -> str:
    """The kind of an error and what it says, on one line."""
    try:
        text = f"{type(error).__name__}: {error}"
    except BaseException:  # noqa: BLE001 -- its own words may fail as well
        text = type(error).__name__
    return shown(" ".join(text.split()), _LONGEST)


def spell_value(value: object) -> str:
    """A value of conf.py for a message: short, on one line, whatever it is."""
    try:
        text = str(value)
    except BaseException:  # noqa: BLE001 -- an object of a city's own class
        text = f"<{type(value).__name__}>"
    return shown(text, 60)


def place_of_setting(path: Path, loc: Sequence[str | int]) -> Place:
    """Where conf.py says ``loc``, a name with keys and numbers within: the nearest line that is spelt out."""
    return Place.of(path, _line_of_setting(path, loc), ".".join(map(str, loc)))


def _line_of_setting(path: Path, loc: Sequence[str | int]) -> int | None:
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    found: list[tuple[int, int]] = []  # how many keys were found, and the line; the last assignment counts
    for node in tree.body:
        for target in _targets_of(node):
            keys = _keys_of(target)
            if keys and list(loc[: len(keys)]) == keys:
                found.append(_within(node, len(keys), loc[len(keys) :]))
    deepest = max((depth for depth, _ in found), default=0)
    return max((line for depth, line in found if depth == deepest), default=None)


def _targets_of(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.AnnAssign | ast.AugAssign):
        return [node.target]
    return node.targets if isinstance(node, ast.Assign) else []


def _keys_of(target: ast.AST) -> list[str | int]:
    """``tebiki_settings["city"]`` → both names; empty for what is no name."""
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        above, key = _keys_of(target.value), target.slice.value
        return [*above, key] if above and isinstance(key, str | int) else []
    return []


def _within(node: ast.stmt, depth: int, loc: Sequence[str | int]) -> tuple[int, int]:
    """How deep ``loc`` is spelt out in an assigned value, and the line there."""
    line, here = node.lineno, getattr(node, "value", None)
    for part in loc:
        if isinstance(here, ast.Dict):
            pairs = [
                (key, value)
                for key, value in zip(here.keys, here.values, strict=True)
                if isinstance(key, ast.Constant) and key.value == part
            ]
            if not pairs:
                break
            line, here = pairs[-1][0].lineno, pairs[-1][1]
        elif isinstance(here, ast.List | ast.Tuple) and isinstance(part, int) and part < len(here.elts):
            here = here.elts[part]
            line = here.lineno
        else:
            break
        depth += 1
    return depth, line
