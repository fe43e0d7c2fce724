"""Every screen at a glance: drawn or captured, who saw it on what, how old that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..content.calendar import Month
from ..content.edition import Edition
from ..content.labels import Label
from ..content.project import Project, attempt
from ..content.screen_files import list_screens, load_screen, load_spec, split_name
from ..content.screens import Capture, Photo, Screen, ScreenFile, Slot, Verification
from ..content.shown_screens import mistakes, shown_screens
from ..content.walk_states import WalkStates, seen_labels, seen_spec
from ..errors import Place, Problem, TebikiError, unique


@dataclass(frozen=True, slots=True)
class Look:
    """One picture of a screen and the languages that show it.

    ``instead`` names the fallback that stands there for a picture of these languages' own;
    ``wrong``: it cannot be shown as it is, and the problems say why.
    ``months``: whole months from the day it was captured to the month it is measured by;
    below 0 where it is newer, None for a drawing.
    """

    languages: tuple[str, ...]
    variant: str | None
    captured: bool
    file: str
    device: str | None
    os: str | None
    on: date | None
    months: int | None
    instead: str | None
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One declared screen; ``pages``: the files that show it; ``months`` since it was verified."""

    name: str
    spec: ScreenFile
    pages: tuple[str, ...]
    looks: tuple[Look, ...]
    months: int | None
    as_of: Month

    @property
    def verified(self) -> Verification | None:
        """Who saw it."""
        return self.spec.verified

    @property
    def captured(self) -> bool:
        """Whether any language shows a capture."""
        return any(look.captured for look in self.looks)


@dataclass(frozen=True, slots=True)
class Overview:
    """All screens in order of name, the words of ``docs/labels``, and what is wrong with them."""

    rows: tuple[Row, ...]
    labels: tuple[Label, ...]
    problems: tuple[Problem, ...]


def overview(project: Project, as_of: Month | None = None) -> Overview:
    """All declared screens; ages are measured by ``as_of``, else by the month of the screen's manual."""
    problems: list[Problem] = []
    rows: list[Row] = []
    shown = shown_screens(project.docs)
    walks = attempt(lambda: project.walks, problems) or WalkStates()
    for name in list_screens(project.screenshots):
        try:
            spec = seen_spec(load_spec(project.screenshots, name)[1], name, walks)
        except TebikiError as error:
            problems.extend(error.problems)
            continue
        month = as_of or month_of_screen(project.edition, name)
        places = [place for key, found in shown.items() if split_name(key)[0] == name for place in found]
        looks = tuple(_looks(project, name, spec, month, problems))
        seen = spec.verified.on if spec.verified else None
        pages = tuple(sorted({place.file for place in places}))
        rows.append(Row(name, spec, pages, looks, age(seen, month), month))
    labels = _labels(project, problems, walks)
    if not problems:
        problems.extend(mistakes(project.docs, project.screenshots))
    return Overview(tuple(rows), labels, tuple(unique(problems)))


def _labels(project: Project, problems: list[Problem], walks: WalkStates) -> tuple[Label, ...]:
    labels = attempt(lambda: project.labels, problems) or {}
    return tuple(seen_labels(labels, walks).values())


def month_of_screen(edition: Edition, name: str) -> Month:
    """The month of the manual that the screen ``name`` belongs to; of a shared one, the newest."""
    own = edition.manuals.get(name.partition("/")[0])
    return own.published if own else max(manual.published for manual in edition.manuals.values())


def age(seen: date | None, month: Month) -> int | None:
    """Whole months from ``seen`` to ``month``; None where nobody saw it."""
    return None if seen is None else (month.year - seen.year) * 12 + month.month - seen.month


def _looks(
    project: Project, name: str, spec: ScreenFile, month: Month, problems: list[Problem]
) -> Iterator[Look]:
    """The pictures of a screen, each with all languages that show it."""
    for variant in (None, *sorted(spec.variants)):
        asked = name if variant is None else f"{name}/{variant}"
        groups: dict[Look, list[str]] = {}
        for language in project.languages:
            try:
                look = _look(load_screen(project.screenshots, asked, language), variant, month)
            except TebikiError as error:
                problems.extend(error.problems)
                look = _wrong(project.screenshots / f"{name}.toml", spec, Slot(language, variant), month)
            groups.setdefault(look, []).append(language)
        for look, languages in groups.items():
            yield replace(look, languages=tuple(languages))


def _look(screen: Screen, variant: str | None, month: Month) -> Look:
    capture = screen.source.capture if isinstance(screen.source, Photo) else None
    return _of(capture, variant, screen.source.path, month, instead=screen.instead)


def _wrong(path: Path, spec: ScreenFile, asked: Slot, month: Month) -> Look:
    """What would be shown, if it were right."""
    language = str(asked.language)
    tried = [Slot(key, asked.variant) for key in (language, language.partition("_")[0], None)]
    there = next((slot for slot in tried if slot.capture(spec) is not None), None)
    if there is None:
        return replace(_of(None, asked.variant, path, month), wrong=True)
    return replace(_of(there.capture(spec), asked.variant, there.file(path), month), wrong=True)


def _of(
    capture: Capture | None, variant: str | None, path: Path, month: Month, *, instead: str | None = None
) -> Look:
    return Look(
        languages=(),
        variant=variant,
        captured=capture is not None,
        file=Place.of(path).file,
        device=capture.device if capture else None,
        os=capture.os if capture else None,
        on=capture.on if capture else None,
        months=age(capture.on if capture else None, month),
        instead=instead,
    )
