"""What a new project has where only its office knows more: shown as it is, and never released."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from ..errors import Place
from .conf_file import place_of_setting
from .edition import Edition
from .settings import Settings
from .toml_files import place_of

_FILE: Final = "placeholders.toml"
#: Settings, and the placeholders that may stand in them.
_SETTINGS: Final = {"city": ("name",), "system": ("system",), "masthead": ("name", "system")}


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


def placeholder_id() -> str:
    """What stands in place of a certificate's id."""
    return str(_read()["certificate"])


def placeholder_texts(name: str) -> dict[str, str]:
    """What stands in place of ``name``, ``system`` or ``publisher``, by language.

    ``ja`` is not there for ``name`` alone: somebody has said it.
    """
    return dict(_read()[name])


def find_placeholders(settings: Settings, edition: Edition, conf: Path, path: Path) -> Iterator[Place]:
    """Where a placeholder stands: the settings of ``conf``, then the facts of the edition's file ``path``."""
    for key, names in _SETTINGS.items():
        if any(_holds(getattr(settings, key), name) for name in names):
            yield place_of_setting(conf, ["tebiki_settings", key])
    if _holds(edition.publisher, "publisher"):
        yield place_of(path, ["publisher"])
    if edition.certificate.id == placeholder_id():
        yield place_of(path, ["certificate", "id"])


def _holds(texts: Mapping[str, str], name: str) -> bool:
    """Whether one of the texts holds a placeholder, as ``masthead`` does with others around it."""
    return any(sign in text for sign in placeholder_texts(name).values() for text in texts.values())
