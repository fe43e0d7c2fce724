"""What is to be released, as one engine tells it to that of the commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Before:
    """A release before this one: its site, and its content as its commit has it. All are paths or dates."""

    year: str
    approved: str
    root: str
    site: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One release of an edition. All that its output depends on besides the content and the engine."""

    year: str
    #: Which release of the edition this is, from 1.
    number: int
    approved: str
    approval: str
    commit: str
    #: Languages that may show notices instead of manuals.
    held: tuple[str, ...] = ()
    #: The release before, of this edition or of the last one.
    before: Before | None = None
    #: The draft that was approved: name of each file → its sha256.
    draft: Mapping[str, str] = field(default_factory=dict)
    #: Earlier editions that stay on the site: year → their site, built as an archive.
    archive: Mapping[str, str] = field(default_factory=dict)
    output: str = ""

    def write(self, path: Path) -> None:
        """For another process."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Wish:
        """What the other process has written."""
        table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        table["held"] = tuple(table["held"])
        table["before"] = Before(**table["before"]) if table["before"] else None
        return cls(**table)
