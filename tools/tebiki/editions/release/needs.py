"""What keeps an edition from going out although every page is right.

A placeholder of a new project is still there. Or a way to reach the office is missing, or nobody has walked
through a manual on a device, and nobody has decided that it goes out nevertheless.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...content.edition import Edition
from ...content.fact_names import name_facts
from ...content.needs import decision_about, unmet_needs
from ...content.placeholders import find_placeholders
from ...content.project import Project
from ...content.ruby import plain
from ...content.settings import Settings, in_language
from ...content.toml_files import place_of
from ...content.walk_states import MANUAL_DECISION, WalkStates
from ...errors import Problem
from ...messages import LANGUAGES, InLanguages


def undecided_needs(edition: Edition, settings: Settings, path: Path) -> Iterator[Problem]:
    """A ``release/needed`` for each way that neither a fact meets nor a decision covers.

    ``path``: the year's file, for the place of the first fact that would do.
    """
    for name, keys in unmet_needs(edition, settings.needed).items():
        if decision_about(edition, name) is None:
            values = {"about": name, "fact": name_facts(edition, settings, keys, "facts/or")}
            yield Problem("release/needed", place_of(path, keys[0].split(".")), values)


def left_placeholders(project: Project, edition: Edition) -> Iterator[Problem]:
    """A ``release/placeholder`` for each place where a placeholder stands; no decision lets it out."""
    path = project.edition_file(str(edition.year))
    for place in find_placeholders(project.settings, edition, project.conf, path):
        yield Problem("release/placeholder", place)


def undecided_walks(project: Project, edition: Edition, walks: WalkStates | None = None) -> Iterator[Problem]:
    """A ``release/unwalked`` for each manual that no walk covers as it is and no decision either.

    ``walks``: the edition's, where somebody has read them.
    """
    path = project.edition_file(str(edition.year))
    states = project.seen_with(edition).walks if walks is None else walks
    for name, _ in states.unwalked(edition):
        about = f"{MANUAL_DECISION}{name}"
        if decision_about(edition, about) is None:
            called = {to: plain(in_language(edition.manuals[name].platform, to)) for to in LANGUAGES}
            values = {"manual": name, "name": InLanguages(called), "about": about}
            yield Problem("release/unwalked", place_of(path, ["manuals", name]), values)
