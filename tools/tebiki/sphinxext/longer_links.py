"""References to steps and remedies take words beside them into their link: 「手順2から」, 请看问题3.

Such a link says more of where it leads, is easier to hit, and is no text of three letters, which
some CMS refuse. The words are the language's own data; without any a reference stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes

from .state import findings, publication
from .transform import Transform


class LongerLinks(Transform):
    """Let each reference to a step or remedy reach over the words beside it that belong to it.

    Behind a remedy's number stands its page in print, so nothing that follows it is taken in.
    """

    #: Before phrases are marked (890), which keep a reference on one line.
    default_priority = 885

    def apply(self, **_: Any) -> None:
        """All references of a page; translators are given the messages as they are."""
        data = publication(self.config).words.data
        if findings(self.env).extracting or not (data.link_after or data.link_before):
            return
        for node in list(self.document.findall(nodes.reference)):
            if "step-ref" in node["classes"]:
                lengthen(node, data.link_before, data.link_after)
            elif "remedy-ref" in node["classes"]:
                lengthen(node, data.link_before, ())


def lengthen(node: nodes.reference, before: Iterable[str], after: Iterable[str]) -> None:
    """Move into a link the longest of ``after`` that follows it, and of ``before`` that stands before it."""
    following, preceding = node.next_node(descend=False, siblings=True), _node_before(node)
    if isinstance(following, nodes.Text):
        word = max((one for one in after if following.startswith(one)), key=len, default="")
        _move(following, following[len(word) :], node, len(node), word)
    if isinstance(preceding, nodes.Text):
        word = max((one for one in before if preceding.endswith(one)), key=len, default="")
        _move(preceding, preceding[: len(preceding) - len(word)], node, 0, word)


def _node_before(node: nodes.Node) -> nodes.Node | None:
    at = node.parent.index(node)
    return node.parent[at - 1] if at else None


def _move(text: nodes.Text, rest: str, link: nodes.reference, at: int, word: str) -> None:
    """Put ``word`` into the link at a place, and ``rest`` where the text stands that it was part of."""
    if word:
        link.insert(at, nodes.Text(word))
        text.parent.replace(text, [nodes.Text(rest)] if rest else [])
