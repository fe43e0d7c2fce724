"""conf.py as the commands read it, without Sphinx: the settings and the current edition."""

from __future__ import annotations

import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import Place, Problem, TebikiError, fail
from ..model.settings import Cms, Settings
from .tomlfile import CODES


@dataclass(frozen=True, slots=True)
class Config:
    """What conf.py says: the city's settings and which edition is current.

    ``checks``: its ``tebiki_checks`` as it stands there; `tebiki.check.settings` reads it.
    """

    settings: Settings
    edition: str
    checks: object = None


def load_config(root: Path) -> Config:
    """Run ``root/conf.py``. It is code of the repository, trusted as the engine is.

    Raises `TebikiError` (``config/…``) for a missing file, a mistake in it, a setting
    that is missing or wrong.
    """
    path = root / "conf.py"
    if not path.is_file():
        fail("config/missing", Place.of(path), root=root)
    try:
        names = runpy.run_path(str(path))
    except SyntaxError as error:
        fail("config/syntax", Place.of(path, error.lineno), why=error.msg)
    except (ArithmeticError, ImportError, LookupError, NameError, OSError, TypeError, ValueError) as error:
        fail("config/failed", Place.of(path), why=f"{type(error).__name__}: {error}")
    edition = names.get("tebiki_edition")
    if not isinstance(edition, str):
        fail("config/edition", Place.of(path, key="tebiki_edition"))
    return Config(settings_of(names.get("tebiki_settings"), path), edition, names.get("tebiki_checks"))


def settings_of(table: Any, path: Path) -> Settings:
    """The settings as a strict model."""
    if isinstance(table, dict):
        table = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise TebikiError(_problem(path, found) for found in error.errors()) from None


def cms_of(table: dict[str, object]) -> Cms | list[tuple[str, str, str]]:
    """Options for a CMS as a strict model, or what is wrong: key, value, why."""
    try:
        return Cms.model_validate(table)
    except ValidationError as error:
        return [
            (str(found["loc"][-1]), str(found["input"])[:60], found["msg"].removeprefix("Value error, "))
            for found in error.errors()
        ]


def _problem(path: Path, found: Any) -> Problem:
    key = ".".join(["tebiki_settings", *(str(part) for part in found["loc"])])
    values = {
        "key": str(found["loc"][-1]) if found["loc"] else "tebiki_settings",
        "value": str(found["input"])[:60],
        "why": found["msg"].removeprefix("Value error, "),
        "pattern": found.get("ctx", {}).get("pattern", ""),
        "allowed": ", ".join(sorted(Settings.model_fields)),
    }
    return Problem(CODES.get(found["type"], "toml/value"), Place.of(path, key=key), values)
