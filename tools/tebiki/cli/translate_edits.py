"""``tebiki translate update --same-meaning``: each edit shown whole, and a yes or a no to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..content.text_files import shown
from ..editions.prompt import Person
from ..errors import Place, Problem, TebikiError, UsageError
from ..messages.console import Console
from ..translate.edits import Edit
from ..translate.phrases import words

#: Characters of a text; a message has 2,000 at most.
_WHOLE = 4_000


@dataclass(frozen=True, slots=True)
class EditAnswers:
    """Answers to edits: keys that somebody gave with the command, and what a terminal says."""

    console: Console
    yes: Sequence[str]
    no: Sequence[str]

    def __call__(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits with the same meaning. Raises `TebikiError` and `UsageError` where an answer lacks."""
        yes, no = (_named(option, keys, edits) for option, keys in (("--yes", self.yes), ("--no", self.no)))
        if both := yes & no:
            raise UsageError([Problem("translate-command/same-both", Place(key)) for key in sorted(both)])
        person = Person(self.console)
        same, left = [], []
        for number, edit in enumerate(edits, 1):
            self.console.out("\n".join(_lines(edit, number, len(edits))))
            if edit.key in yes or (edit.key not in no and person.there and person.agrees(words("same-ask"))):
                same.append(edit)
            elif edit.key not in no and not person.there:
                left.append(edit.key)
        if left:
            values = {"count": len(left), "keys": " ".join(left)}
            raise TebikiError([Problem("translate-command/same-unanswered", None, values)])
        return tuple(same)


def _named(option: str, keys: Iterable[str], edits: Sequence[Edit]) -> set[str]:
    """Keys that somebody gave. Raises `UsageError` where one is none of an edit's."""
    known = [edit.key for edit in edits]
    given = [key.lower() for key in keys]
    values = {"known": " ".join(known)}
    if strange := [Place(f"{option} {shown(key)}") for key in given if key not in known]:
        raise UsageError([Problem("translate-command/same-unknown", place, values) for place in strange])
    return set(given)


def _lines(edit: Edit, number: int, count: int) -> Iterator[str]:
    before, after = edit.marked
    yield words("same-edit", key=edit.key, number=number, count=count, languages=", ".join(edit.languages))
    yield words("same-before", text=shown(before, _WHOLE))
    yield words("same-after", text=shown(after, _WHOLE))
    yield from (words(f"same-hint-{hint}") for hint in edit.hints)
