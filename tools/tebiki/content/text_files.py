"""Text files as staff write them: UTF-8 with or without BOM, any line ends, letters composed or not."""

from __future__ import annotations

from pathlib import Path

from ..characters import is_hidden
from ..errors import Place, fail
from .composed_text import compose


def read_text(path: Path) -> str:
    """The file's text with LF line ends and no BOM, its letters composed.

    Raises `TebikiError` (``text/missing``, ``text/encoding``: names the line, and cp932
    where that is what the file is in).
    """
    return decode(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """The file as it lies there. Raises `TebikiError` (``text/missing``, ``…/folder``, ``…/unreadable``)."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        fail("text/missing", Place.of(path))
    except IsADirectoryError:
        fail("text/folder", Place.of(path))
    except PermissionError as error:
        if path.is_dir():  # as Windows tells it
            fail("text/folder", Place.of(path))
        fail("text/unreadable", Place.of(path), why=error.strerror)


def decode(raw: bytes, path: Path) -> str:
    """The text in the bytes of ``path``, with LF line ends and no BOM, its letters composed."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        fail("text/encoding", Place.of(path, line), encoding=_likely(raw))
    if "\0" in text:
        fail("text/binary", Place.of(path, text[: text.index("\0")].count("\n") + 1))
    return compose(text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(text: str, length: int = 40) -> str:
    """``text`` from outside, for a console: cut, and nothing in it that a console would obey."""
    plain = "".join(f"<U+{ord(c):04X}>" if is_hidden(c) else c for c in text[:length])
    return plain if len(text) <= length else plain + "…"


def _likely(raw: bytes) -> str:
    """What a file that is no UTF-8 is probably in."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        raw.decode("cp932")
    except UnicodeDecodeError:
        return "?"
    return "Shift_JIS (cp932)"
