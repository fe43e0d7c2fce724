"""Takes the mark of what nobody has confirmed (（参考）) from sentences that a walk on a device confirms.

Sentences are known by their Japanese source. In a translation the marks of a message are taken to stand in
the same order; where it has more or fewer of them, all stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docutils import nodes
from sphinx.util.nodes import extract_messages

from ..content.catalogs.language_folder import SOURCE
from ..content.walk_items import MARK, marked_sentences, marks_in
from ..content.words import load_words
from .node_kinds import Described
from .state import findings, publication
from .transform import Transform

#: Before Sphinx puts translations in (20), and after what compares them with their sources (21).
_BEFORE: Final = 18
_AFTER: Final = 23


class FindConfirmed(Transform):
    """Note the messages that hold a confirmed sentence, while they are still Japanese."""

    default_priority = _BEFORE

    def apply(self, **_: Any) -> None:
        """Each message, with what its marks have come to."""
        confirmed = publication(self.config).confirmed.get(self.env.docname, frozenset())
        found, mark = [], load_words(SOURCE)(MARK)
        for node, message in extract_messages(self.document) if confirmed else ():
            sentences = list(marked_sentences(message.replace("\n", " "), mark))
            if not isinstance(node, Described) and confirmed.intersection(sentences):
                found.append((node, [sentence in confirmed for sentence in sentences]))
        self.document.tebiki_confirmed = found  # type: ignore[attr-defined]  # until `DropMarks` takes it


class DropMarks(Transform):
    """Take the marks of confirmed sentences out of the text, whatever its language is by now."""

    default_priority = _AFTER

    def apply(self, **_: Any) -> None:
        """Each message that was noted; none where the messages are taken out for translators."""
        noted = vars(self.document).pop("tebiki_confirmed")  # the tree is pickled
        if findings(self.env).extracting:
            return
        for node, flags in noted:
            for mark in dict.fromkeys((publication(self.config).words(MARK), load_words(SOURCE)(MARK))):
                if drop_marks(node, mark, flags):
                    break


def drop_marks(node: nodes.Element, mark: str, flags: Sequence[bool]) -> bool:
    """Take out each mark whose flag is set; False, and nothing changed, where there are not as many marks."""
    texts = list(node.findall(nodes.Text))
    places = [(text, at) for text in texts for at in marks_in(text.astext(), mark)]
    if len(places) != len(flags):
        return False
    for text in texts:
        chosen = [at for (where, at), flag in zip(places, flags, strict=True) if where is text and flag]
        if chosen and text.parent is not None:
            text.parent.replace(text, nodes.Text(_without(text.astext(), mark, chosen)))
    return True


def _without(text: str, mark: str, places: Sequence[int]) -> str:
    """The text without the marks at these places, each with the blanks before it."""
    for at in reversed(places):
        text = text[:at].rstrip(" ") + text[at + len(mark) :]
    return text
