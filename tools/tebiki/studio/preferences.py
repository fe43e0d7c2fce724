"""What whoever works here has chosen: kept on this machine, in no tracked file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal

from ..content.write_files import write_together

Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """``role`` goes into records, as the commands' ``--by``: never a person's name."""

    role: str = ""
    #: Language of the studio: "ja" or "en".
    language: str = "ja"
    theme: Theme = "system"
    #: Whether each button tells the command that it stands for.
    commands: bool = False


def read_preferences(path: Path) -> Preferences:
    """What the file says; what it does not say, or says wrongly, is as it is at first."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    first, known = Preferences(), {}
    for one in fields(Preferences):
        value = found.get(one.name) if isinstance(found, dict) else None
        if isinstance(value, type(getattr(first, one.name))):
            known[one.name] = value
    return replace(first, **known)


def write_preferences(path: Path, chosen: Preferences) -> None:
    """Keep what was chosen. Raises `TebikiError` (``publish/file``)."""
    write_together([(path, json.dumps(asdict(chosen), ensure_ascii=False, indent=1).encode())])
