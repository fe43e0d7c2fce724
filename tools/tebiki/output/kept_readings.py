"""What was read of a finished PDF, kept by the file's bytes: the build has read it when `tebiki check` asks.

An entry is as a picture's (`tebiki.render.cache`); a damaged one is none, and the PDF is read.
"""

from __future__ import annotations

import json
import platform
import unicodedata
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from ..content import output_names, pdf_info
from ..content.output_names import is_summary
from ..content.pdf_info import PdfContent
from ..plain import is_plain
from ..render import qr
from ..render.cache import find, keep, key_of
from .pdf_document import Document
from .pdf_page import Run, Tag
from .text_block import StrayRun
from .text_layer import MisreadWord

_SUFFIX: Final = ".reading"
#: Packages that read PDFs and codes.
_READERS: Final = ("pypdfium2", "pikepdf", "zxing-cpp")
#: Fields of a document with many of one kind.
_ROWS: Final[dict[str, Any]] = {"tags": Tag, "runs": Run, "stray": StrayRun, "misread": MisreadWord}


def keep_reading(document: Document, path: Path, folder: Path) -> None:
    """Keep what was read of the PDF at ``path`` in the cache ``folder``."""
    if not is_plain():
        keep(folder, _key(path), json.dumps(_table(document), separators=(",", ":")).encode(), {}, _SUFFIX)


def recall_reading(path: Path, folder: Path) -> Document | None:
    """What was read of a file with the same bytes; None where nothing was kept, or something damaged."""
    entry = None if is_plain() else find(folder, _key(path), _SUFFIX)
    return _document(json.loads(entry.path.read_bytes())) if entry else None


def _key(path: Path) -> str:
    """The page for the wall is looked at otherwise; which one it is, its name tells."""
    digest = sha256(path.read_bytes()).hexdigest()
    return key_of({"reading": digest, "wall": is_summary(path.name), "surroundings": _surroundings()})


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
    for name, kind in _ROWS.items():
        table[name] = [*map(attrgetter(*(field.name for field in fields(kind))), table[name])]
    content = {field.name: getattr(document.content, field.name) for field in fields(PdfContent)}
    return {**table, "content": content}


def _document(table: dict[str, Any]) -> Document:
    content = {name: _fixed(value) for name, value in table["content"].items()}
    rows = {name: tuple(kind(*row) for row in table[name]) for name, kind in _ROWS.items() if kind is not Tag}
    rows["tags"] = tuple(Tag(role, page, tuple(above), *rest) for role, page, above, *rest in table["tags"])
    plain = {name: _fixed(value) for name, value in table.items() if name not in _ROWS}
    return Document(**{**plain, **rows, "content": PdfContent(**content)})


def _fixed(value: Any) -> Any:
    """JSON's lists as tuples, those within, too."""
    return tuple(map(_fixed, value)) if isinstance(value, list) else value
