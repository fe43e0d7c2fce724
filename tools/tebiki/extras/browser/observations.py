"""What a browser has shown of a page, before anybody judges it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing seen. ``kind``: the rule's second part; ``element``: its selector, where there is one.

    ``setting``: in which window it was seen (``360 dark``); ``criteria``: of WCAG, where axe names them.
    """

    kind: str
    element: str | None = None
    what: str = ""
    setting: str = ""
    criteria: tuple[str, ...] = ()


@dataclass(slots=True)
class Seen:
    """A page and all that was seen of it.

    ``facts``: how many there are of each kind of thing (``media``, ``fields`` …); ``open``:
    criterion → how many elements axe could not judge; ``whole``: whether every look was taken.
    """

    page: str
    faults: list[Fault] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    whole: bool = False

    def add(self, kind: str, found: Iterable[tuple[str, str]], setting: str = "") -> None:
        """Note each element (selector, words) of what was found."""
        self.faults.extend(Fault(kind, element, what, setting) for element, what in found)
