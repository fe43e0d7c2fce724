"""What translators ask in comments of their file: kept beside the entry, told after ``apply``."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.catalogs.catalog import Catalog, Entry
from ..content.catalogs.comments import clean_comments, names_of_people
from .merge import joined_comments
from .writer import ABOVE

#: Begins the comment above the header of every catalogue that we write.
_OURS = "Translations of the manuals."


def _is_ours(line: str) -> bool:
    """Whether a line above a header is what we write there: some programs fold it into several lines."""
    return line.startswith(_OURS) or bool(line.strip() and f" {line.strip()} " in f" {ABOVE} ")


@dataclass(frozen=True, slots=True)
class Question:
    """New lines of a translator's comment. ``msgid`` is empty where they stand above the header.

    ``kept``: whether they are in the catalogue now; what no page holds any more has no entry there.
    """

    msgid: str
    msgstr: str
    lines: tuple[str, ...]
    kept: bool


class CommentTaker:
    """Takes the comments of a file that was sent into a catalogue's entries, without people."""

    def __init__(self, sent: Catalog) -> None:
        self.names = names_of_people(sent.header, sent.remarks)
        #: By msgid: all comments that an entry has now, where there are new ones.
        self.comments: dict[str, tuple[str, ...]] = {}
        self.questions: list[Question] = []
        remarks = [line for line in sent.remarks if not _is_ours(line)]
        self._ask(Question("", "", clean_comments(remarks, self.names), kept=False))

    def take(self, entry: Entry, own: Entry | None) -> None:
        """Take the comments of an entry; ``own``: the catalogue's, if it has one."""
        lines = clean_comments(entry.comments, self.names)
        before = own.comments if own else ()
        new = tuple(line for line in lines if line not in before)
        if own is not None and any(new):
            self.comments[own.msgid] = joined_comments(self.comments.get(own.msgid, before), lines)
        self._ask(Question(entry.msgid, entry.msgstr, new, kept=own is not None))

    def _ask(self, question: Question) -> None:
        if any(question.lines):
            self.questions.append(question)
