"""What nodes of different components have in common, and what standard nodes mean by a class.

The nodes of a component lie in its file, below ``directives`` or ``roles``; they are the contract
between the reading side (directives, roles, transforms) and the two writers (HTML, Typst). A
writer meets them only after all transforms have run: facts, labels, pictures and numbers are
then in place. These nodes of docutils carry meaning by class or attribute:

=================================  =====================================================
``section`` with ``step=N``        a step; ``ids == ["step-N"]``, classes has ``step``
``enumerated_list.legend``         inside ``screen``: one item a mark
``paragraph.button``               inside ``qr``: one ``reference``, shown as a button
``reference.step-ref``             「手順2」; ``step=2``, ``refid``
``reference.remedy-ref``           「困ったとき 3」; ``remedy=3``, ``refid``; the PDF adds the page
``table.history``                  the versions of a manual
=================================  =====================================================
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes


class WebOnly(nodes.Element):
    """What print leaves out, together with a heading that has nothing else under it."""


class PrintOnly(nodes.Element):
    """What pages leave out, together with a heading that has nothing else under it."""


class phrase_break(nodes.Inline, nodes.Element):
    """Where a line of Japanese may break: an empty element between texts; its text is none.

    Lines break nowhere else in a paragraph that has some, but in long names and where signs allow it.
    """


def index_of(node: nodes.Node) -> int:
    """Where a node stands in its parent. Docutils' own ``index`` finds the first text that is equal."""
    return next(at for at, child in enumerate(node.parent.children) if child is node)


class Described(nodes.General, addnodes.translatable, nodes.Element):
    """A picture whose ``alt`` is translated as a message of its own.

    Sphinx's own way (``gettext_additional_targets``) adds reST to the catalogue and
    fails on a translated picture, so the alt goes through ``translatable`` instead.
    """

    def preserve_original_messages(self) -> None:
        """Keep the source's alt: the message's id."""
        self.setdefault("rawalt", self["alt"])

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take the translation in place of the source's alt."""
        if self["rawalt"] == original_message:
            self["alt"] = translated_message
            self["translated"] = True

    def extract_original_messages(self) -> Sequence[str]:
        """The message that a translator sees."""
        return [self["rawalt"]]
