"""Names of what is handed over: ASCII, small letters, the same in every edition."""

from __future__ import annotations

from ..model.publication import folder
from ..model.settings import Settings


def stable_name(settings: Settings, manual: str, language: str, *, summary: bool = False) -> str:
    """A PDF's name without its version: ``certificate-manual-android-ja.pdf``, ``…-ja-summary.pdf``."""
    end = "-summary.pdf" if summary else ".pdf"
    return f"{settings.documents}-{manual}-{language}".replace("_", "-").lower() + end


def picture_name(name: str, language: str) -> str:
    """A picture's name among those of all languages: ``android-name.png`` → ``android-name-ja.png``."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{folder(language)}.{suffix}"
