"""What the approver decides: what stops a release, what readers would miss, what is decided already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...content.decisions import Decision
from ...content.language_names import japanese_name
from ...content.needs import decision_about, unmet_needs
from ...content.papers import Cell, Line, Part, Run, Sign, Table, cell, line
from .basis import Basis
from .facts import stopping_keys
from .words import choice_line, choices, fact_name, note, platform_of, said, strong

#: Millimetres: number, what, the decision.
_WIDTHS: Final = (7, 75, 90)
#: What `tebiki.content.decisions` calls a manual that nobody has walked through.
_WALKED: Final = "walked."


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to be decided. ``fact`` is bold, ``effect`` is what happens to readers."""

    fact: str
    effect: str
    answer: Cell
    decided: bool = False


def matters(basis: Basis) -> list[Matter]:
    """All of them; those that are open come first."""
    found = [
        *_needs(basis),
        *_walks(basis),
        *_facts(basis),
        *_languages(basis),
        *_opened(basis),
        *_compared(basis),
    ]
    return sorted(found, key=lambda one: one.decided)


def decide_part(basis: Basis, number: int) -> Part | None:
    """The block, with boxes to tick; what was decided before tells by whom, when and why."""
    found = matters(basis)
    if not found:
        return None
    rows = tuple((cell(str(at)), _told(one), one.answer) for at, one in enumerate(found, 1))
    left = any(not one.decided for one in found)
    state = line(said("tick-here")) if left else Line((Sign("done"), Run(said("all-decided"))))
    table = Table(_WIDTHS, (), rows, look="decide")
    return Part("check-decide", said("decide", n=number), (table,), state)


def _told(matter: Matter) -> Cell:
    """What is to be decided; of several with one effect only the first tells it."""
    return strong(matter.fact), *((line(matter.effect),) if matter.effect else ())


def _needs(basis: Basis) -> Iterator[Matter]:
    """Ways to reach the office that no fact of the edition meets."""
    edition, settings = basis.here.edition, basis.here.settings
    effect = said("need-stops")
    for about, keys in unmet_needs(edition, settings.needed).items():
        names = said("or").join(fact_name(basis.here, key) for key in keys)
        decision = decision_about(edition, about)
        if decision is not None:
            yield Matter(
                said("need", names=names), said("need-left-out"), _decided(basis, decision), decided=True
            )
        else:
            yield Matter(said("need", names=names), effect, choice_line("with-value", "without-value"))
            effect = ""


def _walks(basis: Basis) -> Iterator[Matter]:
    """Manuals that nobody has walked through as they are."""
    effect = said("unwalked-stops")
    for name, _ in basis.looks.unwalked:
        fact = said("unwalked", manual=platform_of(basis.here, name))
        decision = decision_about(basis.here.edition, f"{_WALKED}{name}")
        if decision is not None:
            yield Matter(fact, said("unwalked-effect"), _decided(basis, decision), decided=True)
        else:
            yield Matter(fact, effect, choice_line("walk-first", "walk-not"))
            effect = ""


def _decided(basis: Basis, decision: Decision) -> Cell:
    by = said("who-day", by=decision.role, day=basis.here.words.day(decision.day))
    return Line((Sign("done"), Run(said("decided")))), line(by), note(said("reason", reason=decision.reason))


def _facts(basis: Basis) -> Iterator[Matter]:
    """Values that nobody has confirmed: a release refuses those that are printed."""
    keys = stopping_keys(basis)
    if keys:
        names = said("list").join(fact_name(basis.here, key) for key in keys[:3])
        names += said("more-facts", n=len(keys) - 3) if len(keys) > 3 else ""
        effect = said("unconfirmed-effect", names=names)
        yield Matter(said("unconfirmed", n=len(keys)), effect, choices("confirm-first"))


def _languages(basis: Basis) -> Iterator[Matter]:
    """Manuals that would be notices, for want of a translation."""
    for code in dict.fromkeys(language for language, _ in basis.looks.held):
        pages = [page for language, page in basis.looks.held if language == code]
        manuals = said("list").join(
            platform_of(basis.here, page) if page in basis.here.edition.manuals else said("front")
            for page in pages
        )
        fact = said("held", language=japanese_name(code), manuals=manuals)
        yield Matter(fact, said("held-effect"), choices("translate-first", "with-notice"))


def _opened(basis: Basis) -> Iterator[Matter]:
    """A certificate's file that nobody has opened on a device."""
    if not basis.here.edition.certificate.opened:
        yield Matter(said("unopened"), said("unopened-effect"), choices("open-first", "open-not"))


def _compared(basis: Basis) -> Iterator[Matter]:
    if basis.comparison is not None and basis.comparison.kind == "uncompared":
        yield Matter(said("uncompared"), said("uncompared-effect"), choices("uncompared-known"))
