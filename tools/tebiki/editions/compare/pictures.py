"""The pictures of a comparison: copies, framed where they differ, named by what they show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ...content.papers import Shot
from ...render.difference import Box, changed_box, framed
from .blocks import Picture


@dataclass(frozen=True, slots=True)
class Pictures:
    """Writes into ``folder``; a picture's name follows from its content."""

    folder: Path

    def plain(self, picture: Picture) -> Shot:
        """A picture as it is."""
        return self._kept(picture, picture.path.read_bytes())

    def pair(self, new: Picture, old: Picture) -> tuple[Shot, Shot] | None:
        """Both, the region that has changed framed; None where no pixel has."""
        box = changed_box(new.path, old.path)
        return None if box is None else (self._framed(new, box), self._framed(old, box))

    def _framed(self, picture: Picture, box: Box) -> Shot:
        return self._kept(picture, framed(picture.path, box))

    def _kept(self, picture: Picture, data: bytes) -> Shot:
        name = f"{Path(picture.name).stem}-{hashlib.sha256(data).hexdigest()[:12]}.png"
        path = self.folder / name
        path.write_bytes(data)
        alt = "".join(token.text for token in picture.alt)
        return Shot(name, path, alt, picture.width, picture.height)
