"""Subjects of the sources: files as text, what readers get to read, catalogues, screens, the edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from ...content.catalogs.catalog import Catalog, Entry
from ...content.catalogs.seen import SeenTranslations
from ...content.png import Header, header_of
from ...content.screens import Capture, ScreenFile, Slot
from ...content.toml_files import place_of
from ...content.walk_states import WalkStates
from ...errors import Place
from ..city import City
from .text import MARKDOWN_LINK, PlacedText, words_of


@dataclass(frozen=True)
class SourceText:
    """A source file as text. ``language``: of its prose; None where it holds several or none."""

    path: Path
    text: str
    city: City
    language: str | None = None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines without their ends."""
        return tuple(self.text.split("\n"))

    def written_texts(self) -> Iterator[PlacedText]:
        """Its lines as they stand, comments too."""
        for number, line in enumerate(self.lines, 1):
            yield PlacedText(line, line, partial(self.place, number))

    def shown_texts(self) -> Iterator[PlacedText]:
        """The same; none of a catalogue, whose translations are `Prose`."""
        return iter(()) if self.path.suffix == ".po" else self.written_texts()

    def place(self, line: int) -> Place:
        """A line of it, from 1."""
        return Place.of(self.path, line)


@dataclass(frozen=True)
class Prose:
    """A text of the sources that readers get to read: a line of a page, a translation, a fact.

    ``text`` is as it is written, with roles; ``language`` a Sphinx code. ``where`` is asked for
    findings only: it may read the file again. ``alt``: it describes a picture.
    """

    text: str
    language: str
    where: Callable[[], Place]
    city: City
    alt: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.where()

    @cached_property
    def words(self) -> str:
        """The text as it is read."""
        return words_of(self.text, self.language)

    def shown_texts(self) -> Iterator[PlacedText]:
        """Itself."""
        yield PlacedText(self.text, self.words, self.where, self.language, self.language)

    def link_texts(self) -> Iterator[PlacedText]:
        """What its links say."""
        for said, _ in MARKDOWN_LINK.findall(self.text):
            yield PlacedText(said, said, self.where, self.language, self.language)


@dataclass(frozen=True)
class CatalogFile:
    """A catalogue that could be read."""

    catalog: Catalog
    city: City
    seen: SeenTranslations = field(default_factory=SeenTranslations)

    def has_seen(self, entry: Entry, code: str) -> bool:
        """Whether somebody has looked at what a warning tells of a translation, as it stands today."""
        return self.seen.holds(entry.msgid, entry.msgstr, code)


@dataclass(frozen=True)
class DeclaredScreen:
    """A declared screen, ``android/password``; ``path``: its TOML file."""

    name: str
    path: Path
    spec: ScreenFile
    city: City

    def shown_texts(self) -> Iterator[PlacedText]:
        """Its own name, without the folder's; what is within is a `SourceText`."""
        own = self.name.rpartition("/")[2]
        yield PlacedText(own, own, self.place)

    def place(self) -> Place:
        """Its file."""
        return Place.of(self.path)


@dataclass(frozen=True)
class WalkedManuals:
    """The manuals of an edition beside what people saw on devices."""

    walks: WalkStates
    city: City


@dataclass(frozen=True)
class CaptureFile:
    """A real capture as it lies there; ``data``: the PNG's bytes."""

    screen: DeclaredScreen
    slot: Slot
    capture: Capture
    path: Path
    data: bytes = field(repr=False)

    @cached_property
    def header(self) -> Header | None:
        """What the PNG says of itself; None where it is none."""
        return header_of(self.data)

    def place(self) -> Place:
        """The PNG."""
        return Place.of(self.path)

    def declared(self, *key: str) -> Place:
        """Where the screen's file tells of it."""
        return place_of(self.screen.path, [*self.slot.keys, *key])


@dataclass(frozen=True)
class EditionFacts:
    """The current edition as a whole."""

    city: City

    def place(self, *key: str | int) -> Place:
        """Where a fact stands in the edition's file."""
        return place_of(self.city.file, list(key))
