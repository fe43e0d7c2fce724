"""What is to be released, as one engine tells it to that of the commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ...content.text_files import read_text
from ...errors import Place, fail
from ..engine import CONTRACT


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
    #: The draft that was approved: name of each file → its sha256.
    draft: Mapping[str, str] = field(default_factory=dict)
    #: The folder in which that draft lies, where it need not be made once more (`.approved_draft`).
    approved_draft: str = ""
    #: Earlier editions that stay on the site: year → their site as an archive.
    archive: Mapping[str, str] = field(default_factory=dict)
    #: Folders to be filled: with the release's files, and with the record of its pages.
    output: str = ""
    record: str = ""
    contract: int = CONTRACT

    def write(self, path: Path) -> None:
        """For another process."""
        path.write_text(json.dumps(_table(self), ensure_ascii=False, sort_keys=True), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Wish:
        """What the other process has written. Raises ``history/contract`` for another contract.

        ``text/missing`` and the like, ``release/wish``: somebody has typed what no person needs to.
        """
        try:
            table: dict[str, Any] = json.loads(read_text(path))
        except ValueError:
            fail("release/wish", Place.of(path))
        if not isinstance(table, dict):
            fail("release/wish", Place.of(path))
        if table.get("contract") != CONTRACT:
            fail("history/contract", Place.of(path), asked=table.get("contract", 1), known=CONTRACT)
        try:
            return cls(**{**table, "held": tuple(table.get("held", ()))})
        except TypeError:
            fail("release/wish", Place.of(path))


def _table(wish: Wish) -> dict[str, Any]:
    """What is told; an engine that does not know of drafts that are kept is told of none."""
    table = asdict(wish)
    if not wish.approved_draft:
        del table["approved_draft"]
    return table


@dataclass(frozen=True, slots=True)
class FirstBefore:
    """By the first contract: the release before, its site and its content built beforehand."""

    year: str
    approved: str
    root: str
    site: str


def write_first(wish: Wish, before: FirstBefore | None, path: Path) -> None:
    """Write ``wish`` as engines of the first contract read it (commit cb68959)."""
    table = {key: value for key, value in _table(wish).items() if key not in ("record", "contract")}
    table["before"] = asdict(before) if before else None
    path.write_text(json.dumps(table, ensure_ascii=False, sort_keys=True), encoding="utf-8")
