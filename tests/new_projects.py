"""Projects that ``tebiki init`` makes, for tests: of an invented city, in a year that no clock told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tebiki.content.calendar import Month
from tebiki.content.placeholders import placeholder_texts
from tebiki.new_project.answers import read_certificate
from tebiki.new_project.make import NewProject, make_project
from tebiki.new_project.plan import (
    ProjectPlan,
    open_certificate,
)

YEAR = 2031
NAME = "山辺市"
#: Its name in the languages whose own names checks ask for.
NAMES = {"ja": NAME, "ja_simple": "｜山辺市《やまべし》", "en": "Yamabe City"}


def plan_of(
    languages: Sequence[str] = ("ja",),
    devices: Sequence[str] = ("android",),
    *,
    name: str | None = None,
    certificate: str | None = None,
) -> ProjectPlan:
    """A plan with placeholders, but for what is given."""
    return ProjectPlan(
        name=NAMES if name is None else {"ja": name},
        year=YEAR,
        published=Month(YEAR, 4),
        system=placeholder_texts("system"),
        publisher=placeholder_texts("publisher"),
        certificate=open_certificate()
        if certificate is None
        else read_certificate("--certificate", certificate),
        languages=tuple(languages),
        devices=tuple(devices),
    )


def make(plan: ProjectPlan, folder: Path) -> NewProject:
    """Make it, without a word."""
    return make_project(plan, folder, lambda _: None)
