"""What a build is asked for, and where its output goes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ..content.project_folders import ProjectFolders
from ..errors import Place, Problem, UsageError

if TYPE_CHECKING:  # an unchanged build needs none of it
    from ..content.stage import Stage


Format = Literal["html", "pdf"]
FORMATS: Final[tuple[Format, ...]] = ("html", "pdf")
#: Below ``build``: what was built of a part of the content.
PART: Final = "part"


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for; empty means: as conf.py says, or all."""

    root: Path
    edition: str | None = None
    languages: tuple[str, ...] = ()
    manuals: tuple[str, ...] = ()
    formats: tuple[Format, ...] = FORMATS
    output: Path | None = None
    #: How many processes build at once; None: one a processor.
    jobs: int | None = None
    #: Whether more builds will follow in this process: the server of workers then stays.
    resident: bool = False
    #: A folder of whoever makes several stages of the same content, one after another: what one has read,
    #: sources and PDFs, the next need not. None: each reads for itself.
    shared: Path | None = None
    #: None: a draft where the edition is newer than conf.py's current one, else what is published.
    stage: Stage | None = None

    @property
    def asked(self) -> Mapping[str, object]:
        """The options that an output depends on."""
        options = ("edition", "languages", "manuals", "formats", "stage")
        return {f"--{name.removesuffix('s')}": getattr(self, name) for name in options}

    @property
    def processors(self) -> int:
        """How many processes build at once."""
        return self.jobs or os.cpu_count() or 1

    @property
    def whole(self) -> bool:
        """Whether this is all of the current edition, which alone belongs in ``build/site``."""
        part = self.languages or self.manuals or self.formats != FORMATS or self.edition
        return not part and self.stage in (None, "current")

    @property
    def target(self) -> Path:
        """Where the output goes. A part never takes the place of the whole site."""
        folders = ProjectFolders(self.root)
        part = self.stage if self.stage in ("draft", "archive") else PART
        return self.output or (folders.site if self.whole else folders.build / part)

    @property
    def documents(self) -> Path | None:
        """Where PDFs that were read back are kept."""
        return self.shared and documents_below(self.shared)

    @property
    def cache(self) -> Path:
        """Pictures and records kept between builds."""
        return ProjectFolders(self.root).cache


def documents_below(shared: Path) -> Path:
    """Where in such a folder PDFs that were read back are kept."""
    return shared / "documents"


def chosen(asked: tuple[str, ...], known: Sequence[str], code: str) -> tuple[str, ...]:
    """What was asked for, in the content's order; all where nothing was. An unknown name is a usage error."""
    for name in asked:
        if name not in known:
            values = {"name": name, "known": ", ".join(known)}
            raise UsageError([Problem(code, Place("tebiki build"), values)])
    return tuple(name for name in known if not asked or name in asked)
