"""Looks at captures as they lie there: against their description, the pages, and for private data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..content.legibility import Reading, reading
from ..content.png import header_of
from ..content.project import Project
from ..content.screen_files import list_screens, load_photo, load_spec, shape_of, split_name
from ..content.screens import Capture, Inputs, Photo, Screen, ScreenFile, Slot, slots
from ..content.shown_screens import mistakes
from ..content.toml_files import place_of
from ..errors import Place, Problem, TebikiError, UsageError, fail

if TYPE_CHECKING:
    from ..render.capture import Pixels


@dataclass(frozen=True, slots=True)
class Checked:
    """A capture that was looked at: pictures for people's eyes; ``marked`` is None if it is not right."""

    name: str
    slot: Slot
    grid: Path
    marked: Path | None
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that was looked at, and everything that is wrong."""

    names: tuple[str, ...]
    checked: tuple[Checked, ...]
    problems: tuple[Problem, ...]


def check(project: Project, names: Sequence[str] = ()) -> Report:
    """Check the captures of the screens ``names``; without names all, and what no page shows.

    Raises `UsageError` for a name that is not declared; all else is in the report.
    """
    declared = list_screens(project.screenshots)
    wanted = tuple(dict.fromkeys(split_name(name)[0] for name in names)) or declared
    for name in wanted:
        if name not in declared:
            values = {"name": name, "allowed": ", ".join(declared)}
            raise UsageError([Problem("screens/unknown", Place("tebiki screens check"), values)])
    checked: list[Checked] = []
    problems: list[Problem] = []
    for name in wanted:
        try:
            path, spec = load_spec(project.screenshots, name)
        except TebikiError as error:
            problems.extend(error.problems)
            continue
        for slot in slots(spec):
            if (capture := slot.capture(spec)) is not None:
                _check_slot(_Look(project, name, path, spec, slot, capture), checked, problems)
    if not names and not problems:
        problems.extend(mistakes(project.docs, project.screenshots))
    return Report(wanted, tuple(checked), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Look:
    project: Project
    name: str
    path: Path
    spec: ScreenFile
    slot: Slot
    capture: Capture


def _check_slot(look: _Look, checked: list[Checked], problems: list[Problem]) -> None:
    """The grid comes first: it is what a person needs to put right what is wrong after it."""
    from ..render.capture import read_stored  # noqa: PLC0415 -- whoever only asks where previews lie needs no Pillow

    try:
        picture = look.slot.file(look.path)
        if not picture.is_file():
            place = place_of(look.path, look.slot.keys)
            fail("screens/gone", place, file=Place.of(picture).file, table=look.slot.table)
        data = picture.read_bytes()
        image = read_stored(data, picture)
        grid = preview_path(look.project, look.name, look.slot, "grid")
        write_preview(grid, image, look.capture)
        problems.extend(_private(look, data, image))
    except TebikiError as error:
        problems.extend(error.problems)
        return
    marked: Path | None = None
    try:
        photo = load_photo(look.name, look.path, look.spec, look.slot)
        marked = _marked(look, photo)
    except TebikiError as error:
        problems.extend(error.problems)
    shape = shape_of(look.path, look.spec, look.capture)
    checked.append(Checked(look.name, look.slot, grid, marked, reading(shape, look.capture, image.size)))


def _private(look: _Look, data: bytes, image: Pixels) -> Iterator[Problem]:
    """What the file itself must not hold, though the outputs would not show it."""
    from ..render.capture import is_covered  # noqa: PLC0415 -- as above

    picture = look.slot.file(look.path)
    header = header_of(data)
    if header is not None and header.private:
        yield Problem("screens/metadata", Place.of(picture), {"chunks": ", ".join(header.private)})
    for index, box in enumerate(look.capture.redact):
        if not is_covered(image, box):
            place = place_of(look.path, [*look.slot.keys, "redact", index])
            yield Problem("screens/uncovered", place, {"box": list(box), "file": Place.of(picture).file})


def _marked(look: _Look, photo: Photo) -> Path:
    """The picture as pages show it."""
    from ..render.screen import draw  # noqa: PLC0415 -- as above, and no Typst

    language = look.slot.language or look.project.languages[0]
    shape = shape_of(look.path, look.spec, photo.capture)
    screen = Screen(look.name, language, look.path, look.spec, photo, shape)
    drawn = draw(screen, Inputs(language, {}, {}), look.project.cache)
    target = preview_path(look.project, look.name, look.slot, "marks")
    shutil.copyfile(drawn.path, target)
    return target


def preview_path(project: Project, name: str, slot: Slot, kind: str) -> Path:
    """Where a picture for people's eyes goes; ``kind``: ``grid`` or ``marks``."""
    parts = [name.replace("/", "-"), slot.variant, slot.language, kind]
    return project.build / "preview" / ("-".join(part for part in parts if part) + ".png")


def write_preview(target: Path, image: Pixels, capture: Capture) -> None:
    """The capture on its grid. Raises ``screens/cache`` where the folder cannot be written."""
    from ..render.capture import png_of  # noqa: PLC0415 -- as above
    from ..render.preview import preview  # noqa: PLC0415 -- as above

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(png_of(preview(image, [mark.box for mark in capture.marks])))
    except OSError as error:
        fail("screens/cache", Place.of(target.parent), why=error.strerror or str(error))
