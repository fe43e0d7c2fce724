"""What ``tebiki edition`` found and did, in words for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Final

from ..build.console import columns
from ..errors import Place
from ..messages import say
from ..parse.text import shown
from .inspect import LONGEST, Inspection, Row

#: Certificates say UTC; whoever compares with a letter of the issuer has Japan's time before them.
_JAPAN: Final = timezone(timedelta(hours=9))


def words(key: str, /, **values: object) -> str:
    """A message of the command."""
    return say(f"edition-command/{key}", **values)


def inspected_text(found: Inspection) -> str:
    """What the file says, then each fact beside the edition's."""
    inside = found.inside
    said = [
        [words("said-name"), _plain(inside.stored_name)],
        [words("said-subject"), _plain(inside.subject)],
        [words("said-issuer"), _plain(inside.issuer)],
        [words("said-serial"), inside.serial],
        [words("said-from"), _instant(inside.valid_from)],
        [words("said-until"), _instant(inside.valid_until)],
        [words("said-further"), str(inside.further)],
    ]
    heads = [words(f"col-{key}") for key in ("fact", "edition", "file", "verdict")]
    facts = [heads, *(_compared(row) for row in found.rows)]
    edition = words("compared", file=Place.of(found.edition_file).file, year=found.year)
    lines = [Place.of(found.file).file, *columns(said), "", edition, *columns(facts)]
    return "\n".join([*lines, *_next(found)])


def _compared(row: Row) -> list[str]:
    return [row.key, _plain(row.said), _plain(row.found), words(f"verdict-{row.verdict}")]


def _next(found: Inspection) -> Iterator[str]:
    """What the edition's file can now be told."""
    path = Place.of(found.edition_file).file
    for row in found.rows:
        if row.verdict == "not-said":
            yield words("write", file=path, key=row.key, value=_plain(row.found))
        elif row.verdict == "same" and row.open:
            yield words("confirmable", key=row.key, year=found.year)


def _plain(text: str | None) -> str:
    """A value from outside, on one line."""
    return words("none") if text is None else shown(text, LONGEST)


def _instant(when: datetime) -> str:
    return words("instant", japan=f"{when.astimezone(_JAPAN):%Y-%m-%d %H:%M}", utc=f"{when:%Y-%m-%d %H:%M}")
