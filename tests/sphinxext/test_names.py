"""What the sources may call is what the Sphinx side offers, name for name."""

from __future__ import annotations

from tebiki.content import directives
from tebiki.sphinxext.registry import DIRECTIVES, ROLES


def test_directives() -> None:
    assert frozenset(DIRECTIVES) | {"include"} == directives.DIRECTIVES


def test_roles() -> None:
    assert frozenset(ROLES) == directives.ROLES
