"""履歴: what has changed since this morning, the last release, the beginning of the year; one taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from ...audit.named_places import PlaceNames
from ...content.project import Project
from ...editions.changes.fact_places import fact_places
from ...editions.changes.former_sources import draw_both
from ...editions.changes.found_changes import (
    FactChange,
    FoundChanges,
    LabelChange,
    OneChange,
    PictureChange,
    RecordChange,
    SentenceChange,
    TranslationChange,
)
from ...editions.changes.put_back import is_put_back, put_back
from ...errors import Place, TebikiError, fail
from ..changed_words import MarkedWords, marked_words
from ..conflicts import conflicts
from ..decided_conflicts import decided_on, left_out_words
from ..fact_sides import fact_sides
from ..journal import JournalEntry
from ..past_states import SINCE, PastState, Since, entry_state, past_state
from ..place_words import PlaceWords
from ..plain_words import known_labels, plain_words
from ..reply import Go, Page, Part, Reply
from ..room import RailItem, act, view
from ..visit import Visit
from ..words import days_in_words, room_texts, room_words

ROOM: Final = "history"
#: Facts that the sum names by themselves; the others are counted.
_NAMED: Final = 2


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change in words. ``takes_back``: its name, where it can be taken back; ``picture``: an address."""

    head: str
    words: tuple[MarkedWords, ...] = ()
    note: str = ""
    takes_back: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An act of the studio: when, what it was, what it changed.

    ``address``: where both sides are read, of a conflict that somebody decided; it is not taken back.
    """

    at: datetime
    number: int
    when: str
    head: str
    changes: tuple[ShownChange, ...]
    cut_short: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class SumCard:
    """A count of the sum, its unit, and what it counts."""

    count: int
    unit: str
    what: str


def show_history(visit: Visit) -> Reply:
    """The sum in words, then each change."""
    visit.desk.journal.settle()
    since = _since(visit)
    past = past_state(visit, since)
    shown = _Shown(visit)
    found = FoundChanges() if past is None else past.changes(visit.project, shown.places)
    entries = [*shown.entries(), *shown.decided()] if since == "morning" else []
    values = {
        "since": since,
        "tabs": [*_tabs(visit, since, past)],
        "known": past is not None,
        "cards": [*shown.cards(found)],
        "entries": sorted(entries, key=lambda one: one.at, reverse=True),
        "conflicts": any(one.year == visit.year for one in conflicts(visit.desk)),
        "changes": [] if since == "morning" else [*shown.all(found)],
        "address": f"/{visit.year}/history",
    }
    return Page("history.html", room_words(ROOM, "title"), values)


def show_picture(visit: Visit) -> Reply:
    """A picture as it was and as it is, drawn when somebody asks for it; or why it cannot be drawn."""
    screen, project = visit.query.get("screen", ""), visit.project
    try:
        past = _asked_state(visit)
        before, after = draw_both(lambda: past.former(visit.desk.own), project, screen)
    except TebikiError as error:
        return Part("history_picture.html", {"problems": error.problems})
    path = project.screenshots / f"{screen}.toml"
    place = PlaceWords(visit).of(PlaceNames(project).name(Place(str(path))))
    sides = [("before", _address(visit, before)), ("after", _address(visit, after))]
    same = _look_the_same(before, after)
    return Part("history_picture.html", {"problems": (), "sides": sides, "same": same, "place": place})


def take_entry_back(visit: Visit) -> Reply:
    """Put back what an act changed, where nothing has changed since."""
    number = visit.params["number"]
    if not number.isdecimal():
        fail("journal/none", number=number)
    entry = visit.desk.journal.entry(int(number))
    with visit.saving("history/taken-back", number=number, act=entry.label):
        visit.desk.journal.take_back(entry.number)
    return Go(f"/{visit.year}/history?since=morning")


def take_change_back(visit: Visit) -> Reply:
    """Put back one change since the release or the beginning, where it still is as it was shown."""
    since = _since(visit)
    with visit.saving("history/put-back"):
        past = past_state(visit, since)
        found = FoundChanges() if past is None else past.changes(visit.project)
        put_back(visit.project, found, visit.form.get("change", ""))
    return Go(f"/{visit.year}/history?since={since}")


def _since(visit: Visit) -> Since:
    """What is asked for; else since this morning where something was done, else since the release."""
    asked = visit.query.get("since") or visit.form.get("since")
    known = next((one for one in SINCE if one == asked), None)
    return known or ("morning" if [*_todays(visit)] else "release")


def _todays(visit: Visit) -> Iterator[JournalEntry]:
    """The entries of today, the newest first."""
    yield from (one for one in reversed(visit.desk.journal.entries) if one.at.date() == visit.today)


def _asked_state(visit: Visit) -> PastState:
    entry = visit.query.get("entry", "")
    if entry.isdecimal():
        return entry_state(visit, visit.desk.journal.entry(int(entry)))
    return past_state(visit, _since(visit)) or fail("changes/gone")


def _tabs(visit: Visit, here: Since, past: PastState | None) -> Iterator[tuple[str, str, None, bool]]:
    for since in SINCE:
        state = past if since == here else past_state(visit, since) if since == "release" else None
        version = state.version if state else ""
        word = room_words(
            ROOM, f"since-{since}" if since != "release" or version else "since-no-release", version=version
        )
        yield f"/{visit.year}/history?since={since}", word, None, since == here


def _address(visit: Visit, picture: Path | None) -> str:
    if picture is None:
        return ""
    return visit.file_address("pictures", picture.relative_to(visit.project.cache).as_posix())


def _look_the_same(before: Path | None, after: Path | None) -> bool:
    return before is not None and after is not None and before.read_bytes() == after.read_bytes()


def _known_places(visit: Visit) -> tuple[PlaceNames, Mapping[str, int]]:
    """What is read of all manuals, once a state of the sources; the journal has just looked at them."""
    return _places_of(visit.root, visit.year, tuple(sorted(visit.desk.journal.state.items())))


@lru_cache(4)
def _places_of(
    root: Path, year: str, state: tuple[tuple[str, str], ...]
) -> tuple[PlaceNames, Mapping[str, int]]:
    del state  # another one makes another answer
    project = Project(root, asked_year=year)
    return PlaceNames(project), fact_places(project)


@dataclass(slots=True)
class _Shown:
    """Says changes in words; places are looked up once for all of them."""

    visit: Visit
    names: PlaceNames = field(init=False)
    words: PlaceWords = field(init=False)
    #: How often each fact is printed.
    places: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.names, self.places = _known_places(self.visit)
        self.words = PlaceWords(self.visit)

    def entries(self) -> Iterator[ShownEntry]:
        """Today's acts."""
        for entry in _todays(self.visit):
            found = entry_state(self.visit, entry).changes(self.visit.project, self.places)
            key = f"act-{entry.label}"
            head = room_words(ROOM, key if key in room_texts(ROOM) else "act-other")
            changes = tuple(self.all(found, named=False, entry=entry.number))
            yield ShownEntry(entry.at, entry.number, _time(entry.at), head, changes, entry.cut_short)

    def decided(self) -> Iterator[ShownEntry]:
        """Today's decisions between two changes of one thing, each with what was not chosen."""
        for at, one in decided_on(self.visit.desk, self.visit.year, self.visit.today):
            changes = tuple(ShownChange(label, note=note) for label, note in left_out_words(one))
            head = room_words(ROOM, "decided", name=one.name)
            yield ShownEntry(at, 0, _time(at), head, changes, address=f"/conflicts/{one.number}")

    def cards(self, found: FoundChanges) -> Iterator[SumCard]:
        """The sum: the facts that are printed most by name, then all else by kind."""
        printed = sorted((one for one in found.facts if one.places), key=lambda one: -one.places)
        for one in printed[:_NAMED]:
            before, after = fact_sides(self.words, one, "ja")
            what = room_words(ROOM, "sum-fact", fact=self.words.fact(one.key), before=before, after=after)
            yield SumCard(one.places, room_words(ROOM, "places"), what)
        rest = len(found.facts) - len(printed[:_NAMED])
        for key, unit, count in (
            ("facts", "ones", rest),
            ("records", "ones", len(found.records)),
            ("sentences", "places", len(found.sentences)),
            ("labels", "ones", len(found.labels)),
            ("pictures", "sheets", len(found.pictures)),
            ("translations", "places", sum(one.count for one in found.translations)),
            ("others", "ones", len(found.others)),
        ):
            if count:
                yield SumCard(count, room_words(ROOM, unit), room_words(ROOM, f"sum-{key}"))

    def all(self, found: FoundChanges, *, named: bool = True, entry: int = 0) -> Iterator[ShownChange]:
        """Each change. ``named``: they can be taken back one by one; ``entry``: the act that they are of."""
        for one in found.facts:
            yield self._with_name(self._fact(one), one, named=named)
        yield from map(self._record, found.records)
        for sentence in found.sentences:
            yield self._with_name(self._sentence(sentence), sentence, named=named)
        for label in found.labels:
            yield self._with_name(self._label(label), label, named=named)
        for picture in found.pictures:
            yield self._with_name(self._picture(picture, entry), picture, named=named)
        yield from map(self._translation, found.translations)
        for other in found.others:
            head = self.words.of(self.names.name(Place(str(self.visit.root / other.pair.file))))
            shown = ShownChange(head, note=room_words(ROOM, f"file-{other.kind}"))
            yield self._with_name(shown, other, named=named)

    def _with_name(self, shown: ShownChange, change: OneChange, *, named: bool) -> ShownChange:
        if not named or not is_put_back(change):
            return shown
        return ShownChange(shown.head, shown.words, shown.note, change.id, shown.picture)

    def _fact(self, change: FactChange) -> ShownChange:
        note = room_words(ROOM, "printed", count=change.places) if change.places else ""
        head = room_words(ROOM, "fact", fact=self.words.fact(change.key))
        return ShownChange(head, _whole(*fact_sides(self.words, change)), note)

    def _record(self, change: RecordChange) -> ShownChange:
        about = change.about
        if change.kind == "confirmed":
            head = room_words(ROOM, "fact", fact=self.words.fact(about))
            key = "confirmed" if change.text else "unconfirmed"
            return ShownChange(head, note=room_words(ROOM, key, text=days_in_words(change.text)))
        if change.kind == "history":
            head = self.words.fact(f"manuals.{about}.history")
        else:
            head = (
                self.words.language(about) if change.kind == "reviewed" else room_words(ROOM, "decision-head")
            )
        return ShownChange(
            head,
            note=room_words(
                ROOM, change.kind, text=days_in_words(plain_words(self.visit.project, change.text))
            ),
        )

    def _sentence(self, change: SentenceChange) -> ShownChange:
        path = str(self.visit.root / change.file)
        before, after = (
            plain_words(self.visit.project, "\n".join(lines)).strip()
            for lines in (change.before, change.after)
        )
        words = marked_words(before, after)
        note = "" if words and before != after else room_words(ROOM, "only-marks")
        return ShownChange(self.words.of(self.names.name(Place(path, change.line))), words, note)

    def _label(self, change: LabelChange) -> ShownChange:
        words = known_labels(self.visit.project).get(change.key)
        label = words.text("ja") if words else change.before or change.after or change.key
        head = room_words(ROOM, "label", label=label)
        part = change.part.rpartition(".")[2]
        note = "" if part == "ja" else room_words(ROOM, "label-part", part=self._part(part))
        return ShownChange(head, _whole(change.before or "", change.after or ""), note)

    def _part(self, part: str) -> str:
        key = f"label-{part}"
        return room_words(ROOM, key) if key in room_texts(ROOM) else self.words.language(part)

    def _picture(self, change: PictureChange, entry: int) -> ShownChange:
        names = [self.words.fact(key) for key in change.facts]
        reason = "picture-values" if names or change.labels else f"picture-{change.reason}"
        shown = room_words(ROOM, "list").join(names) or room_words(ROOM, "picture-labels")
        path = self.visit.project.screenshots / f"{change.screen}.toml"
        head = self.words.of(self.names.name(Place(str(path))))
        query = f"entry={entry}" if entry else f"since={_since(self.visit)}"
        address = f"/{self.visit.year}/history/picture?{query}&screen={change.screen}"
        return ShownChange(head, note=room_words(ROOM, reason, facts=shown), picture=address)

    def _translation(self, change: TranslationChange) -> ShownChange:
        head = room_words(ROOM, "translation", language=self.words.language(change.language))
        return ShownChange(head, note=room_words(ROOM, "translated", count=change.count))


def _time(at: datetime) -> str:
    return room_words(ROOM, "today", time=f"{at:%H:%M}")


def _whole(before: str, after: str) -> tuple[MarkedWords, ...]:
    """A value as a whole: it is not read in parts."""
    sides: Sequence[MarkedWords] = (MarkedWords("gone", before), MarkedWords("new", after))
    return tuple(one for one in sides if one.text)


RAIL: Final = RailItem(70, ROOM, "/{year}/history")
ROUTES: Final = (
    view("/{year}/history", show_history),
    view("/{year}/history/picture", show_picture),
    act("/{year}/history/entries/{number}", take_entry_back),
    act("/{year}/history", take_change_back),
)
