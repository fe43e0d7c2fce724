"""``tebiki translate apply``: what a translator sent goes in, entry by entry, as far as it is right.

Nothing gets worse: what is empty or marked as needing work takes no translation's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from unicodedata import normalize

from ..checks.translations.catalog import check_pair
from ..checks.translations.looks import looked_at
from ..content.catalogs.catalog import Catalog, Doubt, Entry, parse_received
from ..content.catalogs.language_folder import read_revised
from ..content.catalogs.mending import Mend, end_like
from ..content.project import Project
from ..content.text_files import shown
from ..content.write_files import write_together
from ..errors import Problem
from .questions import CommentTaker, Question
from .received import received
from .sent_language import settle_language
from .targets import catalog_of, rules_for, target_languages
from .update import catalog_bytes


@dataclass(slots=True)
class Applied:
    """What became of the entries of a file; those that say what is there already are in none of the lists."""

    language: str
    path: Path
    #: Went in; those of them that took another translation's place.
    taken: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    #: Marked as needing work, and left out.
    fuzzy: list[Entry] = field(default_factory=list)
    #: Not in the catalogue: the pages no longer hold them.
    unknown: list[Entry] = field(default_factory=list)
    #: Refused, and why: an entry for each problem.
    why: list[tuple[Entry, Problem]] = field(default_factory=list)
    #: What was put right while the file was read.
    mended: tuple[Mend, ...] = ()
    #: What translators ask in comments; by msgid, the comments that entries have now.
    questions: list[Question] = field(default_factory=list)
    comments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Went in, and somebody should look at both texts.
    to_look: list[Entry] = field(default_factory=list)

    @property
    def refused(self) -> tuple[Entry, ...]:
        """The entries that were refused, each once."""
        return tuple({(entry.msgid, entry.msgstr): entry for entry, _ in self.why}.values())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why."""
        return tuple(problem for _, problem in self.why)


def apply(project: Project, file: Path, language: str | None, *, fuzzy: bool = False) -> Applied:
    """Take in ``file``. Raises `TebikiError` where it cannot be read; then nothing has changed."""
    raw, name = received(file)
    found, doubts = parse_received(raw, name)
    known = target_languages(project)
    code, settled = settle_language(found.header.get("Language", ""), name, language, known)
    sent = replace(found, language=code, mended=(*settled, *found.mended))
    catalog = catalog_of(project, code)
    done = _Take(project, sent, catalog, fuzzy=fuzzy).all(doubts)
    entries = {entry.msgid: entry for entry in done.taken}
    now = [entry if entry.obsolete else entries.get(entry.msgid, entry) for entry in catalog.entries]
    if done.taken:
        catalog = replace(catalog, header={**catalog.header, "PO-Revision-Date": revised(catalog, sent)})
    if done.taken or done.comments:
        write_together([(catalog.path, catalog_bytes(project, catalog, _with(now, done.comments)))])
    return done


def _with(entries: Iterable[Entry], comments: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    """Entries with their comments as they are now."""
    return [
        entry if entry.obsolete else replace(entry, comments=comments.get(entry.msgid, entry.comments))
        for entry in entries
    ]


def revised(catalog: Catalog, sent: Catalog) -> str:
    """The later of two dates, as their headers tell them; the clock is not asked.

    Of dates in another form than gettext's (28.11.2026) nobody knows which part is the month.
    """
    dates = (one.header.get("PO-Revision-Date", "") for one in (catalog, sent))
    return max((text for text in dates if read_revised(text)), default="")


def _key(msgid: str) -> str:
    """A message as tools keep it: some bring all of it into NFC, some take blanks away around it."""
    return normalize("NFC", msgid.strip())


class _Take:
    """Decides on each entry that was sent."""

    def __init__(self, project: Project, sent: Catalog, catalog: Catalog, *, fuzzy: bool) -> None:
        self.sent, self.with_fuzzy = sent, fuzzy
        self.rules = rules_for(project, catalog.language)
        self.known: Mapping[str, Entry] = {_key(e.msgid): e for e in catalog.entries if not e.obsolete}
        self.done = Applied(catalog.language, catalog.path, mended=sent.mended)

    def all(self, doubts: Sequence[Doubt]) -> Applied:
        """Decide on all. ``doubts``: entries that could not be read, and why."""
        for entry, problem in doubts:
            if not entry.obsolete and self.own(entry) is not None:
                self.done.why.append((entry, problem))
        asked = CommentTaker(self.sent)
        for entry in (*self.sent.entries, *(entry for entry, _ in doubts)):
            asked.take(entry, self.own(entry))
        self.done.questions, self.done.comments = asked.questions, asked.comments
        for entry in self.sent.entries:
            if entry.msgstr and not entry.obsolete:
                self.one(entry)
        return self.done

    def one(self, entry: Entry) -> None:
        """Decide on one that says something."""
        known = self.own(entry)
        if known is None:
            self.done.unknown.append(entry)
            return

        entry = replace(entry, msgid=known.msgid, msgstr=end_like(known.msgid, entry.msgstr))
        if (entry.msgstr, entry.fuzzy) == (known.msgstr, known.fuzzy):
            return
        if entry.fuzzy and (known.used or not self.with_fuzzy):
            self.done.fuzzy.append(entry)
        elif problems := self.wrong(entry):
            self.done.why.extend((entry, problem) for problem in problems)
        else:
            self.take(known, entry)

    def own(self, entry: Entry) -> Entry | None:
        """The catalogue's entry with the same message."""
        return self.known.get(_key(entry.msgid))

    def wrong(self, entry: Entry) -> list[Problem]:
        """What the guard finds."""
        return [
            Problem(code, self.sent.place(entry), {name: shown(text, 80) for name, text in values.items()})
            for code, values in check_pair(entry.msgid, entry.msgstr, self.sent.language, self.rules)
        ]

    def take(self, known: Entry, entry: Entry) -> None:
        """Put the translation into the catalogue's own entry; its comments are the catalogue's."""
        former = known.former if entry.fuzzy else ""
        self.done.taken.append(replace(known, msgstr=entry.msgstr, fuzzy=entry.fuzzy, former=former))
        if known.used and known.msgstr != entry.msgstr:
            self.done.changed.append(known)
        if not entry.fuzzy and looked_at(known.msgid, entry.msgstr, self.sent.language):
            self.done.to_look.append(known)
