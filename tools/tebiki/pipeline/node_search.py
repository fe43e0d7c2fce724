"""How nodes are found in a tree: docutils' `Node.findall` in one generator, and none for what is nowhere.

Transforms of Sphinx, of its domains for programs and of docutils look through each page for some thirty
kinds of nodes that no manual holds. While kinds are noted (`noting_kinds`), nobody looks for one of which no
node was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from docutils import nodes


class _Kinds:
    """Classes of which an element was made since they are noted."""

    def __init__(self) -> None:
        self.made: set[type] = set()
        #: Those looked for that no such class is one of; empty again after each class that is new.
        self.absent: set[type] = set()

    def note(self, kind: type) -> None:
        self.made.add(kind)
        self.absent.clear()

    def may_exist(self, kind: type) -> bool:
        if kind in self.absent:
            return False
        if issubclass(nodes.Text, kind) or any(issubclass(made, kind) for made in self.made):
            return True
        self.absent.add(kind)
        return False


#: The last one counts; none where kinds are not noted.
_NOTED: Final[list[_Kinds]] = []


@contextmanager
def noting_kinds() -> Iterator[None]:
    """Note which classes elements are made of: all of them are, as long as no tree is read from disk.

    A copy is of a class of which one was made before; docutils and Sphinx copy without `Element.__init__`.
    """
    theirs, kinds = nodes.Element.__init__, _Kinds()
    made = kinds.made

    def initialize(element: nodes.Element, *arguments: Any, **attributes: Any) -> None:
        if type(element) not in made:
            kinds.note(type(element))
        theirs(element, *arguments, **attributes)

    setattr(nodes.Element, "__init__", initialize)  # noqa: B010 -- as with the other names
    _NOTED.append(kinds)
    try:
        yield
    finally:
        _NOTED.pop()
        setattr(nodes.Element, "__init__", theirs)  # noqa: B010 -- as with the other names


def _may_exist(kind: type) -> bool:
    return not _NOTED or _NOTED[-1].may_exist(kind)


#: docutils' own, for what is rarely asked.
_their_findall: Final = nodes.Node.findall


def find_all(
    node: nodes.Node,
    condition: type | Callable[[nodes.Node], bool] | None = None,
    *more: bool,
    **options: bool,
) -> Iterator[Any]:
    """The nodes that docutils' `Node.findall` finds, in its order, also of a tree that changes meanwhile.

    Theirs has a generator for each level of the tree, and hands every node found through all of them.
    """
    if more or options:
        return _their_findall(node, condition, *more, **options)
    if condition is None:
        condition = nodes.Node
    return _walk_kind(node, condition) if isinstance(condition, type) else _walk(node, condition)


def _walk_kind(node: nodes.Node, kind: type) -> Iterator[nodes.Node]:
    if not _may_exist(kind):
        return
    if isinstance(node, kind):
        yield node
    open_ = [iter(node.children)]
    while open_:
        for child in open_[-1]:
            if isinstance(child, kind):
                yield child
            if child.children:
                open_.append(iter(child.children))
                break
        else:
            open_.pop()


def _walk(node: nodes.Node, condition: Callable[[nodes.Node], bool]) -> Iterator[nodes.Node]:
    """Here theirs asks a node for its children anew for each of them: they may be another list by then."""
    if condition(node):
        yield node
    if not node.children:
        return
    open_: list[tuple[nodes.Node, int]] = [(node, 0)]
    while open_:
        above, number = open_.pop()
        if number < len(above.children):
            open_.append((above, number + 1))
            child = above.children[number]
            if condition(child):
                yield child
            if child.children:
                open_.append((child, 0))
