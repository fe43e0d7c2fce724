"""Terms of a content: one spelling each in Japanese and in every language; ``docs/glossary.toml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from .settings import Strict, Text

Spellings = Annotated[tuple[Text, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)]


class Term(Strict):
    """``texts``: language → the one spelling (``ja`` is always there); ``refused``: language → others."""

    texts: dict[str, Text]
    refused: dict[str, Spellings] = Field(default_factory=dict)
    note: Text | None = None


class Glossary(Strict):
    """All terms, in the order of the file."""

    terms: tuple[Term, ...] = ()
