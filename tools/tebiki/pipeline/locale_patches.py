"""Sphinx's transform that puts translations into a page, without what it looks for in vain.

A translated page has hundreds of messages. For each, Sphinx looks for references of four kinds in what was
written and in its translation, though hardly one holds any. For each title it looks at all of the page for
targets that lead to it by its name, as reStructuredText has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import i18n
from sphinx.util.nodes import NodeMatcher

#: What Sphinx compares in a message and its translation.
_REFERENCES: Final = (
    nodes.footnote_reference,
    nodes.reference,
    nodes.citation_reference,
    addnodes.pending_xref,
)
#: Page → its targets that lead to another one by its name. Sphinx changes those names, and moves no target
#: but with the text of a message (`Updater.update_leaves`).
_INDIRECT: Final[WeakKeyDictionary[nodes.document, list[nodes.target]]] = WeakKeyDictionary()


class Matcher(NodeMatcher[nodes.Node]):
    """Finds the same nodes in the same order; docutils looks for a class faster than it asks a matcher."""

    def findall(self, node: nodes.Node) -> Iterator[Any]:
        """What Sphinx's finds, all of it before the first one is given."""
        if isinstance(node, nodes.document) and self.classes == (nodes.target,) and "refname" in self.attrs:
            return iter([target for target in _indirect_targets(node) if self.match(target)])
        if len(self.classes) != 1:
            return super().findall(node)
        return iter([found for found in node.findall(self.classes[0]) if self.match(found)])


def _indirect_targets(document: nodes.document) -> list[nodes.target]:
    found = _INDIRECT.get(document)
    if found is None:
        found = [target for target in document.findall(nodes.target) if "refname" in target]
        _INDIRECT[document] = found
    return found


class Updater(i18n._NodeUpdater):  # noqa: SLF001 -- there is no other way
    """Sphinx's, which does nothing where neither a message nor its translation holds a reference."""

    @cached_property
    def holds_references(self) -> bool:
        """Whether there is anything that Sphinx would compare."""
        return _holds(self.node, _REFERENCES) or _holds(self.patch, _REFERENCES)

    def update_autofootnote_references(self) -> None:
        """Theirs, where there is something."""
        if self.holds_references:
            super().update_autofootnote_references()

    def update_refnamed_references(self) -> None:
        """Theirs, where there is something."""
        if self.holds_references:
            super().update_refnamed_references()

    def update_refnamed_footnote_references(self) -> None:
        """Theirs, where there is something."""
        if self.holds_references:
            super().update_refnamed_footnote_references()

    def update_citation_references(self) -> None:
        """Theirs, where there is something."""
        if self.holds_references:
            super().update_citation_references()

    def update_pending_xrefs(self) -> None:
        """Theirs, where there is something."""
        if self.holds_references:
            super().update_pending_xrefs()

    def update_leaves(self) -> None:
        """Theirs. What is known of a page's targets is forgotten where some come or go."""
        if _holds(self.node, nodes.target) or _holds(self.patch, nodes.target):
            _INDIRECT.pop(self.document, None)
        super().update_leaves()


def _holds(node: nodes.Node, kinds: type[nodes.Node] | tuple[type[nodes.Node], ...]) -> bool:
    known = [node]
    for one in known:  # grows
        if isinstance(one, kinds):
            return True
        known += one.children
    return False
