"""Ways to reach the office that a manual needs: which ones no fact of the edition meets.

Which ways those are is the setting ``needed``: a name, and the facts any one of which meets it. A way
that none meets keeps an edition from being released, unless a row of its ``[[decisions]]`` says whose
decision that was.
"""

from __future__ import annotations

from collections.abc import Mapping

from .decisions import Decision
from .edition import Edition


def unmet_needs(edition: Edition, needed: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What of ``needed`` no fact of the edition meets: each name with the facts that would."""
    return {name: keys for name, keys in needed.items() if not any(_is_known(edition, key) for key in keys)}


def decision_about(edition: Edition, name: str) -> Decision | None:
    """The decision of the year's file about ``name``; the last one where there are several."""
    return next((one for one in reversed(edition.decisions) if one.about == name), None)


def _is_known(edition: Edition, key: str) -> bool:
    try:
        return not edition.is_empty(key)
    except KeyError:
        return False
