"""The one list of what is looked for: the rules, and of outputs the checks that no setting changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any, Final

from .rule import Check, Rule
from .subjects import Site, SiteFile, SitePdfTexts, SiteWords

#: What checks of outputs look at; a check of sources loads nothing that reads PDFs and pictures.
_OUTPUTS: Final = (Site, SiteFile, SitePdfTexts, SiteWords)


def modules() -> tuple[ModuleType, ...]:
    """The modules whose `Rule` objects are the rules, in the order of the page of rules."""
    from .rules import (  # noqa: PLC0415 -- a command that checks nothing needs none
        addresses,
        cms,
        documents,
        facts,
        formats,
        japanese,
        names,
        pages,
        pictures,
        private,
        required,
    )

    return (addresses, names, pages, pictures, japanese, documents, private, facts, required, formats, cms)


@cache
def rules() -> tuple[Rule[Any], ...]:
    """All rules over sources and outputs; those that look elsewhere are added by whoever looks there."""
    return rules_in(modules())


def rules_in(found: Iterable[ModuleType]) -> tuple[Rule[Any], ...]:
    """The rules of modules, in their order."""
    listed = (vars(module).get("RULES", vars(module).values()) for module in found)
    return tuple(one for values in listed for one in values if isinstance(one, Rule))


@cache
def listed(kind: type) -> Sequence[Check[Any] | Rule[Any]]:
    """All that subjects of a class are looked at for."""
    if kind not in _OUTPUTS:
        return _rules_by_subject().get(kind, ())
    from .refusals import CHECKS  # noqa: PLC0415 -- PDFium and Pillow

    own = [check for check in CHECKS if check.subject is kind]
    return (*own, *_rules_by_subject().get(kind, ()))


@cache
def _rules_by_subject() -> Mapping[Any, Sequence[Rule[Any]]]:
    found: dict[Any, list[Rule[Any]]] = defaultdict(list)
    for one in rules():
        found[one.subject].append(one)
    return found
