"""The editions of a project: which is current, which are drafts, which one people work on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from ..content.edition import Edition, load_edition
from ..content.settings import Settings, load_config
from ..errors import Place, Problem, UsageError

State = Literal["earlier", "current", "draft"]


@dataclass(frozen=True)
class Project:
    """A content and its editions.

    conf.py names the current edition; one that is newer is a draft, one that is older was
    current before. Nothing else is written down, so nothing can contradict it.
    """

    root: Path
    settings: Settings
    current: str

    @classmethod
    def read(cls, root: Path) -> Project:
        """The project at ``root``. Raises `TebikiError` for a wrong conf.py."""
        config = load_config(root)
        return cls(root, config.settings, config.edition)

    @property
    def editions(self) -> Path:
        """The folder of the editions' files."""
        return self.root / "docs" / "editions"

    @cached_property
    def years(self) -> tuple[str, ...]:
        """Every edition there is, the oldest first."""
        return tuple(sorted(p.stem for p in self.editions.glob("[0-9][0-9][0-9][0-9].toml")))

    def path(self, year: str) -> Path:
        """The file of an edition."""
        return self.editions / f"{year}.toml"

    def state(self, year: str) -> State:
        """What an edition is today."""
        return "current" if year == self.current else "draft" if year > self.current else "earlier"

    @property
    def worked_on(self) -> str:
        """The newest draft, else the current edition: what somebody means who names no year."""
        return max((self.current, *self.years))

    def load(self, year: str) -> Edition:
        """The facts of an edition. Raises `TebikiError`."""
        return load_edition(self.editions, year, self.settings)

    def chosen(self, asked: str | None, command: str, of: str = "edition ") -> str:
        """The year that was asked for, else the one worked on. Raises `UsageError`.

        ``command``: the part of ``tebiki edition`` that asks, for the message.
        """
        if asked is not None and asked not in self.years:
            values = {"year": asked, "known": ", ".join(self.years) or "-"}
            raise UsageError([Problem("edition/none", Place(f"tebiki {of}{command}"), values)])
        return asked or self.worked_on
