"""The pictures of a comparison: copies, cut to what differs, named by what they show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ...content.papers import Shot
from ...content.png import header_of
from ...render.strips import strips
from .blocks import Picture


@dataclass(frozen=True, slots=True)
class Pictures:
    """Writes into ``folder``; a picture's name follows from its content."""

    folder: Path

    def plain(self, picture: Picture) -> Shot:
        """A picture as it is."""
        return self._kept(picture, picture.path.read_bytes())

    def pair(self, new: Picture, old: Picture) -> tuple[Shot, Shot] | None:
        """Both, cut to what has changed, with a line under changed words; None where no pixel has."""
        found = strips(new.path, old.path)
        return None if found is None else (self._kept(new, found[0]), self._kept(old, found[1]))

    def _kept(self, picture: Picture, data: bytes) -> Shot:
        name = f"{Path(picture.name).stem}-{hashlib.sha256(data).hexdigest()[:12]}.png"
        path = self.folder / name
        path.write_bytes(data)
        alt = "".join(token.text for token in picture.alt)
        header = header_of(data)
        assert header is not None
        return Shot(name, path, alt, header.width, header.height)
