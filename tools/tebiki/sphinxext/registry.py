"""Every component, found by its file being there; what Sphinx registers and what the writers look up."""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from . import directives, roles
from .components import Component, HtmlFunction, TypstFunction, components_in
from .transform import Transform

COMPONENTS: Final[tuple[Component, ...]] = (*components_in(directives), *components_in(roles))
DIRECTIVES: Final[dict[str, type[SphinxDirective]]] = {
    name: directive for component in COMPONENTS for name, directive in component.directives.items()
}
ROLES: Final[dict[str, type[SphinxRole]]] = {
    name: role for component in COMPONENTS for name, role in component.roles.items()
}
#: All node classes of ours; Sphinx's own filters must know their names.
NODES: Final[tuple[type[nodes.Element], ...]] = tuple(
    node for component in COMPONENTS for node in component.nodes
)
HTML: Final[dict[type[nodes.Node], HtmlFunction]] = {
    node: function for component in COMPONENTS for node, function in component.html.items()
}
TYPST: Final[dict[type[nodes.Node], TypstFunction]] = {
    node: function for component in COMPONENTS for node, function in component.typst.items()
}
TRANSFORMS: Final[tuple[type[Transform], ...]] = tuple(
    transform for component in COMPONENTS for transform in component.transforms
)
