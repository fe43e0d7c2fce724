"""Which function writes a node: one rule for pages and for print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from docutils import nodes

F = TypeVar("F")


def function_of(node: nodes.Node, functions: Mapping[type[Any], F]) -> F | None:
    """The function of the node's own class, else that of its nearest base class; None without either.

    A base class may be one of docutils' categories: `nodes.Admonition` is also a base of Sphinx's ``desc``.
    """
    return next((functions[kind] for kind in type(node).__mro__ if kind in functions), None)
