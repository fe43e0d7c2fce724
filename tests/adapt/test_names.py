"""What the sources may call is what the Sphinx side offers, name for name."""

from __future__ import annotations

from tebiki.adapt.directives import DIRECTIVES
from tebiki.adapt.roles import ROLES
from tebiki.parse import source


def test_directives() -> None:
    assert frozenset(DIRECTIVES) | {"include"} == source.DIRECTIVES


def test_roles() -> None:
    assert frozenset(ROLES) == source.ROLES
