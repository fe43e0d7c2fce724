"""What was read of finished PDFs, kept by each file's bytes: whoever meets the same bytes reads them once.

Two folders may hold entries: the cache of builds, and one that a command has for its own processes. The
second is made by that command, empty, and goes with it: nothing of another run is ever believed there.
An entry is known by the hash of the PDF's bytes and of all else that a reading depends on. It begins with
the hash of what it holds; a damaged one is none, and the PDF is read.
"""

from __future__ import annotations

import json
import os
import platform
import unicodedata
from contextlib import suppress
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from ..content import output_names, pdf_info
from ..content.output_names import is_summary
from ..content.pdf_info import PdfContent
from ..plain import is_plain
from ..render import qr
from ..render.cache import key_of
from .document import Document
from .pdf_page import Run, Tag
from .text_block import StrayRun
from .text_layer import MisreadWord

_SUFFIX: Final = ".reading"
_DIGEST: Final = sha256().digest_size
#: Packages that read PDFs and codes.
_READERS: Final = ("pypdfium2", "pikepdf", "zxing-cpp")
#: Fields of a document with many of one kind.
_ROWS: Final[dict[str, Any]] = {"tags": Tag, "runs": Run, "stray": StrayRun, "misread": MisreadWord}
_shared: Path | None = None


def share_readings(folder: Path | None) -> None:
    """Have this process keep what it reads in ``folder``, which need not be there; None: not at all."""
    global _shared  # noqa: PLW0603 -- as long as the process lives, like the memory of what it has read
    _shared = folder


def shared_folder() -> Path | None:
    """Where this process keeps what it reads for others of its command; for processes that it starts."""
    return _shared


def is_shared(path: Path) -> bool:
    """Whether a process of this command has read a PDF with these bytes, whatever its name was then."""
    return _shared is not None and _entry(_shared, path, hash_of(path)).is_file()


def hash_of(path: Path) -> bytes:
    """The sha256 of a PDF's bytes, by which its reading is known."""
    return sha256(path.read_bytes()).digest()


def keep_reading(document: Document, path: Path, digest: bytes, folder: Path) -> None:
    """Keep what was read of the PDF at ``path``, whose bytes have the sha256 ``digest``, in ``folder``.

    Where that cannot be, it is read again.
    """
    if is_plain():
        return
    entry = _entry(folder, path, digest)
    text = json.dumps(_table(document), separators=(",", ":")).encode()
    new = entry.with_name(f"{entry.name}.{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new.write_bytes(_digest(entry, text) + text)
        new.replace(entry)
    except OSError:
        with suppress(OSError):
            new.unlink()


def recall_reading(path: Path, digest: bytes, folder: Path) -> Document | None:
    """What was read of a file with the same bytes; None where nothing was kept, or something damaged."""
    if is_plain():
        return None
    entry = _entry(folder, path, digest)
    try:
        data = entry.read_bytes()
    except OSError:
        return None
    text = data[_DIGEST:]
    return _document(json.loads(text)) if text and _digest(entry, text) == data[:_DIGEST] else None


def _digest(entry: Path, text: bytes) -> bytes:
    """What an entry begins with: no entry can stand in for another."""
    return sha256(entry.name.encode() + text).digest()


def _entry(folder: Path, path: Path, digest: bytes) -> Path:
    """The file of an entry.

    Of the PDF's name that counts which tells a page for the wall: it is looked at otherwise.
    """
    parts = {"reading": digest.hex(), "wall": is_summary(path.name), "surroundings": _surroundings()}
    return folder / f"{key_of(parts)}{_SUFFIX}"


@cache
def _surroundings() -> dict[str, str]:
    """All that a reading depends on besides the file."""
    beside = [Path(module.__file__ or "") for module in (output_names, pdf_info, qr)]
    own = [*sorted(Path(__file__).parent.glob("*.py")), *beside]
    code = {path.name: sha256(path.read_bytes()).hexdigest() for path in own}
    readers = {name: version(name) for name in _READERS}
    return code | readers | {"python": platform.python_version(), "unicode": unicodedata.unidata_version}


def _table(document: Document) -> dict[str, Any]:
    table = {field.name: getattr(document, field.name) for field in fields(Document)}
    content = {field.name: getattr(document.content, field.name) for field in fields(PdfContent)}
    return {**table, "content": content}


def _document(table: dict[str, Any]) -> Document:
    content = {name: _fixed(value) for name, value in table["content"].items()}
    rows = {name: tuple(map(kind._make, table[name])) for name, kind in _ROWS.items() if kind is not Tag}
    rows["tags"] = tuple(Tag(role, page, tuple(above), *rest) for role, page, above, *rest in table["tags"])
    plain = {name: _fixed(value) for name, value in table.items() if name not in _ROWS}
    return Document(**{**plain, **rows, "content": PdfContent(**content)})


def _fixed(value: Any) -> Any:
    """JSON's lists as tuples, those within, too."""
    return tuple(map(_fixed, value)) if isinstance(value, list) else value
