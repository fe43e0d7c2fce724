"""What people have told of the pages' accessibility: ``docs/accessibility.toml``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from ..errors import Problem, TebikiError
from .edition import Items
from .formats import ACCESSIBILITY
from .settings import Strict, Text
from .toml_files import load, place_of

#: ``pass``: every page meets it; ``fail``: one does not; ``absent``: nothing there that it is about.
Result = Literal["pass", "fail", "absent"]
Number = Annotated[str, StringConstraints(pattern=r"^[1-4]\.\d\.\d{1,2}$")]


class Told(Strict):
    """What somebody says of one success criterion, having looked. ``note``: why, and what will be done."""

    result: Result
    by: Text
    on: date
    note: Text | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.result == "fail" and self.note is None:
            raise ValueError("note")
        return self


class Trial(Strict):
    """The test as a whole, as a published result states it. ``first``, ``last``: its days."""

    first: date
    last: date
    declared: date
    #: Browsers and screen readers that people used.
    environment: Items = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.first <= self.last <= self.declared:
            raise ValueError("first, last, declared")
        return self


class PdfScope(Strict):
    """Whether the test counts the PDFs, too, and who said so. ``reason``: why they are left out."""

    included: bool
    by: Text
    on: date
    reason: Text | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if not self.included and self.reason is None:
            raise ValueError("reason")
        return self


class Accessibility(Strict):
    """All of the file. ``edition``: the year whose pages were looked at; it says nothing of another's.

    ``pdf``: None while nobody has decided about the PDFs.
    """

    edition: Annotated[int, Field(ge=2019, le=2100)]
    tested: Trial | None = None
    pdf: PdfScope | None = None
    criteria: dict[Number, Told] = Field(default_factory=dict)


FILE: Final = "accessibility.toml"


def load_accessibility(docs: Path, known: Collection[str]) -> Accessibility | None:
    """The file, or None where there is none. ``known``: the criteria that there are.

    Raises `TebikiError` for what the model refuses and for a criterion that does not exist.
    """
    path = docs / FILE
    if not path.exists():
        return None
    told = load(Accessibility, path, ACCESSIBILITY)
    if strange := [number for number in told.criteria if number not in known]:
        raise TebikiError(
            Problem("toml/no-criterion", place_of(path, ["criteria", number]), {"number": number})
            for number in strange
        )
    return told
