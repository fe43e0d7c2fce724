"""What the sources may call is what the Sphinx side offers, name for name."""

from __future__ import annotations

from tebiki.content import sources
from tebiki.sphinxext.directives import DIRECTIVES
from tebiki.sphinxext.roles import ROLES


def test_directives() -> None:
    assert frozenset(DIRECTIVES) | {"include"} == sources.DIRECTIVES


def test_roles() -> None:
    assert frozenset(ROLES) == sources.ROLES
