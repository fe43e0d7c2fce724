"""What the commands need to know of the project: its folders, languages and months."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..content.calendar import Month
from ..content.edition import Edition, load_edition
from ..content.screens import Slot
from ..content.settings import load_config


@dataclass(frozen=True, slots=True)
class Project:
    """A content: its folder, its current edition, the languages it is made in."""

    root: Path
    languages: tuple[str, ...]
    edition: Edition

    @classmethod
    def read(cls, root: Path) -> Project:
        """The project at ``root``. Raises `TebikiError` for a wrong conf.py or edition."""
        config = load_config(root)
        edition = load_edition(root / "docs" / "editions", config.edition, config.settings)
        return cls(root, config.settings.languages, edition)

    @property
    def docs(self) -> Path:
        """The pages."""
        return self.root / "docs"

    @property
    def screenshots(self) -> Path:
        """The declared screens."""
        return self.root / "screenshots"

    @property
    def cache(self) -> Path:
        """Pictures kept between builds."""
        return self.root / "build" / ".cache"

    def published(self, name: str) -> Month:
        """The month of the manual that the screen ``name`` belongs to; of a shared one, the newest."""
        platform = name.partition("/")[0]
        manuals = self.edition.manuals
        own = manuals.get(platform)
        return own.published if own else max(manual.published for manual in manuals.values())

    def preview(self, name: str, slot: Slot, kind: str) -> Path:
        """Where a picture for people's eyes goes; ``kind``: ``grid`` or ``marks``."""
        parts = [name.replace("/", "-"), slot.variant, slot.language, kind]
        return self.root / "build" / "preview" / ("-".join(part for part in parts if part) + ".png")
