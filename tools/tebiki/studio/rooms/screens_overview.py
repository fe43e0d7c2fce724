"""画面: every picture of the manuals at a glance, what is to be done about it, the way to its editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from ...captures.gallery import Gallery, GalleryEntry
from ...content.message_text import plain_message
from ...content.publication import Publication
from ...content.ruby import plain
from ...errors import Problem, TebikiError
from ..kept_gallery import gallery_of, project_of
from ..reply import Page, Part, Reply
from ..room import RailItem, view
from ..shown_pictures import ShownPicture, show_pictures
from ..visit import Visit
from ..words import day_words, room_words

#: Seconds that a page waits for pictures that nobody has drawn yet; the rest follow.
_PATIENCE: Final = 0.4
#: The tab of what is to be done, and of all; other tabs are named by their manual.
TODO, ALL = "todo", "all"
#: State of a picture → how it is marked.
_MARKS: Final = {
    "wrong": "stopped",
    "differs": "stopped",
    "renew": "stopped",
    "words": "possible",
    "unseen": "possible",
    "captured": "done",
    "seen": "done",
    "illustration": "",
}


@dataclass(frozen=True, slots=True)
class CardShown:
    """A picture with what is said below it. ``mark``: of `state_mark`; "" for one without."""

    entry: GalleryEntry
    title: str
    alt: str
    address: str
    picture: ShownPicture | None
    is_left: bool
    source: str
    mark: str
    state: str
    problems: tuple[Problem, ...]


def _w(key: str, **values: object) -> str:
    return room_words("screens_overview", key, **values)


def count_open(visit: Visit) -> int | None:
    """Pictures about which something is to be done; None where what they are read from is wrong."""
    gallery = gallery_of(visit)
    return None if gallery.problems and not gallery.all else len(gallery.open)


def show_screens(visit: Visit) -> Reply:
    """The pictures of a tab; ``part=list`` gives the list alone, once more of it drawn."""
    gallery, here = gallery_of(visit), project_of(visit).publication("ja")
    tab = _tab(visit, gallery)
    entries = gallery.open if tab == TODO else gallery.all if tab == ALL else gallery.entries[tab]
    cards = list(_Cards(visit, here, single=tab not in (TODO, ALL)).cards(entries))
    left = any(card.is_left for card in cards)
    base = f"/{visit.year}/screens"
    values = {
        "cards": cards,
        "tab": tab,
        "left": f"{base}?manual={tab}&part=list" if left else "",
        "tabs_shown": list(_tabs(here, gallery, base, tab)),
        "problems": gallery.problems if tab in (TODO, ALL) else (),
        "unshown": gallery.unshown if tab in (TODO, ALL) else (),
    }
    if visit.query.get("part") == "list":
        return Part("screens_overview_list.html", values)
    return Page("screens_overview.html", _w("title"), values)


def _tab(visit: Visit, gallery: Gallery) -> str:
    """The tab of the address; what is to be done, where it names none that there is."""
    asked = visit.query.get("manual", TODO)
    return asked if asked in {TODO, ALL, *gallery.entries} else TODO


def _tabs(here: Publication, gallery: Gallery, base: str, tab: str) -> Iterator[tuple[str, str, int, bool]]:
    yield f"{base}?manual={TODO}", _w("tab-todo"), len(gallery.open), tab == TODO
    for name, entries in gallery.entries.items():
        yield f"{base}?manual={name}", plain(here.manual(name).platform), len(entries), tab == name
    yield f"{base}?manual={ALL}", _w("tab-all"), len(gallery.all), tab == ALL


@dataclass(frozen=True, slots=True)
class _Cards:
    """``single``: all are of one manual, which need not be named."""

    visit: Visit
    here: Publication
    single: bool

    def cards(self, entries: Sequence[GalleryEntry]) -> Iterator[CardShown]:
        """A card for each picture."""
        pictures, wrong = self._pictures(entries)
        titles = self._titles(entries)
        for entry, title in zip(entries, titles, strict=True):
            name = entry.place.name
            problems = entry.problems or wrong.get(name, ())
            state = "wrong" if problems else entry.state
            yield CardShown(
                entry=entry,
                title=title,
                alt=plain_message(entry.place.alt, self.here, entry.place.manual),
                address=f"/{self.visit.year}/screens/{entry.screen}",
                picture=pictures.get(name),
                is_left=name not in pictures and not problems,
                source=_source_words(entry),
                mark=_MARKS[state],
                state=_state_words(entry, state),
                problems=problems,
            )

    def _titles(self, entries: Sequence[GalleryEntry]) -> list[str]:
        """Where each stands; numbered, where several stand at one place."""
        plain_titles = [self._title(entry) for entry in entries]
        often, seen, found = Counter(plain_titles), Counter[str](), []
        for title in plain_titles:
            seen[title] += 1
            found.append(_w("nth", title=title, number=seen[title]) if often[title] > 1 else title)
        return found

    def _title(self, entry: GalleryEntry) -> str:
        place = entry.place
        words = plain_message(place.title, self.here, place.manual)
        step = [self.here.words("step", n=place.step)] if place.step else []
        platform = plain(self.here.manual(place.manual).platform)
        # 「Android 9・10で違うところ」 names its manual itself.
        named = self.single or words.startswith(platform)
        return " ".join([*([] if named else [platform]), *step, words])

    def _pictures(
        self, entries: Sequence[GalleryEntry]
    ) -> tuple[dict[str, ShownPicture], dict[str, tuple[Problem, ...]]]:
        """The pictures that are there within the room's patience, and why others cannot be shown."""
        goes_on = _patience()
        pictures: dict[str, ShownPicture] = {}
        wrong: dict[str, tuple[Problem, ...]] = {}
        for manual, names in _by_manual(entries).items():
            try:
                shown = show_pictures(self.visit, manual, names, goes_on)
            except TebikiError as error:
                wrong |= dict.fromkeys(names, error.problems)
                continue
            pictures |= shown.pictures
            wrong |= shown.wrong
        return pictures, wrong


def _by_manual(entries: Sequence[GalleryEntry]) -> Mapping[str, list[str]]:
    """Names of pictures that can be shown, by the manual whose values they show."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if not entry.problems:
            found.setdefault(entry.place.manual, []).append(entry.place.name)
    return found


def _patience() -> Callable[[], bool]:
    """Asked before each picture: yes the first time, and as long as the page may still wait."""
    begun, asked = perf_counter(), False

    def goes_on() -> bool:
        nonlocal asked
        first, asked = not asked, True
        return first or perf_counter() - begun < _PATIENCE

    return goes_on


def _source_words(entry: GalleryEntry) -> str:
    """Drawn or captured, on what, and how many manuals show it."""
    parts = [_w("drawn")]
    if capture := entry.capture:
        # Of a browser on a PC both say the same.
        names = [capture.device] if capture.os in capture.device else [capture.device, capture.os]
        parts = [_w("captured", names=_w("comma").join(names), day=day_words(capture.on))]
    elif entry.state == "illustration":
        parts = [_w("illustration")]
    if len(entry.manuals) > 1:
        parts.append(_w("shared", count=len(entry.manuals)))
    if not entry.known and entry.capture is None:
        parts.append(_w("schematic"))
    return _w("dot").join(parts)


def _state_words(entry: GalleryEntry, state: str) -> str:
    """What is to be done about a picture, or who has seen it."""
    if state == "differs" and (found := entry.difference):
        key = "state-differs" if found.entry.words else "state-absent"
        walk = found.file.walk
        return _w(key, words=found.entry.words, by=walk.by, device=walk.device, os=walk.os)
    if state == "words":
        return _w("state-words", count=len(entry.unread))
    if state == "seen" and (seen := entry.verified):
        return _w("state-seen", by=seen.by, device=seen.device, os=seen.os, day=day_words(seen.on))
    return _w(f"state-{state}")


RAIL: Final = RailItem(40, "screens_overview", "/{year}/screens", count_open)
ROUTES: Final = (view("/{year}/screens", show_screens),)
