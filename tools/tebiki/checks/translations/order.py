"""The order of roles and links: another one may be the language's own, or two that were exchanged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...content.catalogs.tokens import NOBREAK
from .pair import Found, Pair

_OBJECT = re.compile(r"\{(\w+)\}`([^`]*)`|(?<=\])\(([^()\s]*)\)")


def look(pair: Pair) -> Iterator[Found]:
    """Roles and links that stand in another order than in the message: somebody should read both.

    Only what is there on both sides is compared: all else is an error of its own.
    """
    there, here = _objects(pair.msgid), _objects(pair.msgstr)
    if there != here and Counter(there) == Counter(here):
        yield (
            "catalog/order",
            {
                "text": " ".join(here),
                "wanted": " ".join(there),
                "language": pair.language,
            },
        )


def _objects(text: str) -> list[str]:
    """Roles and targets of links as they stand, in order; what only keeps words together is none."""
    return [match.group() for match in _OBJECT.finditer(text) if match[1] != NOBREAK]
