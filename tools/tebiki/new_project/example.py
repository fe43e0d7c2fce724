"""The project of ``tebiki init --example``: an invented city that has everything."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from .plan import Certificate, Example, ProjectPlan, first_month, fiscal_year


def example_plan(today: date) -> ProjectPlan:
    """Its answers; the year is that of the day on which somebody asks for it."""
    folder = files(__package__).joinpath("templates")
    said: dict[str, Any] = tomllib.loads(folder.joinpath("example.toml").read_text(encoding="utf-8"))
    year = fiscal_year(today)
    return ProjectPlan(
        name=said["name"],
        year=year,
        published=first_month(year, today),
        system=said["system"],
        publisher=said["publisher"],
        certificate=Certificate(f"{said['certificate']}{year}"),
        languages=tuple(said["languages"]),
        devices=tuple(said["devices"]),
        example=Example(f"{said['certificate']}{year - 1}", said["login"], said["hours"]),
    )
