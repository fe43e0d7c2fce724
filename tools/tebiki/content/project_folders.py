"""Where a project keeps what: its folders, by what lies in them.

Light: every build asks here, one that has nothing to do, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, eq=False)
class ProjectFolders:
    """The folders of the project at ``root``. Nothing is read; none of them need be there."""

    root: Path

    @property
    def conf(self) -> Path:
        """What the city sets once."""
        return self.root / "conf.py"

    @property
    def docs(self) -> Path:
        """The pages, and below them all that is written but drawings and captures."""
        return self.root / "docs"

    @property
    def editions(self) -> Path:
        """The facts of each fiscal year, a file each."""
        return self.docs / "editions"

    @property
    def label_files(self) -> Path:
        """The words on screens, a file a platform."""
        return self.docs / "labels"

    @property
    def locales(self) -> Path:
        """A folder a language: its catalogue, who looks after it, readings."""
        return self.docs / "locales"

    @property
    def screenshots(self) -> Path:
        """The declared screens with their drawings and captures."""
        return self.root / "screenshots"

    @property
    def dist(self) -> Path:
        """What releases made, a folder a fiscal year."""
        return self.root / "dist"

    @property
    def build(self) -> Path:
        """What commands make and anybody may delete."""
        return self.root / "build"

    @property
    def cache(self) -> Path:
        """Pictures and records kept between builds."""
        return self.build / ".cache"

    @property
    def released(self) -> Path:
        """Commits of releases with what was recovered from them, kept for the next time."""
        return self.build / ".released"

    @property
    def sides(self) -> Path:
        """Outputs that are compared or put into a review, kept for the next time."""
        return self.build / "sides"

    @property
    def site(self) -> Path:
        """The finished site: all of the current edition."""
        return self.build / "site"
