"""A manual's document → the finished PDF, by Typst, in this process."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache as once
from hashlib import sha256
from importlib.metadata import version
from logging import DEBUG
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NoReturn

import typst

from ..characters import show_characters
from ..errors import Place, fail
from ..log import timed
from ..plain import is_plain
from .cache import canonical, find, keep, key_of
from .fonts import digest, fonts
from .pack import packed
from .pdf_pictures import Png, read_png, stand_in

TEMPLATE: Final = Path(__file__).parent / "typst"
STANDARDS: Final[list[typst.PDFStandard]] = ["ua-1", "a-2a"]
#: The line that tells where the next call's text was written.
SOURCE_NOTE: Final = "// at "
_MAIN: Final = "main.typ"
#: For how many documents Typst keeps what it has worked out.
_REMEMBERED: Final = 10


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF is made from: the calls (``.typ``), `Front.json`, and the pictures by their name."""

    text: bytes
    front: bytes
    pictures: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF and its number of pages."""

    data: bytes
    pages: int


def compile_pdf(document: Document, timestamp: datetime) -> Pdf:
    """Set the document: PDF/UA-1 and PDF/A-2a, the same bytes for the same input.

    ``timestamp`` (aware) is the date in the file. Raises `TebikiError`: ``pdf/glyph`` (a
    character that no font has), ``pdf/typst`` (anything else that Typst refuses).
    """
    with TemporaryDirectory(prefix="tebiki-pdf-") as folder:
        pictures = _lay_out(document, Path(folder))
        # A page for the wall, without pictures, is so little that it can wait for the next manual.
        if document.pictures and not is_plain():
            _forget_last(Path(folder))
        try:
            pdf = _compile(Path(folder), json.loads(document.front)["tag"], pictures, timestamp)
        except typst.TypstError as error:
            _refuse(error, document.text)
        return pdf


def kept_pdf(document: Document, timestamp: datetime, cache: Path) -> Pdf:
    """The PDF of a document that was set before, from the folder ``cache``, else set and kept there."""
    key = key_of(
        {
            "text": sha256(document.text).hexdigest(),
            "front": sha256(document.front).hexdigest(),
            "pictures": {
                name: sha256(path.read_bytes()).hexdigest() for name, path in document.pictures.items()
            },
            "timestamp": timestamp.isoformat(),
            "surroundings": {**_surroundings(), "fonts": digest()},
        }
    )
    if entry := find(cache, key, ".pdf"):
        return Pdf(entry.path.read_bytes(), entry.about["pages"])
    with timed("render", "PDF set, %d kB of calls", len(document.text) // 1000, level=DEBUG):
        pdf = compile_pdf(document, timestamp)
    keep(cache, key, pdf.data, {"pages": pdf.pages}, ".pdf")
    return pdf


@once
def _surroundings() -> dict[str, str]:
    """All of the engine that a PDF depends on."""
    template = {name: data.decode() for name, data in _template(TEMPLATE).items()}
    here = Path(__file__)
    return {
        "code": here.read_text(encoding="utf-8"),
        "languages": here.with_name("pdf_language.py").read_text(encoding="utf-8"),
        "operators": here.with_name("page_stream.py").read_text(encoding="utf-8"),
        "pack": here.with_name("pack.py").read_text(encoding="utf-8"),
        "pictures": here.with_name("pdf_pictures.py").read_text(encoding="utf-8"),
        "readings": here.with_name("pdf_readings.py").read_text(encoding="utf-8"),
        "template": sha256(canonical(template)).hexdigest(),
        "typst": version("typst"),
        "pikepdf": version("pikepdf"),
    }


def _lay_out(document: Document, folder: Path) -> dict[bytes, Png]:
    """Put all that Typst may read into one folder: it can reach nothing outside.

    Returns the pictures that have a stand-in there, by its mark.
    """
    (folder / "template").mkdir()
    for name, data in _template(TEMPLATE).items():
        (folder / "template" / name).write_bytes(data)
    (folder / _MAIN).write_bytes(document.text)
    (folder / "front.json").write_bytes(document.front)
    standing: dict[bytes, Png] = {}
    for name, path in document.pictures.items():
        data = path.read_bytes()
        # A picture that the calls do not show by its name would never be put in its place.
        png = read_png(data) if name.encode() in document.text else None
        if png is not None:
            standing[png.mark] = png
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if png is None else stand_in(png))
    return standing


@once
def _template(folder: Path) -> dict[str, bytes]:
    """The template's files, by their names."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.typ"))}


def _compile(folder: Path, tag: str, pictures: Mapping[bytes, Png], timestamp: datetime) -> Pdf:
    """The PDF of what stands in ``folder``; set again where a row became another height than it was given."""
    data, about = _set(folder, timestamp, is_planned=not is_plain())
    if not about["fits"]:
        data, about = _set(folder, timestamp, is_planned=False)
    return Pdf(packed(data, tag, pictures), about["pages"])


def _set(folder: Path, timestamp: datetime, *, is_planned: bool) -> tuple[bytes, dict[str, Any]]:
    """What Typst makes, and what the template tells: ``pages``, and whether rows of planned heights fit."""
    compiler = typst.Compiler(
        folder / _MAIN,
        root=folder,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={} if is_planned else {"rows": "auto"},
        # Typst would look for packages in the user's folders and fetch them.
        package_path=folder / "template",
        package_cache_path=folder / "template",
    )
    data, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=STANDARDS, timestamp=timestamp
    )
    for warning in warnings:
        fail("pdf/typst", None, message=warning.message, hint=" ".join(warning.hints))
    assert isinstance(data, bytes)
    return data, json.loads(compiler.query("<tebiki-set-as>", field="value", one=True))


#: Whether Typst keeps a document with pictures that this process has set.
_is_kept: Final = threading.Event()


def _forget_last(folder: Path) -> None:
    """Make room for a document with pictures. After the last one there is nothing to make room for."""
    if _is_kept.is_set():
        _forget(folder)
    _is_kept.set()


def _forget(folder: Path) -> None:
    """Have Typst let go what it keeps of a document, 150 MB of some, for a next version of the same.

    It keeps what one of the last ten documents used; empty ones push it out.
    """
    empty = folder / "empty.typ"
    empty.touch()
    compiler = typst.Compiler(empty, root=folder, font_paths=fonts(), ignore_system_fonts=True)
    for _ in range(_REMEMBERED + 1):
        compiler.compile(format="svg")


def _refuse(error: typst.TypstError, source: bytes) -> NoReturn:
    if found := re.search(r"the text `\"(.*)\"` could not be displayed", error.message):
        # Typst does not say where; the writer has checked the text, so this is mostly the cover's.
        codes = " ".join(f"U+{ord(character):04X}" for character in found[1])
        fail(
            "pdf/glyph",
            place_with(source, found[1]),
            characters=show_characters(found[1], found[1]),
            codes=codes,
        )
    place = place_in(source, "\n".join([error.diagnostic, *error.trace]))
    fail("pdf/typst", place, message=error.message, hint=" ".join(error.hints))


def place_in(source: bytes, diagnostic: str) -> Place | None:
    """Where the Markdown of the line stands that Typst's diagnostic names, if it names one of ours."""
    found = (_noted(source, int(line)) for line in re.findall(rf"{re.escape(_MAIN)}:(\d+)", diagnostic))
    return next((place for place in found if place is not None), None)


def place_with(source: bytes, text: str) -> Place | None:
    """Where the Markdown stands that holds ``text`` first, if any does."""
    lines = source.decode().split("\n")
    found = next((number for number, line in enumerate(lines, 1) if text in line), 0)
    return _noted(source, found)


def _noted(source: bytes, line: int) -> Place | None:
    """The nearest note of a place above a line of ours (from 1)."""
    before = source.decode().split("\n")[:line]
    notes = [text.strip() for text in before if text.strip().startswith(SOURCE_NOTE)]
    if not notes:
        return None
    file, _, number = notes[-1].removeprefix(SOURCE_NOTE).rpartition(":")
    return Place(file, int(number))
