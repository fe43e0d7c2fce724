"""Screens and words that nobody has compared with a real device: picture, words, room to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ...content.labels import filled
from ...content.output_names import picture_name
from ...content.papers import Blank, Cell, Line, Part, Run, Shot, Sign, Table, cell, line
from ...content.screen_files import load_screen, load_spec
from ...errors import TebikiError
from ...render.screen import draw
from ..compare.blocks import Page, Picture, Section
from .basis import Basis
from .words import note, said, strong, to_fill_in

#: Millimetres: picture, what and where, words, result.
_WIDTHS: Final = (36, 45, 41, 50)
_OF_WORDS: Final = (50, 72, 50)
#: The box that a picture fits, whole.
_BOX: Final = (33, 28)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A screen as the draft shows it: its picture, and every place of it."""

    name: str
    picture: Picture
    places: list[tuple[Page, Section]]


def screens_part(basis: Basis, number: int) -> Part | None:
    """A row a screen, in the order of the manuals."""
    shown = [*_shown(basis)]
    if not shown:
        return None
    rows = tuple(_row(basis, at, one) for at, one in enumerate(shown, 1))
    head = tuple(said(key) for key in ("picture", "screen", "words", "result"))
    content = (line(said("screens-do")), Table(_WIDTHS, head, rows, look="list"))
    return Part("check-screens", said("screens", n=number), content, line(said("count", n=len(rows))))


def _shown(basis: Basis) -> Iterator[_Shown]:
    """Screens that nobody has seen, in the order in which the manuals show them."""
    screens = (name for name in basis.looks.unseen if _is_of_a_device(basis, name))
    names = {picture_name(name): name for name in screens}
    found: dict[str, _Shown] = {}
    for page, section in basis.sections():
        for block in section.blocks:
            name = names.get(block.picture.path.name) if block.picture is not None else None
            if name is not None and block.picture is not None:
                one = found.setdefault(name, _Shown(name, block.picture, []))
                one.places.append((page, section))
    yield from found.values()


def _is_of_a_device(basis: Basis, name: str) -> bool:
    """Whether a device shows it; a drawing that explains something can be compared with nothing."""
    _, spec = load_spec(basis.screenshots, name)
    return spec.kind == "screen"


def _row(basis: Basis, number: int, shown: _Shown) -> tuple[Cell, ...]:
    picture = shown.picture
    alt = "".join(token.text for token in picture.alt)
    shot = Shot(f"screen-{number}.png", picture.path, alt, picture.width, picture.height, _BOX)
    what = strong(alt.partition("。")[0] or shown.places[0][1].name)
    words = cell(*words_of(basis, shown.name, shown.places[0][0].name)) or (note(said("no-words")),)
    return (shot,), (what, note(basis.places(shown.places))), words, _result()


def _result() -> Cell:
    """Boxes and rules for whoever compares it with a device."""
    ticks = (part for key in ("same", "other", "absent") for part in (Sign("box"), Run(said(key) + " ")))
    return Line(tuple(ticks)), *to_fill_in("device", "who-when", "other-words")


def words_of(basis: Basis, screen: str, page: str) -> list[str]:
    """The words of screens that a drawing shows, in the order of the labels; none of a capture."""
    here = basis.here
    try:
        declared = load_screen(basis.screenshots, screen, here.language)
        inputs = here.inputs(page if page in here.edition.manuals else None)
        used = draw(declared, inputs, basis.cache).used
    except TebikiError:  # the build has told it already
        return []
    facts = {name: text for name, text in inputs.facts.items() if text}
    return list(
        dict.fromkeys(filled(here.labels[key].text("ja"), facts) for key in here.labels if key in used)
    )


def labels_part(basis: Basis, number: int) -> Part | None:
    """Words on screens that the draft prints, that nobody has compared and that no row of the screens has."""
    shown = {text for one in _shown(basis) for text in words_of(basis, one.name, one.places[0][0].name)}
    texts = dict.fromkeys(basis.here.labels[key].text("ja") for key in basis.looks.labels)
    rows = tuple(row for text in texts if text not in shown for row in _words_row(basis, text))
    if not rows:
        return None
    head = tuple(said(key) for key in ("words", "printed", "result"))
    content = (line(said("labels-do")), Table(_OF_WORDS, head, rows, look="list"))
    return Part("check-labels", said("labels", n=number), content, line(said("count", n=len(rows))))


def _words_row(basis: Basis, text: str) -> Iterator[tuple[Cell, ...]]:
    """A row, or none for words that no page has: readers are sent to no such screen."""
    found = [(page, section) for page, section in basis.sections() if text in _text_of(section)]
    if not found:
        return
    ticks = (part for key in ("same", "other", "absent") for part in (Sign("box"), Run(said(key) + " ")))
    yield (
        (strong(text),),
        (note(basis.places(found)),),
        (Line(tuple(ticks)), Line((Run(said("device"), tone="note"), Blank(26)))),
    )


def _text_of(section: Section) -> str:
    return "".join(token.text for token in section.words())


def captures_part(basis: Basis, number: int) -> Part | None:
    """Captures of a screen that shows the certificate's name: last year's may be on them."""
    names = {picture_name(name): name for name in basis.looks.shows_name}
    rows: list[tuple[Cell, ...]] = []
    for page, section in basis.sections():
        for block in section.blocks:
            if block.picture is None or names.pop(block.picture.path.name, None) is None:
                continue
            alt = "".join(token.text for token in block.picture.alt)
            shot = Shot(
                f"capture-{len(rows)}.png", block.picture.path, alt, block.picture.width, block.picture.height
            )
            place = note(basis.places([(page, section)]))
            right = (Line((Sign("box"), Run(said("right-name")))), *to_fill_in("who-when"))
            rows.append(((replace(shot, within=_BOX),), (strong(alt.partition("。")[0]), place), right))
    if not rows:
        return None
    head = (said("picture"), said("screen"), said("result"))
    content = (line(said("captures-do")), Table((37, 75, 60), head, tuple(rows), look="list"))
    return Part("check-captures", said("captures", n=number), content, line(said("count", n=len(rows))))
