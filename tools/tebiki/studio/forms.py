"""What somebody typed and gave, read within bounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser
from starlette.requests import Request

from .gate import LARGEST_BODY
from .visit import Upload

# A certificate with its key stays in memory: no upload is put into a temporary file. The gate bounds them.
MultiPartParser.spool_max_size = LARGEST_BODY
_MOST_FIELDS: Final = 2000
_MOST_FILES: Final = 10
#: Bytes of one field: a long text.
_LARGEST_FIELD: Final = 2_000_000


@dataclass(slots=True)
class Given:
    """Fields by their names, in the order of the page; a file by the name of its field."""

    form: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)


async def read_form(request: Request) -> Given:
    """The fields of a POST. Raises Starlette's `HTTPException` for a body that is no form, or too much."""
    found: dict[str, list[str]] = defaultdict(list)
    given = Given()
    async with request.form(
        max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD
    ) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                if value.filename or data:
                    given.uploads[name] = Upload(value.filename or "", data)
            else:
                found[name].append(value.replace("\r\n", "\n"))
    given.lists = {name: tuple(values) for name, values in found.items()}
    given.form = {name: values[-1] for name, values in found.items()}
    return given
