"""Walks as their room shows them: each step in words, what was said of it, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..content.device_walks import DeviceWalk, Seen, WalkEntry
from ..content.message_text import plain_label, plain_message
from ..content.project import Project
from ..content.publication import Publication
from ..content.ruby import plain
from ..content.walk_items import ItemKind, WalkItem
from ..content.walk_states import MANUAL_DECISION, Difference, ManualState
from ..editions.decide import Lack, lacks
from ..editions.walk_draft import WalkDraft, WalkPart, find_draft, walk_parts
from ..editions.walk_record import refuse_released
from ..errors import Problem, TebikiError
from .kept_gallery import project_of
from .shown_pictures import ShownPicture, show_pictures
from .visit import Visit


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One thing to compare. ``texts``: the words on the picture, or the sentence."""

    number: int
    kind: ItemKind
    texts: tuple[str, ...]
    picture: ShownPicture | None
    alt: str
    seen: str
    words: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """A step, or another heading, in the list of a draft. ``state``: done, partly or possible."""

    number: int
    title: str
    state: str
    counts: Mapping[Seen, int]


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """What a walk saw otherwise, and the manual still shows. ``screen``: the name of a picture's screen."""

    title: str
    seen: Seen
    words: str
    walk: DeviceWalk
    screen: str


@dataclass(frozen=True, slots=True)
class ManualShown:
    """What is known of a manual's walks. ``begun``: a walk that somebody is entering.

    ``lack``: what keeps it from being released, and the decision about it if there is one.
    """

    name: str
    title: str
    state: ManualState
    lack: Lack | None
    systems: tuple[str, ...]
    begun: DeviceWalk | None
    records: tuple[tuple[DeviceWalk, Mapping[Seen, int]], ...]
    differences: tuple[DifferenceShown, ...]
    released: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class WalkRoom:
    """The edition's manuals and what is to be compared in them, in Japanese: the manual's own words."""

    visit: Visit

    @cached_property
    def project(self) -> Project:
        """The project as it is now, to be shown."""
        return project_of(self.visit)

    @cached_property
    def here(self) -> Publication:
        """The edition in Japanese."""
        return self.project.publication("ja")

    @cached_property
    def lacks(self) -> Mapping[str, Lack]:
        """What is missing for a release, by what a decision about it names."""
        return {one.about: one for one in lacks(self.project, self.project.edition)}

    def platform(self, manual: str) -> str:
        """What people call a manual: Android."""
        return plain(self.here.manual(manual).platform)

    def title(self, manual: str, item: WalkItem) -> str:
        """The heading that an item stands under, with its step."""
        words = plain_message(item.title, self.here, manual)
        return f"{self.here.words('step', n=item.step)} {words}" if item.step else words

    def parts(self, draft: WalkDraft) -> Iterator[PartShown]:
        """All parts of a walk with what was said of them."""
        for part in walk_parts(draft.items):
            entries = draft.entries(part)
            answered = [one.seen for one in entries if one.seen]
            state = "possible" if not answered else "done" if len(answered) == len(entries) else "partly"
            title = self.title(draft.walk.manual, part.items[0])
            yield PartShown(part.number, title, state, count_seen(entries))

    def items(self, draft: WalkDraft, part: WalkPart, typed: Mapping[str, str] | None) -> Iterator[ItemShown]:
        """What is compared in a part; ``typed``: what a form said that was refused."""
        manual = draft.walk.manual
        names = [one.name for one in part.items if one.kind == "screen"]
        pictures = show_pictures(self.visit, manual, names).pictures if names else {}
        alts = {one.name: one.alt for one in self.project.walk_source.pictures(manual)}
        for number, (item, entry) in enumerate(zip(part.items, draft.entries(part), strict=True)):
            said = {f"seen.{number}": str(entry.seen), f"words.{number}": entry.words} | dict(typed or {})
            seen, words = said[f"seen.{number}"], said[f"words.{number}"]
            alt = plain_message(alts.get(item.name, ""), self.here, manual)
            picture = pictures.get(item.name)
            yield ItemShown(number, item.kind, self._texts(manual, item), picture, alt, seen, words)

    def _texts(self, manual: str, item: WalkItem) -> tuple[str, ...]:
        if item.kind == "sentence":
            return (plain_message(item.name, self.here, manual),)
        return tuple(plain_label(key, self.here, manual) for key in item.words)

    def manuals(self) -> Iterator[ManualShown]:
        """All manuals of the edition, in its order."""
        return map(self.manual, self.project.edition.manuals)

    def manual(self, name: str) -> ManualShown:
        """What is known of one manual's walks."""
        project = self.project
        walks, year = project.walks, project.edition.year
        own = [one.walk for one in walks.files if (one.walk.manual, one.walk.edition) == (name, year)]
        begun, problems = _begun(project, name)
        return ManualShown(
            name=name,
            title=self.platform(name),
            state=walks.manual(name, year),
            lack=self.lacks.get(f"{MANUAL_DECISION}{name}"),
            systems=walks.systems(name, year),
            begun=begun,
            records=tuple((walk, count_seen(walk.seen)) for walk in reversed(own)),
            differences=tuple(self._difference(one) for one in walks.differences if _is_of(one, name)),
            released=any(refuse_released(project, name)),
            problems=problems,
        )

    def _difference(self, found: Difference) -> DifferenceShown:
        walk, entry = found.file.walk, found.entry
        items = self.project.walks.items.get(walk.manual, ())
        item = next((one for one in items if one.key == entry.key), None)
        title = self.title(walk.manual, item) if item else entry.step
        return DifferenceShown(title, entry.seen, entry.words, walk, entry.screen or "")


def _begun(project: Project, manual: str) -> tuple[DeviceWalk | None, tuple[Problem, ...]]:
    """The walk that somebody is entering; what is wrong with a draft that cannot be read."""
    try:
        draft = find_draft(project, manual)
    except TebikiError as error:
        return None, error.problems
    return (draft.walk if draft else None), ()


def _is_of(found: Difference, manual: str) -> bool:
    return found.file.walk.manual == manual


def count_seen(entries: Sequence[WalkEntry]) -> dict[Seen, int]:
    """How many entries said what."""
    kinds: tuple[Seen, ...] = ("same", "differs", "absent", "")
    return {kind: sum(entry.seen == kind for entry in entries) for kind in kinds}
