"""``docs/releases/published-<year>.json``: the text of PDFs that an edition was published as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from ..errors import Place, fail
from .releases import FOLDER, Sha256
from .settings import Strict

#: Of the file. Raise it with each change of its form.
FORMAT: Final = 1


class PublishedPdf(Strict):
    """One PDF: its hash, its text, where it leads. ``manuals``: those it is of; none: all of the edition.

    ``pages``: the lines of each page, as they are printed. Nothing else of the file is kept: no name of
    anybody, no date, no title.
    """

    manuals: tuple[str, ...]
    sha256: Sha256
    pages: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class Published(Strict):
    """All PDFs of an edition."""

    format: Annotated[int, Field(ge=1)]
    year: int
    documents: tuple[PublishedPdf, ...]

    def of(self, manual: str) -> PublishedPdf | None:
        """The PDF of a manual; None where none was recorded."""
        named = (each for each in self.documents if manual in each.manuals)
        return next(named, next((each for each in self.documents if not each.manuals), None))


def published_path(docs: Path, year: str) -> Path:
    """The file of an edition, which may not be there."""
    return docs / FOLDER / f"published-{year}.json"


def load_published(docs: Path, year: str) -> Published | None:
    """What was recorded of an edition; None where nothing was. Raises `TebikiError`."""
    path = published_path(docs, year)
    if not path.is_file():
        return None
    try:
        table = json.loads(path.read_bytes())
        number = table["format"]
        if type(number) is int and number > FORMAT:
            fail("published/newer", Place.of(path), format=number, known=FORMAT)
        found = Published.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        fail("published/record", Place.of(path), why=f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        fail("published/record", Place.of(path), why=str(error) or type(error).__name__)
    if str(found.year) != year:
        fail("published/record", Place.of(path), why=str(found.year))
    return found


def published_text(found: Published) -> bytes:
    """The file's bytes: the same for the same content."""
    table = found.model_dump(mode="json")
    return (json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
