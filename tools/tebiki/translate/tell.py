"""What the commands did, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..errors import Place
from ..messages import say
from ..parse.text import shown
from .add import Added
from .apply import Applied
from .package import Packed
from .readings import Proposed
from .same import Judged
from .update import Updated

#: Labels that a console shows by name.
_LABELS: Final = 10


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


def packed_text(packed: Packed) -> str:
    """Where the package lies and what is in it."""
    if packed.path is None:
        return words("packed-nothing", language=packed.language)
    values = {"entries": packed.entries, "pictures": packed.pictures}
    return words("packed", file=Place.of(packed.path).file, **values)


def applied_text(done: Applied) -> str:
    """How many entries went in, and which did not."""
    return "\n".join(_applied(done))


def _applied(done: Applied) -> Iterator[str]:
    counts = {"taken": len(done.taken), "refused": len(done.refused)}
    yield words("applied", language=done.language, file=Place.of(done.path).file, **counts)
    groups = (("was-changed", done.changed), ("left-fuzzy", done.fuzzy), ("unknown", done.unknown))
    for key, entries in (*groups, ("refused", done.refused)):
        yield from (words(key, text=shown(entry.msgid, 60)) for entry in entries)


def added_text(added: Added) -> str:
    """What was made, then what is left to do, in order."""
    return "\n".join(_added(added))


def _added(added: Added) -> Iterator[str]:
    yield from (words("made", file=Place.of(path).file) for path in added.files)
    yield words("to-do", messages=added.messages)
    if added.conf is not None:
        yield words("to-do-conf", line=added.conf, language=added.language)
    if not added.words:
        yield words("to-do-words", language=added.language)
    if added.letters:
        yield words("to-do-fonts", count=len(added.letters), letters=shown(added.letters, 30))
    if added.labels:
        yield words("to-do-labels", language=added.language, count=len(added.labels))
        yield from some((f"     {key}" for key in added.labels), _LABELS)
    yield words("to-do-package", language=added.language)


def proposed_text(done: Proposed) -> str:
    """Which entries got readings, and which kanji wait for one."""
    return "\n".join(_proposed(done))


def _proposed(done: Proposed) -> Iterator[str]:
    yield words("read", file=Place.of(done.path).file, count=len(done.entries))
    yield from (words("read-entry", text=shown(entry.msgstr, 60)) for entry in done.entries)
    if done.unknown:
        yield words("read-unknown", text=shown("、".join(done.unknown), 400))


def some(lines: Iterable[str], most: int) -> Iterator[str]:
    """The first lines, and how many more there are."""
    lines = list(lines)
    yield from lines[:most]
    if len(lines) > most:
        yield words("more", count=len(lines) - most)
