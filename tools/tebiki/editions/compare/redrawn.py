"""Which facts alone make a picture another one: drawn once more by the present drawing with the old facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...content.output_names import picture_name
from ...content.publication import Publication
from ...content.screen_files import list_screens, load_screen
from ...content.screens import Drawing
from ...errors import TebikiError
from ...render.drawing import inputs_of
from ...render.screen import draw
from .match import digest


@dataclass(frozen=True, slots=True)
class Drawings:
    """The drawn screens of a project, as both editions' facts fill them.

    ``folder``: the declared screens; ``cache``: of pictures; ``new`` and ``old``: the two editions.
    """

    folder: Path
    cache: Path
    new: Publication
    old: Publication

    def facts_of(self, file: str, manual: str, shown: Path) -> frozenset[str]:
        """Names of the facts whose values make the old picture (``shown``) of the new one; else none.

        None too where a picture is a capture, or its drawing, its words or the engine are others now.
        """
        name = self._names().get(file)
        if name is None or manual not in self.old.edition.manuals:
            return frozenset()
        try:
            screen = load_screen(self.folder, name, self.old.language)
            if not isinstance(screen.source, Drawing):
                return frozenset()
            old, new = self.old.inputs(manual), self.new.inputs(manual)
            if digest(draw(screen, old, self.cache).path) != digest(shown):
                return frozenset()
        except TebikiError:
            return frozenset()
        before, now = (inputs_of(screen.source, each).facts for each in (old, new))
        return frozenset(key for key in now if now[key] != before.get(key))

    def _names(self) -> Mapping[str, str]:
        return {picture_name(name): name for name in list_screens(self.folder)}
