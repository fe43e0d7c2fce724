"""conf.py as the commands read it, without Sphinx: the settings and the current edition."""

from __future__ import annotations

import re
import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import Place, Problem, TebikiError, fail
from ..model.settings import Cms, Settings
from .formats import CONF, CONF_KEY
from .text import read_text
from .tomlfile import CODES, spelt


@dataclass(frozen=True, slots=True)
class Config:
    """What conf.py says: the city's settings and which edition is current.

    ``checks``: its ``tebiki_checks`` as it stands there; `tebiki.check.settings` reads it.
    ``format``: the number of all that has no room for one (`tebiki.parse.formats`).
    """

    settings: Settings
    edition: str
    checks: object = None
    format: int = 1


def load_config(root: Path) -> Config:
    """Run ``root/conf.py``. It is code of the repository, trusted as the engine is.

    Raises `TebikiError` (``config/…``) for a missing file, a mistake in it, a setting
    that is missing or wrong; ``format/…`` for a number that is none or that a newer engine wrote.
    """
    path, names = root / "conf.py", run_conf(root)
    number = conf_number(names.get(CONF_KEY, 1), path)
    edition = names.get("tebiki_edition")
    if not isinstance(edition, str):
        fail("config/edition", Place.of(path, key="tebiki_edition"))
    settings = settings_of(names.get("tebiki_settings"), path)
    return Config(settings, edition, names.get("tebiki_checks"), number)


def run_conf(root: Path) -> dict[str, Any]:
    """The names that ``root/conf.py`` sets; none is looked at. Raises `TebikiError` (``config/…``)."""
    path = root / "conf.py"
    if not path.is_file():
        fail("config/missing", Place.of(path), root=root)
    try:
        return runpy.run_path(str(path))
    except SyntaxError as error:
        read_text(path)  # one that is not in UTF-8 is told as that
        fail("config/syntax", Place.of(path, error.lineno), why=error.msg)
    except (Exception, SystemExit) as error:  # noqa: BLE001 -- code of a city: it may raise anything
        fail("config/failed", Place.of(path), why=f"{type(error).__name__}: {error}")


def conf_number(number: Any, path: Path) -> int:
    """``tebiki_format`` as a number. Raises ``format/number``, ``format/newer``."""
    if code := CONF.mistake(number):
        values = {"number": spelt(number), "known": CONF.current}
        raise TebikiError([Problem(code, conf_place(path, CONF_KEY), values)])
    return int(number)


def conf_place(path: Path, name: str) -> Place:
    """Where conf.py sets a name, the last time; without a line where it is not spelt out."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    found = [number for number, line in enumerate(lines, 1) if re.match(rf"\s*{name}\b", line)]
    return Place.of(path, found[-1] if found else None, name)


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
