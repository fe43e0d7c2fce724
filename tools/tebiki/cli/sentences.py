"""Sentences for a history, as they are typed behind an option: Japanese, or ``en=…`` in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ..content.catalogs.language_folder import SOURCE
from ..errors import Place, Problem, UsageError
from .arguments import read_text

_BLANK: Final = "edition-command/blank"
#: A language as folders of catalogues are named, and its sentence.
_NAMED: Final = re.compile(r"([a-z]{2,3}(?:_[A-Za-z]{2,6})?)=(.*)", re.DOTALL)


def read_sentences(option: str, texts: Sequence[str] | None) -> Mapping[str, str] | None:
    """The sentences by language; None where the option was not given.

    Raises `UsageError` for an empty one (``edition-command/blank``), and for two of one language.
    """
    if texts is None:
        return None
    found: dict[str, str] = {}
    for typed in texts:
        named = _NAMED.fullmatch(typed)
        language, text = named.groups() if named else (SOURCE, typed)
        if language in found:
            raise UsageError(
                [Problem("edition-command/changes-twice", Place(option), {"language": language})]
            )
        found[language] = read_text(option, text, _BLANK)
    return found
