"""Which rules and checks there are, found by being there, and every code that can be told.

A module in ``rules`` is a topic: each function of it that is a `Rule` is one of the rules. So is each in
the module ``rules`` of a package of ``extras``. Nothing is imported before somebody asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Final

from ..messages import area
from .rule import Check, Rule, Severity

#: Topics that lead the page of rules, in its order; any other follows by its name.
_LEADING: Final = (
    *("addresses", "names", "pages", "pictures", "japanese", "documents", "private", "facts"),
    *("required_table", "required_manuals", "required_values", "formats"),
)
#: The subjects of checks; whoever looks at others loads nothing that reads PDFs and pictures.
_OUTPUTS: Final = f"{__package__}.subjects.site"
#: Areas of messages that hold problems of a content; the build finds them, and so does `tebiki check`.
REFUSED: Final = (
    "catalog",
    "config",
    "date",
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
    "words",
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
    """A code: its severity, whether settings may change it, its rule (None: part of the build)."""

    code: str
    severity: Severity
    fixed: bool
    rule: Rule[Any] | None = None


@cache
def rules() -> Sequence[Rule[Any]]:
    """All rules over sources and outputs; those of ``extras`` look elsewhere."""
    topics = import_module(".rules", __package__)
    names = sorted((found.name for found in iter_modules(topics.__path__)), key=_rank)
    return tuple(rules_in(import_module(f"{topics.__name__}.{name}") for name in names))


def _rank(topic: str) -> tuple[int, str]:
    return (_LEADING.index(topic) if topic in _LEADING else len(_LEADING), topic)


@cache
def every_rule() -> Sequence[Rule[Any]]:
    """These, and those of the optional checks, whose room lies above this one."""
    extras = import_module("..extras", __package__)
    names = sorted(found.name for found in iter_modules(extras.__path__))
    return (*rules(), *rules_in(import_module(f"{extras.__name__}.{name}.rules") for name in names))


def rules_in(modules: Iterable[ModuleType]) -> Iterator[Rule[Any]]:
    """The rules that modules define, in their order; those of a table ``RULES`` among them."""
    for module in modules:
        for value in vars(module).get("RULES", vars(module).values()):
            if isinstance(value, Rule) and value.look.__module__ == module.__name__:
                yield value


def applied_to(subject: object) -> Sequence[Check[Any] | Rule[Any]]:
    """All that a subject is looked at for: checks that nothing changes, then rules."""
    kind: Any = type(subject)
    return _applied_to(kind)


@cache
def _applied_to(kind: type) -> Sequence[Check[Any] | Rule[Any]]:
    own = _checks() if kind.__module__ == _OUTPUTS else ()
    return (*(check for check in own if kind in check.subjects), *rules_of(kind))


def rules_of(kind: type) -> Sequence[Rule[Any]]:
    """The rules for subjects of a class."""
    return _rules_by_subject().get(kind, ())


@cache
def _rules_by_subject() -> Mapping[Any, Sequence[Rule[Any]]]:
    found: dict[Any, list[Rule[Any]]] = defaultdict(list)
    for one in rules():
        for kind in one.subjects:
            found[kind].append(one)
    return found


@cache
def _checks() -> Sequence[Check[Any]]:
    from . import refusals  # noqa: PLC0415 -- Pillow and the scanner

    return tuple(value for value in vars(refusals).values() if isinstance(value, Check))


@cache
def known() -> Mapping[str, Known]:
    """Every code that a finding may have: rules first, then what the build refuses.

    Raises `ValueError` where two rules have one code: settings could not tell them apart.
    """
    found = by_code(every_rule())
    for name in REFUSED:
        for key in _area(name):
            code = f"{name}/{key}"
            severity: Severity = "warning" if code in STYLE | UNTOLD else "error"
            found.setdefault(code, Known(code, severity, fixed=code not in STYLE))
    return found


def by_code(found: Iterable[Rule[Any]]) -> dict[str, Known]:
    """Rules by their codes. Raises `ValueError` for a code that two of them have."""
    known = dict[str, Known]()
    for one in found:
        if one.code in known:
            raise ValueError(f"two rules have the code {one.code}")
        known[one.code] = Known(one.code, one.severity, one.fixed, one)
    return known


def _area(name: str) -> Mapping[str, object]:
    try:
        return area(name)
    except FileNotFoundError:
        return {}
