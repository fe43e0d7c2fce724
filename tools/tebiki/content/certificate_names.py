"""Names of certificates' files as people have them: what a download, a copy or an IME made of an id."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from .settings import Settings

#: What ends the name of such a file, in any letters.
_SUFFIX: Final = re.compile(r"(?i)\.(?:p12|pfx)$")
#: Letters, then digits: most ids can be told so.
_LETTERS_AND_DIGITS: Final = re.compile(r"(\D+)(\d+)")


def intended_id(name: str, settings: Settings) -> str | None:
    """The one id that the name of a file means: ``ABC260301 (1).p12`` → ``ABC260301``; else None."""
    text = unicodedata.normalize("NFKC", name)
    found = {*settings.certificate_ids(text), *settings.certificate_ids(text.upper())}
    return found.pop() if len(found) == 1 else None


def without_suffix(name: str, settings: Settings) -> str:
    """A file's name less the city's suffix, or the other one that such files have."""
    return _SUFFIX.sub("", name.removesuffix(settings.certificate_suffix))


def letters_and_digits(example: str) -> tuple[str, int] | None:
    """What an id begins with and how many digits follow; None where it is made in another way."""
    match = _LETTERS_AND_DIGITS.fullmatch(example)
    return (match[1], len(match[2])) if match else None
