"""One request as a room sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from ..content.project import Project
from ..errors import Place, fail
from ..messages import Language
from .desk import Desk
from .kept_project import KeptProject

#: What a browser may fetch by itself, by the folder that it lies in.
FileKind = Literal["build", "dist", "screenshots", "shown", "pictures"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody gave; its name is the browser's word and leads nowhere."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, eq=False)
class Visit:
    """What somebody asks for, and what it is asked of."""

    desk: Desk
    path: str
    language: Language
    params: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    #: Fields that come several times.
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    uploads: Mapping[str, Upload] = field(default_factory=dict, repr=False)
    #: Whether something is done, and not only shown.
    acts: bool = False

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.desk.root

    @property
    def year(self) -> str:
        """The edition that the address names; "" where it names none."""
        return self.params.get("year", "")

    @cached_property
    def project(self) -> Project:
        """The project as it is now, seen in that edition. Raises `TebikiError` when a part of it is read.

        Whoever writes reads it by a project of their own, part by part, when it is asked for.
        """
        return Project(self.root, asked_year=self.year or None) if self.acts else self.kept.project

    @property
    def kept(self) -> KeptProject:
        """What has been read of the project in that edition, of its files as they are now."""
        return self.desk.kept.now(self.year or None) if self.acts else self._seen

    @cached_property
    def _seen(self) -> KeptProject:
        """The same for the whole page, whatever is saved meanwhile."""
        return self.desk.kept.now(self.year or None)

    @property
    def today(self) -> date:
        """The day on which this is done."""
        return self.desk.today()

    @property
    def role(self) -> str:
        """As what somebody works here; "" where nobody has said."""
        return self.desk.preferences.role

    @property
    def shows_commands(self) -> bool:
        """Whether buttons tell the command that they stand for."""
        return self.desk.preferences.commands

    def file_address(self, kind: FileKind, name: str) -> str:
        """An address at which the browser itself finds a file of the project: a picture, a page, a PDF."""
        return f"/files/{self.desk.session.ticket}/{kind}/{quote(name)}"

    def made_from(self, *paths: Path) -> str:
        """A hash of files as they are now: a form carries it in the field ``made_from``."""
        digest = hashlib.sha256()
        for path in paths:
            data = path.read_bytes() if path.is_file() else b""
            digest.update(f"{len(data)}:".encode() + data)
        return digest.hexdigest()

    def refuse_if_changed(self, *paths: Path) -> None:
        """Raise ``studio/changed`` where the files are no longer what the form was made from."""
        if self.form.get("made_from") != self.made_from(*paths):
            fail("studio/changed", Place.of(paths[0]) if paths else None)

    @contextmanager
    def saving(self, label: str, **values: str) -> Iterator[None]:
        """The one writer's turn, for whatever writes into the project.

        ``label`` names what is done, ``values`` what of it the history may show. Raises ``jobs/writing``
        while a job writes.
        """
        with self.desk.writer:
            self.desk.jobs.refuse_while_writing()
            with self.desk.noting(label, values):
                yield
