"""Who looks after a language, and who vouches for an edition in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from .settings import Day, Strict, Text


def as_date(value: object) -> object:
    """A day that a file gives as a text; all else as it is."""
    return date.fromisoformat(value) if isinstance(value, str) else value


class Review(Strict):
    """Who vouches for something, and since when: an edition read in a language, a fact looked at."""

    by: Text
    on: Annotated[Day, BeforeValidator(as_date)]


class Confirmation(Review):
    """Who has looked at a fact; ``source``: by what, such as a document, a page that was opened, a device."""

    source: Text | None = None


class Care(Strict):
    """``docs/locales/<language>/language.toml``: who looks after a language.

    ``bar``: how much of what is no step, caution or label must be translated, of 100.
    ``reviewed``: by year of the edition.
    """

    owner: Text | None = None
    bar: Annotated[int, Field(ge=0, le=100)] = 95
    reviewed: dict[str, Review] = Field(default_factory=dict)
