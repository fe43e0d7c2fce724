"""A capture makes room for the drawing that it had replaced."""

from __future__ import annotations

from pathlib import Path

from ..content.formats import SCREEN
from ..content.project import Project
from ..content.screen_files import load_spec
from ..content.screens import Capture, Slot, Verification
from ..content.toml_files import place_of
from ..content.upgrade import upgraded_text
from ..content.write_files import write_together
from ..errors import Place, fail
from .toml_table import without_capture, without_verified


def put_drawing_back(project: Project, name: str, language: str | None = None) -> Path:
    """Take out a screen's capture, so that its drawing is shown again; the file that described it.

    What somebody saw on the device of the capture says nothing of the drawing and goes with it. Raises
    `TebikiError`: ``screens/not_captured``, ``screens/no_drawing``, ``screens/fallback`` where other
    languages show this capture, ``screens/by_hand``; then nothing has changed.
    """
    path, spec = load_spec(project.screenshots, name)
    slot = Slot(language)
    capture, picture = slot.capture(spec), slot.file(path)
    if capture is None:
        fail("screens/not_captured", Place.of(path))
    if not path.with_suffix(".typ").is_file():
        fail("screens/no_drawing", Place.of(path))
    if language is not None and spec.fallback == language:
        fail("screens/fallback", place_of(path, ["fallback"]), language=language, file=Place.of(picture).file)
    text = _without(path, slot, capture, spec.verified)
    write_together([(path, text.encode())], remove=[picture])
    return path


def _without(path: Path, slot: Slot, capture: Capture, seen: Verification | None) -> str:
    text = without_capture(upgraded_text(path, SCREEN), slot)
    if text is None:
        fail("screens/by_hand", Place.of(path, key=slot.table), table=slot.table)
    if seen is None or (seen.device, seen.os, seen.on) != (capture.device, capture.os, capture.on):
        return text
    bare = without_verified(text)
    if bare is None:
        fail("screens/by_hand", Place.of(path, key="verified"), table="verified")
    return bare
