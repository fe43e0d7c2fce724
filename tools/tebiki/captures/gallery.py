"""Every picture of the manuals by manual and step, with what is to be done about it, in one look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from ..content.labels import Label
from ..content.project import Project, attempt
from ..content.screen_files import list_screens, load_screen, split_name
from ..content.screens import Capture, Photo, Screen, Verification
from ..content.shown_screens import mistakes
from ..content.text_files import read_text
from ..content.walk_items import PicturePlace, words_of
from ..content.walk_states import Difference, WalkStates, seen_labels, seen_spec
from ..errors import Problem, TebikiError, unique

#: ``wrong``: it cannot be shown; ``differs``: a walk saw otherwise; ``renew``: a capture that shows the name
#: of an earlier certificate; ``words``: nobody has read some of its words; ``unseen``: drawn, and nobody has
#: compared it; ``captured``, ``seen``: nothing to do; ``illustration``: nothing to compare.
GalleryState = Literal["wrong", "differs", "renew", "words", "unseen", "captured", "seen", "illustration"]
#: States about which something is to be done.
OPEN_STATES: Final = frozenset({"wrong", "differs", "renew", "words", "unseen"})


@dataclass(frozen=True, slots=True)
class GalleryEntry:
    """A picture at one place of a manual. ``screen``: its declared name; ``manuals``: all that show it.

    ``capture``: how it was captured, None for a drawing. ``unread``: labels on it that nobody has read there.
    """

    place: PicturePlace
    screen: str
    state: GalleryState
    manuals: tuple[str, ...]
    capture: Capture | None = None
    verified: Verification | None = None
    difference: Difference | None = None
    unread: tuple[str, ...] = ()
    known: bool = True
    problems: tuple[Problem, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is to be done about it."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of each manual in its order. ``unshown``: declared screens that no manual shows.

    ``problems``: of what is read for all of them, and between pages and screens.
    """

    entries: Mapping[str, tuple[GalleryEntry, ...]]
    unshown: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def all(self) -> tuple[GalleryEntry, ...]:
        """Each picture once, at the first place that shows it."""
        found: dict[str, GalleryEntry] = {}
        for entries in self.entries.values():
            for one in entries:
                found.setdefault(one.place.name, one)
        return tuple(found.values())

    @property
    def open(self) -> tuple[GalleryEntry, ...]:
        """Those about which something is to be done."""
        return tuple(one for one in self.all if one.is_open)


def read_gallery(project: Project) -> Gallery:
    """All pictures of the edition's manuals; what is wrong with one hides no other."""
    return _Reader(project).gallery()


@dataclass
class _Reader:
    project: Project
    problems: list[Problem] = field(default_factory=list)

    def gallery(self) -> Gallery:
        """Manual by manual."""
        places = {name: self._places(name) for name in self.project.edition.manuals}
        shown: dict[str, list[str]] = {}
        for manual, found in places.items():
            for place in found:
                shown.setdefault(place.name, []).append(manual)
        entries = {
            manual: tuple(self._entry(place, tuple(dict.fromkeys(shown[place.name]))) for place in found)
            for manual, found in places.items()
        }
        declared = list_screens(self.project.screenshots)
        there = {split_name(name)[0] for name in shown}
        wrong = any(one.state == "wrong" for found in entries.values() for one in found)
        if not self.problems and not wrong:
            docs, root = self.project.docs, self.project.screenshots
            self.problems += attempt(lambda: [*mistakes(docs, root)], self.problems) or []
        unshown = tuple(name for name in declared if name not in there)
        return Gallery(entries, unshown, tuple(unique(self.problems)))

    def _places(self, manual: str) -> tuple[PicturePlace, ...]:
        source = attempt(lambda: self.project.walk_source, self.problems)
        return (attempt(lambda: source.pictures(manual), self.problems) if source else None) or ()

    @cached_property
    def walks(self) -> WalkStates:
        """What people saw; nothing where a record is wrong, which is told."""
        return attempt(lambda: self.project.walks, self.problems) or WalkStates()

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The words on screens, those marked that somebody has read."""
        return seen_labels(attempt(lambda: self.project.labels, self.problems) or {}, self.walks)

    def _entry(self, place: PicturePlace, manuals: tuple[str, ...]) -> GalleryEntry:
        try:
            screen = load_screen(self.project.screenshots, place.name, "ja")
        except TebikiError as error:
            name = split_name(place.name)[0]
            return GalleryEntry(place, name, "wrong", manuals, problems=error.problems)
        return self._entry_of(screen, place, manuals)

    def _entry_of(self, screen: Screen, place: PicturePlace, manuals: tuple[str, ...]) -> GalleryEntry:
        name, variant = split_name(place.name)
        seen = seen_spec(screen.spec, place.name, self.walks).verified if variant is None else None
        entry = GalleryEntry(
            place=place,
            screen=name,
            state="seen",
            manuals=manuals,
            capture=screen.source.capture if isinstance(screen.source, Photo) else None,
            verified=seen or self.walks.screens.get(place.name),
            difference=self._difference(place.name),
            unread=tuple(self._unread(screen, place)),
            known=screen.spec.known,
        )
        return replace(entry, state=self._state(entry, screen))

    def _state(self, entry: GalleryEntry, screen: Screen) -> GalleryState:
        if screen.spec.kind == "illustration":
            return "illustration"
        if entry.difference is not None:
            return "differs"
        if entry.capture and entry.capture.on < self._certificate_since and self._names_certificate(screen):
            return "renew"
        if entry.verified is None and entry.capture is None:
            return "unseen"
        if entry.unread:
            return "words"
        return "seen" if entry.verified else "captured"

    def _difference(self, name: str) -> Difference | None:
        return next((one for one in self.walks.differences if one.entry.screen == name), None)

    def _unread(self, screen: Screen, place: PicturePlace) -> Iterator[str]:
        words = words_of(screen, place.alt, self.labels)
        return (key for key in words if not self.labels[key].verified)

    @cached_property
    def _certificate_since(self) -> date:
        """No capture from before it can show this edition's certificate.

        Where its validity is not known, that is the first day of the edition's year.
        """
        edition = self.project.edition
        return edition.certificate.not_before or date(edition.year, 1, 1)

    def _names_certificate(self, screen: Screen) -> bool:
        return names_certificate(screen.path.with_suffix(".typ"))


def names_certificate(drawing: Path) -> bool:
    """Whether the drawing that a capture stands for takes a name of the certificate; so if there is none."""
    return not drawing.exists() or '"certificate.' in read_text(drawing)
