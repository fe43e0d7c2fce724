"""What is known to go wrong with a language in PDFs: by its own file, else as measured of its script.

The measured figures stand in one place, ``languages/scripts/known.toml``; sentences are made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..messages import LANGUAGES, Language, say
from .cldr import cldr_language
from .languages import LanguageData
from .scripts import Script, script_of

_AREA: Final = "translate-language-file"


def known_faults(data: LanguageData) -> tuple[Mapping[str, str], ...]:
    """A sentence in each language of the messages for each fault; none where readers get all of it right.

    A file with ``known_faults = []`` says that fonts of its own have none, whatever its script's had.
    """
    if data.known_faults is not None:
        return tuple(fault.model_dump() for fault in data.known_faults)
    cldr = cldr_language(data.code)
    return script_faults(script_of(cldr.script if cldr else ""))


def script_faults(script: Script) -> tuple[Mapping[str, str], ...]:
    """What was measured of a script, as a sentence in each language of the messages."""
    if not (script.fault and script.tried):
        return ()
    return ({to: _sentence(script, to) for to in LANGUAGES},)


def _sentence(script: Script, to: Language) -> str:
    figures = script.tried.model_dump() if script.tried else {}
    return say(f"{_AREA}/fault-{script.fault}", to, **figures)
