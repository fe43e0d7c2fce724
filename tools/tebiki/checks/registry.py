"""Everything that `tebiki check` can tell, by its code: rules, and what the build refuses too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Final

from ..messages import area
from . import listed
from .rule import Rule, Severity

#: Areas of messages that hold problems of a content; the build finds them, and so does `tebiki check`.
REFUSED: Final = (
    "catalog",
    "config",
    "edition",
    "format",
    "glossary",
    "handover",
    "labels",
    "output",
    "screens",
    "secret",
    "simple",
    "site",
    "source",
    "text",
    "toml",
    "translation",
)
#: Of these areas: style, which a build takes as it is.
STYLE: Final = frozenset(
    f"simple/{name}"
    for name in (
        *("clock", "double-negative", "era", "foreign", "full-width", "lacking"),
        *("long", "passive", "polite", "unused"),
    )
)
#: An output that is not there is none that could be handed out; a release takes these for errors.
UNTOLD: Final = frozenset({"site/missing", "site/unrecorded"})


@dataclass(frozen=True, slots=True)
class Known:
    """A code: its severity, whether settings may change it, the rules of it (none: part of the build)."""

    code: str
    severity: Severity
    fixed: bool
    rules: tuple[Rule[Any], ...] = ()


def modules() -> tuple[ModuleType, ...]:
    """The modules whose `Rule` objects are the rules, in the order of the page of rules.

    Each package of ``extras`` brings a module ``rules``; it is found by being there, for that room lies
    above this one.
    """
    extras = import_module("..extras", __package__)
    names = sorted(found.name for found in iter_modules(extras.__path__))
    return (*listed.modules(), *(import_module(f"{extras.__name__}.{name}.rules") for name in names))


@cache
def rules() -> tuple[Rule[Any], ...]:
    """All rules."""
    return listed.rules_in(modules())


@cache
def known() -> Mapping[str, Known]:
    """Every code that a finding may have: rules first, then what the build refuses."""
    found: dict[str, Known] = {}
    for one in rules():
        there = found.get(one.code)
        assert there is None or (there.severity, there.fixed) == (one.severity, one.fixed), one.code
        found[one.code] = Known(one.code, one.severity, one.fixed, (*(there.rules if there else ()), one))
    for name in REFUSED:
        for key in _area(name):
            code = f"{name}/{key}"
            severity: Severity = "warning" if code in STYLE | UNTOLD else "error"
            found.setdefault(code, Known(code, severity, fixed=code not in STYLE))
    return found


def _area(name: str) -> Mapping[str, object]:
    try:
        return area(name)
    except FileNotFoundError:
        return {}
