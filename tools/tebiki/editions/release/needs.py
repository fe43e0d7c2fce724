"""What keeps an edition from going out although every page is right: a way to reach the office is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...content.edition import Edition
from ...content.fact_names import name_facts
from ...content.needs import decision_about, unmet_needs
from ...content.settings import Settings
from ...content.toml_files import place_of
from ...errors import Problem


def undecided_needs(edition: Edition, settings: Settings, path: Path) -> Iterator[Problem]:
    """A ``release/needed`` for each way that neither a fact meets nor a decision covers.

    ``path``: the year's file, for the place of the first fact that would do.
    """
    for name, keys in unmet_needs(edition, settings.needed).items():
        if decision_about(edition, name) is None:
            values = {"about": name, "fact": name_facts(edition, settings, keys, "facts/or")}
            yield Problem("release/needed", place_of(path, keys[0].split(".")), values)
