"""What a city's manuals must say: a table beside the text, ``docs/required.toml``.

A row says in plain words what must be said, and which facts, links, words on screens, codes and
pictures its text uses. It never holds the text's wording as a demand: only the sentences that stood
there when somebody last looked, so that a changed one can be shown to people.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints

from .edition import Slug
from .formats import REQUIRED
from .settings import Strict, Text
from .toml_files import load


def _items(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _lists(value: object) -> object:
    return tuple(map(_items, value)) if isinstance(value, list) else value


#: Ids of rows are what marks in the text name: letters and a number.
RowId = Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]+$")]
Names = Annotated[tuple[Text, ...], BeforeValidator(_items)]
Ids = Annotated[tuple[RowId, ...], BeforeValidator(_items)]
#: The pictures of each step, in order.
Steps = Annotated[tuple[Names, ...], BeforeValidator(_lists)]


class Row(Strict):
    """One thing that must be said. ``retired``: why it need not be any more.

    ``open``: whether a page must show it to who opens nothing: a note, or what stops a wrong act.
    """

    says: Text
    manuals: Names
    facts: Names = ()
    links: Names = ()
    labels: Names = ()
    codes: Names = ()
    screens: Names = ()
    open: bool = False
    retired: Text | None = None


class Looked(Strict):
    """Somebody has read a row's text in ``manuals`` and found that it says what it must.

    ``role``: an office, never a person's name. ``messages``: the sentences that stood there, with
    roles and not with their values.
    """

    row: RowId
    manuals: Names
    role: Text
    on: date
    messages: Names


class Order(Strict):
    """What stands before what in a manual: the marks of rows, and the steps by their pictures.

    ``retired``: why the city has no such manual any more.
    """

    rows: Ids
    steps: Steps = ()
    retired: Text | None = None


class Required(Strict):
    """All of the file."""

    manuals: dict[Slug, Order] = Field(default_factory=dict)
    rows: dict[RowId, Row] = Field(default_factory=dict)
    #: Written by a command, one a row and manual.
    looked: Annotated[tuple[Looked, ...], BeforeValidator(_items)] = ()

    def of(self, manual: str) -> Iterator[tuple[str, Row]]:
        """The rows that a manual must carry, by id; no retired ones."""
        for name, row in self.rows.items():
            if manual in row.manuals and row.retired is None:
                yield name, row

    def last_look(self, row: str, manual: str) -> Looked | None:
        """The last look at a row's text in a manual; None where nobody has looked."""
        return next((one for one in self.looked if one.row == row and manual in one.manuals), None)


#: Its name below ``docs``.
NAME: Final = "required.toml"


def load_required(docs: Path) -> Required | None:
    """The table; None where a content has none. Raises `TebikiError`: what the model refuses."""
    path = docs / NAME
    return load(Required, path, REQUIRED) if path.is_file() else None
