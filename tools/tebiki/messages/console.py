r"""Words for people on a console that may know only cp932 or ASCII; standard library only.

What a console cannot show becomes something near that it can (``→`` becomes ``->``) and
else an escape (``\u624b``): never a `UnicodeEncodeError`, never a bare ``?`` that would hide
which character stood there.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

_NEAR: Final = {
    "→": "->",
    "←": "<-",
    "↑": "^",
    "…": "...",
    "✓": "OK",
    "✔": "OK",
    "✗": "x",
    "✘": "x",
    "⚠": "!",
    "•": "*",
    "·": "*",
    "・": "*",
    "–": "-",
    "—": "-",
    "―": "-",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u301c": "~",
    "×": "x",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "、": ", ",
    "。": ". ",
    "\uff1a": ": ",
    "\uff08": " (",
    "\uff09": ") ",
    "\u3000": " ",
    "\u00a0": " ",
    "\ufe0f": "",
}
_DEFAULT_COLUMNS: Final = 80
_GAP: Final = "  "


def safe(text: str, encoding: str | None) -> str:
    """``text`` in characters that ``encoding`` has; None or an unknown one counts as ASCII."""
    encoding = encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_character(c, encoding) for c in text)
    except LookupError:
        return safe(text, "ascii")
    return text


def _character(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        near = _NEAR.get(character)
        if near is None:
            return character.encode("ascii", "backslashreplace").decode("ascii")
        return near
    return character


def width(text: str) -> int:
    """Columns that ``text`` takes on a console: full-width characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def columns(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Cells under one another; a full-width character takes two columns."""
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [text + " " * (wide - width(text)) for text, wide in zip(line, widths, strict=True)]
        yield _GAP.join(cells).rstrip()


class Console:
    """Standard output for results, standard error for words about the work.

    A line of progress stands on a terminal only, and only until the next words; in a
    file or a pipe there is none.
    """

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._shown = 0

    @property
    def interactive(self) -> bool:
        """Whether somebody watches standard error."""
        return self._err.isatty() and os.environ.get("TERM") != "dumb"

    def shows(self, text: str) -> bool:
        """Whether standard error can show ``text`` as it is."""
        return safe(text, self._err.encoding) == text

    def out(self, text: str) -> None:
        """A result, in lines of its own."""
        self._clear()
        _write(self._out, text + "\n")

    def err(self, text: str) -> None:
        """A remark, a warning or an error, in lines of its own."""
        self._clear()
        _write(self._err, text + "\n")

    def progress(self, text: str) -> None:
        """Replace the line of progress; longer than the terminal is wide, its end is cut."""
        if not self.interactive:
            return
        shown = _cut(safe(text, self._err.encoding), _columns() - 1)
        padding = " " * max(0, self._shown - width(shown))
        _write(self._err, f"\r{shown}{padding}\r{shown}")
        self._shown = width(shown)

    def done(self) -> None:
        """Take the line of progress away."""
        self._clear()

    def _clear(self) -> None:
        # Spaces, not an escape sequence: old consoles of Windows print those as they are.
        if self._shown:
            _write(self._err, "\r" + " " * self._shown + "\r")
            self._shown = 0


def _columns() -> int:
    return shutil.get_terminal_size((_DEFAULT_COLUMNS, 24)).columns


def _cut(text: str, columns: int) -> str:
    while width(text) > columns:
        text = text[:-1]
    return text


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(safe(text, stream.encoding))
        stream.flush()
    except BrokenPipeError:
        # The reader (`| head`) has gone: go on quietly, also when Python flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
