"""A certificate's file as somebody has given it: from a disk, or from a browser that tells no folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ..content.project import Project
from ..content.text_files import shown
from ..errors import Place, Problem
from .certificate_file import Inside, inside, refuse_unreadable
from .certificate_judgement import LONGEST

#: What people mistype in passwords; see `find_likely_slips`.
PasswordSlip = Literal["nothing", "blanks", "full-width", "zero-or-o", "one-or-l"]
_ALIKE: Final[tuple[tuple[PasswordSlip, str], ...]] = (("zero-or-o", "0Oo"), ("one-or-l", "1lI"))


@dataclass(frozen=True, slots=True)
class GivenCertificate:
    """What anybody may know of a file that was opened. Neither its bytes nor its password are kept.

    ``path``: where it lies; None where only its name is known.
    """

    name: str
    inside: Inside
    path: Path | None = None

    @property
    def shown_path(self) -> Path:
        """The path that problems name."""
        return self.path or Path(self.name)

    @property
    def place(self) -> Place:
        """The file as the place of a problem."""
        return Place.of(self.path) if self.path else Place(self.name)


def open_certificate(data: bytes, password: str, name: str, path: Path | None = None) -> GivenCertificate:
    """Open a file; ``password`` is for this call only. Raises `TebikiError` (``certificate/…``)."""
    shown_path = path or Path(name)
    refuse_unreadable(data, shown_path)
    return GivenCertificate(name, inside(data, password, shown_path), path)


def find_likely_slips(password: str) -> tuple[PasswordSlip, ...]:
    """What may be wrong with a password that opens nothing, without a letter of it."""
    return tuple(_slips(password))


def _slips(password: str) -> Iterator[PasswordSlip]:
    if not password:
        yield "nothing"
    if password != password.strip():
        yield "blanks"
    if unicodedata.normalize("NFKC", password) != password:
        yield "full-width"
    for slip, letters in _ALIKE:
        if any(letter in password for letter in letters):
            yield slip


def misplaced(project: Project, given: GivenCertificate) -> Iterator[Problem]:
    """A file with a private key that lies within the project."""
    if given.path is not None and given.path.resolve().is_relative_to(project.root):
        yield Problem("secret/file", given.place)


def unprintable(given: GivenCertificate) -> Iterator[Problem]:
    """Names go into manuals: what no reader could see or nobody would print is refused."""
    for key, text in (("stored_name", given.inside.stored_name), ("subject", given.inside.subject)):
        if text is not None and shown(text, LONGEST) != text:
            values = {"key": key, "text": shown(text, LONGEST)}
            yield Problem("edition-command/unprintable", given.place, values)
