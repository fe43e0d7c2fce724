"""What is known of a script beside CLDR: its font, what it needs, how readers take it out of PDFs.

The data and where they come from: ``languages/scripts/known.toml``, by ISO 15924's codes (``Mymr``).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from pydantic import Field

from .settings import Strict

#: Which readers take wrong words out of a script's PDFs: some, above all those that ignore /ActualText, or
#: every one, PDFium (Chrome, Edge) included.
Fault = Literal["some", "every"]
#: How many of a hundred words may differ before a fault of a reader is told.
_MOST: Final = 1


class Tried(Strict):
    """How many words were set, and how many a reader took out of the PDF otherwise than written."""

    words: int = Field(gt=0)
    #: Readers that use /ActualText, then one that ignores it.
    pdfium: int
    poppler: int
    blind: int


class Script(Strict):
    """A script as the data tell of it; an empty value for one that it does not name."""

    family: str = ""
    #: A family with more letters, for a language of which the engine's own font lacks some.
    wider: str = ""
    css: str = ""
    invisible: str = ""
    unspaced: bool = False
    own_forms: bool = False
    tried: Tried | None = None

    @property
    def fault(self) -> Fault | None:
        """Which readers get the text wrong; None where all get it right, or nobody tried."""
        if self.tried is None:
            return None
        most = self.tried.words * _MOST / 100
        if self.tried.pdfium > most:
            return "every"
        return "some" if max(self.tried.poppler, self.tried.blind) > most else None


def script_of(name: str) -> Script:
    """What is known of a script by its code."""
    return _scripts().get(name) or Script()


@cache
def _scripts() -> dict[str, Script]:
    text = files("tebiki").joinpath("languages", "scripts", "known.toml").read_text(encoding="utf-8")
    return {name: Script.model_validate(table) for name, table in tomllib.loads(text).items()}
