"""A slip before anybody knows of which file: code, line, what stands there and what to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

#: Characters of a line that a message shows.
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is wrong; ``line`` from 1."""

    code: str
    line: int
    values: Mapping[str, object] = field(default_factory=dict)


def slip(name: str, line: int, /, **values: object) -> Slip:
    """A slip of the area ``source``; texts of the manual are cut to what a message can show."""
    return Slip(f"source/{name}", line, {key: cut(value) for key, value in values.items()})


def cut(value: object) -> object:
    """A text without blanks around it, short enough for a message."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def narrow(text: str) -> str:
    """The text with full-width signs as those of the keyboard; one sign may become several."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


#: Signs that look like a colon and that NFKC leaves as they are.
_COLON_LIKE: Final = str.maketrans(dict.fromkeys("︰∶꞉ː˸׃։፡⁚", ":") | {"∷": "::", "⁝": "::"})


def with_colons(text: str) -> str:
    """The text narrow, whatever looks like a colon as one."""
    return (text if text.isascii() else narrow(text.translate(_COLON_LIKE))).replace(";", ":")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` is probably meant for, if there is one."""
    plain = narrow(name).strip().lower()
    names = sorted(known)
    if plain in names:
        return plain
    return next(iter(get_close_matches(plain, names, n=1, cutoff=0.8)), None)


def address_of(name: str, default: str) -> str:
    """The name of a place as it may be written: small letters, digits, hyphens."""
    plain = re.sub(r"[^a-z0-9-]+", "-", narrow(name).lower()).strip("-")
    return plain if plain[:1].isalpha() else default
