"""``tebiki edition record-published``: the text of a PDF that was published outside, recorded once."""

from __future__ import annotations

import hashlib
import json
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ...content.project import Project
from ...content.published import (
    FORMAT,
    Published,
    PublishedPdf,
    load_published,
    published_path,
    published_text,
)
from ...content.write_files import write_together
from ...errors import Place, Problem, TebikiError, fail
from ..rebuild import last_release

#: The largest file that is read, bytes, and how long reading it may take, seconds.
MOST_BYTES: Final = 60 << 20
_LONGEST: Final = 180
_CHILD: Final = "tebiki.output.foreign_pdf"


@dataclass(frozen=True, slots=True)
class PublishedWish:
    """What is to be recorded. ``manuals``: none: the PDF is of all manuals of the edition."""

    year: str
    file: Path
    manuals: tuple[str, ...] = ()
    replace: bool = False


@dataclass(frozen=True, slots=True)
class RecordedPdf:
    """What was recorded: the file of the record, pages and letters; ``again``: it was there already."""

    path: Path
    pages: int
    letters: int
    again: bool = False


def record_published(project: Project, wish: PublishedWish) -> RecordedPdf:
    """Record a PDF. Raises `TebikiError` (``published/…``); nothing has changed then."""
    known = _checked(project, wish)
    data = _bytes_of(wish.file)
    digest = hashlib.sha256(data).hexdigest()
    path = published_path(project.docs, wish.year)
    earlier = _earlier(known, wish)
    known_already = any(each.sha256 == digest and each.manuals == wish.manuals for each in earlier)
    if known_already and not wish.replace:
        same = next(each for each in earlier if each.sha256 == digest)
        return RecordedPdf(path, len(same.pages), _letters(same), again=True)
    if earlier and not wish.replace:
        fail("published/there", Place.of(path), manuals=", ".join(wish.manuals) or "*")
    made = PublishedPdf(manuals=wish.manuals, sha256=digest, **_text_of(data, wish.file))
    kept = [each for each in (known.documents if known else ()) if each not in earlier]
    found = Published(format=FORMAT, year=int(wish.year), documents=(*kept, made))
    path.parent.mkdir(exist_ok=True)
    write_together([(path, published_text(found))])
    return RecordedPdf(path, len(made.pages), _letters(made))


def _letters(pdf: PublishedPdf) -> int:
    return sum(len(line) for page in pdf.pages for line in page)


def _checked(project: Project, wish: PublishedWish) -> Published | None:
    """The record that is there. Raises for a year or a manual that is not, or a year that was released."""
    edition = project.edition_of(wish.year)
    if last_release(project.root, wish.year) is not None:
        fail("published/released", Place.of(project.edition_file(wish.year)), year=wish.year)
    others = [name for name in wish.manuals if name not in edition.manuals]
    if others:
        known = ", ".join(edition.manuals)
        problems = [
            Problem("published/manual", Place("--manual"), {"name": n, "known": known}) for n in others
        ]
        raise TebikiError(problems)
    return load_published(project.docs, wish.year)


def _earlier(known: Published | None, wish: PublishedWish) -> Sequence[PublishedPdf]:
    """What was recorded of the same manuals; of all, where one is of all."""
    if known is None:
        return ()
    return [
        each
        for each in known.documents
        if not each.manuals or not wish.manuals or {*each.manuals} & {*wish.manuals}
    ]


def _bytes_of(file: Path) -> bytes:
    """The file's bytes. Raises for what is no plain file, or too large."""
    place = Place.of(file)
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            fail("published/no-file", place)
        if found.st_size > MOST_BYTES:
            fail("published/bytes", place, size=found.st_size >> 20, most=MOST_BYTES >> 20)
        return file.read_bytes()
    except OSError as error:
        fail("published/unread", place, why=error.strerror or str(error))


def _text_of(data: bytes, file: Path) -> dict[str, Any]:
    """The text, by a process that may die of it."""
    with TemporaryDirectory(prefix="tebiki-") as folder:
        copy = Path(folder) / "published.pdf"
        copy.write_bytes(data)
        command = [sys.executable, "-m", _CHILD, str(copy)]
        try:
            ended = subprocess.run(  # noqa: S603 -- our own module, and a file that we wrote
                command, check=False, capture_output=True, timeout=_LONGEST, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            fail("published/broken", Place.of(file))
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        fail("published/broken", Place.of(file))
    if "refused" in answer:
        fail(f"published/{answer['refused']}", Place.of(file), **answer["values"])
    pages = tuple(tuple(page) for page in answer["pages"])
    return {"pages": pages, "links": tuple(answer["links"]), "codes": tuple(answer["codes"])}
