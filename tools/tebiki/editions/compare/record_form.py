"""The form of a record's JSON: what is read is held to it; a damaged file is told and never believed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError, model_validator

from ...content.releases import Sha256
from ...content.settings import Strict
from .blocks import Kind

_Name = Annotated[str, StringConstraints(min_length=1)]


class _Reference(Strict):
    text: str
    to: str


_Runs = list[str | _Reference]


class _Picture(Strict):
    name: _Name
    sha256: Sha256
    alt: str
    width: int
    height: int
    code: str | None


class _Block(Strict):
    kind: Kind
    text: _Runs
    label: _Runs = Field(default_factory=list)
    links: list[_Reference] = Field(default_factory=list)
    picture: _Picture | None = None

    @model_validator(mode="after")
    def _shows(self) -> _Block:
        if (self.picture is not None) != (self.kind in ("picture", "qr")):
            raise ValueError(f"{self.kind}, picture")
        return self


class _Section(Strict):
    id: str
    level: Annotated[int, Field(ge=1, le=6)]
    title: _Runs
    number: int | None
    chapter: str
    blocks: list[_Block]


class PageForm(Strict):
    """A page's table of today's format."""

    format: int
    page: _Name
    language: _Name
    sections: list[_Section]


class _Names(Strict):
    platform: str
    version: str
    published: str


class _Manual(Strict):
    number: _Name
    names: dict[str, _Names]


class EditionForm(Strict):
    """The table of a release in today's format."""

    format: int
    year: Annotated[int, Field(ge=1000, le=9999)]
    certificate: str
    languages: Annotated[list[_Name], Field(min_length=1)]
    manuals: dict[str, _Manual]
    files: dict[str, Sha256]

    @model_validator(mode="after")
    def _names_in_all_languages(self) -> EditionForm:
        for name, manual in self.manuals.items():
            if sorted(manual.names) != sorted(self.languages):
                raise ValueError(f"{name}: {', '.join(manual.names)}")
        return self


class PrintedForm(Strict):
    """The table of the pages of PDFs: language, manual, place, page."""

    format: int
    pages: dict[_Name, dict[_Name, dict[str, Annotated[int, Field(ge=1)]]]]


def mistake(form: type[Strict], table: object) -> str | None:
    """What is wrong with a table of a record, and where in it; None where it is whole."""
    try:
        form.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or '-'}: {first['msg']}"
    return None
