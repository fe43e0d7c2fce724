"""What of each translation somebody should look at, found once for all rules and commands of a run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pair import Found


@lru_cache(8192)
def looked_at(msgid: str, msgstr: str, language: str) -> tuple[Found, ...]:
    """What `look_at_pair` finds."""
    from .catalog import look_at_pair  # noqa: PLC0415 -- workers of a build know this rule and never ask it

    return tuple(look_at_pair(msgid, msgstr, language))
