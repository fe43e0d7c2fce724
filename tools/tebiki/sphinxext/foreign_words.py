"""Japanese that a translation keeps, a law's name in brackets, says that it is Japanese."""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes

from ..content.languages import LanguageData
from .state import publication
from .transform import Transform

_JAPANESE: Final = r"[々〇ぁ-ヿ一-鿿]"
#: Words of it, in a language that has no such letters.
_WORDS: Final = re.compile(rf"{_JAPANESE}+(?:[ ・]+{_JAPANESE}+)*")
#: The same among Han characters: kana tell, and the guard leaves them within brackets only.
_AMONG_HAN: Final = re.compile(rf"{_JAPANESE}*[ぁ-ゖァ-ヺ]{_JAPANESE}*")


def pattern(language: LanguageData) -> re.Pattern[str] | None:
    """What of a text in ``language`` is Japanese; None where that is the language itself."""
    if "HIRAGANA" in language.scripts:
        return None
    return _AMONG_HAN if "CJK" in language.scripts else _WORDS


class Foreign(Transform):
    """Mark it, for screen readers and fonts."""

    default_priority = 848

    def apply(self, **_: Any) -> None:
        """Each text that does not stand in Japanese already."""
        found = pattern(publication(self.config).words.data)
        if found is None:
            return
        for text in [text for text in self.document.findall(nodes.Text) if found.search(text)]:
            if not _is_marked(text):
                text.parent.replace(text, list(pieces(text, found)))


def _is_marked(node: nodes.Node) -> bool:
    above: nodes.Element | None = node.parent
    while above is not None and "lang" not in above:
        above = above.parent
    return above is not None


def pieces(text: str, found: re.Pattern[str]) -> list[nodes.Node]:
    """The text cut at what is Japanese in it."""
    cut: list[nodes.Node] = []
    at = 0
    for match in found.finditer(text):
        cut += [nodes.Text(text[at : match.start()]), nodes.inline("", match[0], lang="ja")]
        at = match.end()
    return [piece for piece in [*cut, nodes.Text(text[at:])] if piece.astext()]
