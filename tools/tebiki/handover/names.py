"""Names of pictures that are handed over: ASCII, small letters, the same in every edition."""

from __future__ import annotations

from ..content.output_names import folder


def picture_name(name: str, language: str) -> str:
    """A picture's name among those of all languages: ``android-name.png`` → ``android-name-ja.png``."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{folder(language)}.{suffix}"
