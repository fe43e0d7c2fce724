"""What the commands did, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..errors import Place
from ..messages import say
from ..parse.text import shown
from .same import Judged
from .update import Updated


def words(key: str, /, **values: object) -> str:
    """A phrase of these commands."""
    return say(f"translate-command/{key}", **values)


def updated_text(found: Sequence[Updated]) -> str:
    """What changed in each language, and what became of edits that keep the meaning."""
    return "\n".join(line for one in found for line in _updated(one)) or words("no-languages")


def _updated(one: Updated) -> Iterator[str]:
    counts = {"new": len(one.new), "fuzzy": len(one.fuzzy), "obsolete": len(one.obsolete)}
    yield words(
        "changed" if one.written else "unchanged",
        language=one.language,
        file=Place.of(one.path).file,
        **counts,
    )
    for key, entries in (("now-new", one.new), ("now-fuzzy", one.fuzzy), ("now-obsolete", one.obsolete)):
        yield from (words(key, text=shown(entry.msgid, 60)) for entry in entries)
    yield from map(_judged, one.judged)


def _judged(one: Judged) -> str:
    values = {"before": shown(one.entry.former, 60), "after": shown(one.entry.msgid, 60)}
    return words("carried", **values) if one.why is None else words("left", why=words(one.why), **values)


def some(lines: Iterable[str], most: int) -> Iterator[str]:
    """The first lines, and how many more there are."""
    lines = list(lines)
    yield from lines[:most]
    if len(lines) > most:
        yield words("more", count=len(lines) - most)
