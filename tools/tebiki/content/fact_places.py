"""Where a fact is printed: the sections of the manuals whose sources name it, in reading order.

Of a fact without a value it is told where it would be printed. Screens count by the facts that their
drawings take, covers by what every cover has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from .facts import DERIVED
from .message_text import plain_message
from .passages import HEADING, REMEDY, Passage, passages
from .publication import Publication
from .text_files import read_text
from .walk_items import Shown, WalkSource

#: The page on which readers choose their device.
_FRONT: Final = "index"
_ROLE: Final = re.compile(r"\{(fact|url)\}`([^`]*)`|\]\(fact:([\w-]+)\)")
#: What a drawing takes: ``fact("certificate.file")``.
_TAKEN: Final = re.compile(r'\bfact\(\s*"([\w.]+)"')
_STEP: Final = re.compile(r"step-(\d+)")
#: Facts of a manual that a text names without the manual.
_OF_MANUAL: Final = frozenset({"version", "published", "platform", "os", "browser", "tested"})
_ON_COVER: Final = ("version", "published", "platform", "os", "browser", "cover_note")


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A section of a page. ``anchor``: its name within the page, "" for the page's top.

    ``step``: its number, None where it is no step; ``title``: its heading in Japanese, "" for a cover.
    """

    page: str
    anchor: str
    step: int | None
    title: str

    @property
    def is_front(self) -> bool:
        """Whether it is on the page on which readers choose their device."""
        return self.page == _FRONT


def fact_places(source: WalkSource) -> Mapping[str, tuple[FactPlace, ...]]:
    """Every fact's places, by its key; a fact that is nowhere is not there. Raises `TebikiError`."""
    found: dict[str, dict[FactPlace, None]] = defaultdict(dict)
    manuals = [*source.here.edition.manuals]
    fronts = [_FRONT] if (source.docs / f"{_FRONT}.md").is_file() else []
    for page in [*fronts, *(name for name in manuals if (source.docs / f"{name}.md").is_file())]:
        for key, place in _of_page(source, page):
            found[key][place] = None
    return {key: tuple(places) for key, places in found.items()}


def _of_page(source: WalkSource, page: str) -> Iterator[tuple[str, FactPlace]]:
    manual = page if page in source.here.edition.manuals else None
    if manual is not None:
        yield from _of_cover(manual)
    for section, passage in _sections(source, page, manual):
        for name in _names(source.screenshots, passage):
            if key := _key_of(source.here, name, manual):
                yield key, section


def _of_cover(manual: str) -> Iterator[tuple[str, FactPlace]]:
    cover = FactPlace(manual, "", None, "")
    yield from (("certificate.id", cover), ("publisher", cover))
    yield from ((f"manuals.{manual}.{name}", cover) for name in _ON_COVER)


def _sections(source: WalkSource, page: str, manual: str | None) -> Iterator[tuple[FactPlace, Passage]]:
    """Each passage with the section that it stands in; a heading without a name is of the one above."""
    shown = Shown(source.here, manual) if manual else None
    read = passages(
        source.docs, page, lambda name, about: name != "unknown" or shown is None or shown(name, about)
    )
    here, waits, first = FactPlace(page, "", None, ""), False, True
    for one in read:
        if one.kind == "end" and one.text not in (HEADING, REMEDY) and first:
            first = False  # the page's own heading, which its cover shows
        elif one.kind in ("step", "end") and one.text not in (HEADING, REMEDY):
            step = _STEP.fullmatch(one.text)
            here, waits = FactPlace(page, one.text, int(step[1]) if step else None, ""), True
        elif one.kind == "message" and waits:
            title = plain_message(one.text, source.here, manual or next(iter(source.here.edition.manuals)))
            here, waits = FactPlace(page, here.anchor, here.step, title), False
        yield here, one


def _names(screenshots: Path, passage: Passage) -> Iterator[str]:
    """The names of facts that a passage prints; of links and quotations with their table."""
    if passage.kind in ("message", "alt"):
        for role, name, link in _ROLE.findall(passage.text):
            yield name if role == "fact" else f"links.{name or link}"
    elif passage.kind == "qr":
        yield f"links.{passage.text}"
    elif passage.kind == "quotation":
        yield f"quotations.{passage.text}"
    elif passage.kind == "screen":
        yield from _taken(screenshots / f"{passage.text}.typ")


def _taken(drawing: Path) -> tuple[str, ...]:
    """The facts that a drawing takes; none where there is only a capture."""
    return _taken_in(read_text(drawing)) if drawing.is_file() else ()


@cache
def _taken_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_TAKEN.findall(text)))


def _key_of(here: Publication, name: str, manual: str | None) -> str | None:
    """The key of a fact by the name that texts give it; None for what is no fact of the year's file."""
    name = "certificate.id" if name == "certificate.file" else DERIVED.get(name, name)
    if name in _OF_MANUAL:
        return f"manuals.{manual}.{name}" if manual else None
    if name in here.edition.extra:
        return f"extra.{name}"
    return name if here.edition.names(name) else None
