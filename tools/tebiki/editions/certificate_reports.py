"""What was reported, by whom, of devices that opened or refused files encrypted in the same way."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from .pkcs12_structure import FileStructure


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """One report. ``version``: of the system; None where the reporter tells none."""

    family: str
    system: str
    result: Literal["refused", "opened"]
    source: str
    version: str | None = None


def reports_of(structure: FileStructure) -> tuple[DeviceReport, ...]:
    """The reports about files like this one; () where nobody has reported any."""
    families = structure.families
    # What is called rc2 has a key by 3DES: such a file is no case of 3DES alone.
    wanted = {"rc2"} if "rc2" in families else families
    return tuple(one for one in _reports() if one.family in wanted)


@cache
def _reports() -> tuple[DeviceReport, ...]:
    text = files(__package__).joinpath("certificate_reports.toml").read_text(encoding="utf-8")
    return tuple(DeviceReport(**row) for row in tomllib.loads(text)["reports"])
