"""What somebody has looked at in a language's translations: ``docs/locales/<language>/seen.toml``.

A warning about a translation is told until somebody has read both texts. What was looked at is known by a
hash of both: when either changes, the warning is told again. ``tebiki translate seen`` writes the file.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, StringConstraints

from ..formats import SEEN
from ..language_owner import as_date
from ..settings import Strict, Text
from ..toml_files import load

#: The file's name in a language's folder.
FILE: Final = "seen.toml"


def _items(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


#: Of a message and its translation together: 16 hexadecimal digits.
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class SeenTranslation(Strict):
    """Somebody has looked at a translation. ``role``: an office or a task, never a person's name.

    ``about``: codes of the warnings that were told of it. ``msgid``: how it begins, for people who read the
    file.
    """

    hash: Hash
    about: Annotated[tuple[Text, ...], BeforeValidator(_items)]
    role: Text
    on: Annotated[date, BeforeValidator(as_date)]
    msgid: str


class SeenTranslations(Strict):
    """All that was looked at in a language."""

    seen: Annotated[tuple[SeenTranslation, ...], BeforeValidator(_items)] = Field(default=())

    @cached_property
    def _known(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.hash, code) for one in self.seen for code in one.about)

    def holds(self, msgid: str, msgstr: str, code: str) -> bool:
        """Whether a warning about a translation has been looked at; both texts are as they were then."""
        return bool(self._known) and (hash_of(msgid, msgstr), code) in self._known


def hash_of(msgid: str, msgstr: str) -> str:
    """What tells a message with its translation from all others."""
    return hashlib.sha256(f"{msgid}\0{msgstr}".encode()).hexdigest()[:16]


def seen_path(catalog: Path) -> Path:
    """Where it is recorded for the catalogue in ``…/<language>/LC_MESSAGES``."""
    return catalog.parent.parent / FILE


def load_seen(catalog: Path) -> SeenTranslations:
    """What was looked at of a catalogue; nothing where there is no file. Raises `TebikiError`."""
    path = seen_path(catalog)
    return load(SeenTranslations, path, SEEN) if path.is_file() else SeenTranslations()
