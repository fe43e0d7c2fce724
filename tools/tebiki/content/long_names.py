"""Names that are longer than a line may be: subjects of certificates, mail addresses, files' names."""

from __future__ import annotations

import re
from typing import Final

#: Says that a line may break; a page has a tag for it.
CHANCE: Final = "\u200b"
#: So many characters in which no line could break; after - and / one can.
_UNBROKEN: Final = re.compile(r"[!-,.0-~\u00c0-\u024f\u1e00-\u1eff]{25,}")
_AFTER_MARK: Final = re.compile(r"(?<=[,=_.@])(?=[^,=_.@])")


def with_chances(text: str) -> str:
    """``text`` with a `CHANCE` after the marks of each long name in it; print does the same by itself."""
    return _UNBROKEN.sub(lambda name: _AFTER_MARK.sub(CHANCE, name[0]), text)
