"""The table of constructs: each piece of Markdown, each directive and role, accepted or refused.

The table is ``constructs.toml`` beside this module. What reads or tells Markdown asks here, so that
moving a row from refused to accepted is one change.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, get_args

from ...messages import Language

#: ``block`` and ``inline`` are Markdown; a directive and a role are called by their name.
ConstructKind = Literal["block", "inline", "directive", "role"]
CONSTRUCT_KINDS: Final[tuple[ConstructKind, ...]] = get_args(ConstructKind)
#: What stands behind a directive's name: a title that readers get to read, what is shown, names of facts, a
#: file of ``docs``.
Argument = Literal["none", "title", "screen", "qr", "facts", "chapter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Construct:
    """A row of the table. Texts are by language, ``ja`` and ``en``."""

    kind: ConstructKind
    key: str
    #: What it is, or what becomes of it, as the handbook says.
    name: Mapping[Language, str]
    #: As it stands in a manual.
    example: str
    accepted: bool
    #: How the handbook spells it.
    write: Mapping[Language, str]
    argument: Argument | None = None
    #: What to write in the place of a refused one.
    instead: Mapping[Language, str] | None = None
    #: The extension of MyST that reads an accepted one.
    extension: str | None = None
    #: Rules of markdown-it that are off while it is refused.
    rules: tuple[str, ...] = ()


@cache
def constructs() -> tuple[Construct, ...]:
    """All rows, in the order of the table."""
    table = tomllib.loads(files(__package__).joinpath("constructs.toml").read_text(encoding="utf-8"))
    return tuple(
        _construct(kind, key, row) for kind in CONSTRUCT_KINDS for key, row in table.get(kind, {}).items()
    )


def construct(kind: ConstructKind, key: str) -> Construct:
    """The row of that kind and key. Raises `KeyError`."""
    return _by_key()[kind, key]


def accepted(kind: ConstructKind) -> frozenset[str]:
    """Keys of what manuals may have of a kind."""
    return frozenset(one.key for one in constructs() if one.kind == kind and one.accepted)


def extensions() -> frozenset[str]:
    """MyST's extensions that read accepted constructs."""
    return frozenset(one.extension for one in constructs() if one.accepted and one.extension)


def switched_off() -> tuple[str, ...]:
    """Rules of markdown-it that read refused constructs alone, by name."""
    return tuple(sorted(rule for one in constructs() if not one.accepted for rule in one.rules))


@cache
def _by_key() -> Mapping[tuple[ConstructKind, str], Construct]:
    return {(one.kind, one.key): one for one in constructs()}


def _construct(kind: ConstructKind, key: str, row: dict[str, object]) -> Construct:
    example = str(row["example"]).strip("\n")
    first = example.partition("\n")[0]
    texts = {"write": {"ja": first, "en": first}, **row, "example": example}
    rules = row.get("rules", [])
    return Construct(kind=kind, key=key, **{**texts, "rules": tuple(rules)})  # type: ignore[arg-type]  # a test reads every row
