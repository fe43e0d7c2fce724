"""Which language of the project a translator's file is in: its header, its name or the option says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..content.catalogs.language_code import find_language, language_of_name, share_language
from ..content.catalogs.language_folder import SOURCE
from ..content.catalogs.mending import Mend
from ..content.text_files import shown
from ..errors import Place, Problem, UsageError, fail


def settle_language(
    said: str, name: Path, option: str | None, known: Sequence[str]
) -> tuple[str, tuple[Mend, ...]]:
    """The one of ``known`` that a file is in, and what of it was not as it should be.

    ``said``: the header's language, empty where it says none; ``name``: the file; ``option``: what
    somebody at a terminal says, which counts before the header. Raises `TebikiError`, `UsageError`.
    """
    if option:
        code = find_language(option, known)
        if code is None:
            raise UsageError([_unknown(option, known)])
        _demand_same(said, code, name, known)
        mend = "language-option"
    elif said:
        code = find_language(said, known)
        if code is None:
            raise UsageError([_unknown(said, known)])
        mend = "language-region"
    else:
        code, mend = _by_name(name, known), "language-name"
    return code, () if said == code else (Mend(mend, {"found": shown(said) or "-", "language": code}),)


def likely_language(name: Path, option: str | None, known: Sequence[str]) -> str:
    """The language of whoever sent a file that nobody can read: English where nothing tells it."""
    return (option and find_language(option, known)) or language_of_name(name, known) or "en"


def _demand_same(said: str, code: str, name: Path, known: Sequence[str]) -> None:
    """Refuse a header that names quite another language: the wrong file was taken by mistake.

    A script or a region that differs is none, nor is the language of the sources, which tools leave there.
    """
    meant = find_language(said, known)
    if not said or meant == code or find_language(said, [SOURCE]):
        return
    if meant is not None or (_is_language(said) and not share_language(said, [code])):
        fail("catalog/language", Place.of(name, key="Language"), found=shown(said), language=code)


def _is_language(said: str) -> bool:
    return share_language(said, [said])


def _by_name(name: Path, known: Sequence[str]) -> str:
    code = language_of_name(name, known)
    if code is None:
        fail("catalog/no-language", Place.of(name, key="Language"), known=", ".join(known) or "-")
    return code


def _unknown(said: str, known: Sequence[str]) -> Problem:
    kind = "translate/variant" if share_language(said, known) else "translate/language"
    return Problem(kind, Place("tebiki translate"), {"name": shown(said), "known": ", ".join(known) or "-"})
