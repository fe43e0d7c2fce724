"""What a directive or a role brings with it: its nodes, and how each output writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from docutils.nodes import Element, Node
from sphinx.util.docutils import SphinxDirective, SphinxRole

from .html.base import PageWriter
from .transform import Transform
from .typst.blocks import BlockWriter

#: Writes a node into a page.
HtmlFunction = Callable[[PageWriter, Any], None]
#: A node as a call of the PDF's template; of an inline node, as an argument of one.
TypstFunction = Callable[[BlockWriter, Any], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One file of ``directives`` or ``roles`` as Sphinx and the two writers need it.

    ``nodes``: its own classes. Each is written by the function of its class in ``html`` and
    ``typst``, else by that of its nearest base class, so that what has none there is refused;
    `WebOnly` and `PrintOnly` nodes need one function.
    """

    directives: Mapping[str, type[SphinxDirective]] = field(default_factory=dict)
    roles: Mapping[str, type[SphinxRole]] = field(default_factory=dict)
    nodes: tuple[type[Element], ...] = ()
    html: Mapping[type[Node], HtmlFunction] = field(default_factory=dict)
    typst: Mapping[type[Node], TypstFunction] = field(default_factory=dict)
    transforms: tuple[type[Transform], ...] = ()


def components_in(package: ModuleType) -> Iterator[Component]:
    """The ``COMPONENT`` of each module of a package that has one, in the order of their names."""
    for found in iter_modules(package.__path__, f"{package.__name__}."):
        component = getattr(import_module(found.name), "COMPONENT", None)
        if component is not None:
            yield component
