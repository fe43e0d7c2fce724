"""Rules about walks: what somebody saw otherwise on a device, and manuals that nobody has walked through."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.toml_files import place_of
from ...content.walk_states import MANUAL_DECISION
from ...errors import Problem
from ..rule import rule
from ..subjects.sources import WalkedManuals


@rule(
    "walk/differs",
    bad='seen = "differs"\nwords = "…"',
    good='seen = "same"',
    severity="warning",
)
def differs(manuals: WalkedManuals) -> Iterator[Problem]:
    """What a device shows is what the manual shows; else the difference is settled in the walk's record."""
    for one in manuals.walks.differences:
        entry, walk = one.entry, one.file.walk
        values = {
            "name": entry.screen or entry.sentence or entry.step,
            "step": entry.step,
            "manual": walk.manual,
        }
        values |= {"seen": entry.seen, "words": entry.words or "-", "device": walk.device, "os": walk.os}
        yield Problem("walk/differs", place_of(one.file.path, ["seen", one.index]), values)


@rule(
    "walk/unwalked",
    bad="[manuals.phone]（docs/walks に記録なし）",
    good="docs/walks/2031-phone-1.toml",
    severity="unconfirmed",
)
def unwalked(manuals: WalkedManuals) -> Iterator[Problem]:
    """Each manual of the edition was followed to the end on a real device, as it is."""
    for name, state in manuals.walks.unwalked(manuals.city.edition):
        place = place_of(manuals.city.file, ["manuals", name])
        yield Problem("walk/unwalked", place, {"manual": name, "state": state})


@rule(
    "walk/decision",
    bad='[[decisions]]\nabout = "walked.phone"（記録がある）',
    good="（その decisions を消す）",
    severity="warning",
)
def decision(manuals: WalkedManuals) -> Iterator[Problem]:
    """A decision to publish a manual that nobody has walked through is about one that still is so."""
    unwalked = {f"{MANUAL_DECISION}{name}" for name, _ in manuals.walks.unwalked(manuals.city.edition)}
    for index, one in enumerate(manuals.city.edition.decisions):
        if one.about.startswith(MANUAL_DECISION) and one.about not in unwalked:
            place = place_of(manuals.city.file, ["decisions", index])
            yield Problem("walk/decision", place, {"about": one.about})
