"""Names with a number in running text, 「Step 2」 and 「Troubleshooting 4」: no line breaks between both."""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes

from ..content.words import Words
from .roles.nobreak import nobreak
from .state import publication
from .transform import Transform

#: Words of the engine that give a number a name.
_NAMES: Final = ("step", "remedy")
#: Nodes that keep their text together already.
_KEPT: Final = (nobreak, nodes.literal, nodes.literal_block)


def pattern(words: Words) -> re.Pattern[str] | None:
    """Numbered names in a text of that language; None in Japanese, whose lines break at phrases only."""
    if "HIRAGANA" in words.data.scripts:
        return None
    texts = [words(key, n="\n") for key in _NAMES]
    texts += [f"{name} \n" for name in words.data.units.get("step", ())]
    return re.compile("|".join(map(_numbered, texts)), re.IGNORECASE)


def _numbered(text: str) -> str:
    """Where numbers stand instead of the line end of ``text``: 「Steps 3–5」."""
    start = r"\b" if " " in text else ""
    return start + re.escape(text).replace("\\\n", r"\d+(?:[–-]\d+)?")


class NumberedNames(Transform):
    """Keep each on one line."""

    default_priority = 849

    def apply(self, **_: Any) -> None:
        """Each text that is not kept together already."""
        found = pattern(publication(self.config).words)
        if found is None:
            return
        for text in [text for text in self.document.findall(nodes.Text) if found.search(text)]:
            if not _is_kept(text):
                text.parent.replace(text, list(pieces(text, found)))


def _is_kept(text: nodes.Text) -> bool:
    above = text.parent
    is_link = isinstance(above, nodes.reference) and ("step" in above or "remedy" in above)
    return is_link or isinstance(above, _KEPT)


def pieces(text: str, found: re.Pattern[str]) -> list[nodes.Node]:
    """The text cut at its numbered names."""
    cut: list[nodes.Node] = []
    at = 0
    for match in found.finditer(text):
        cut += [nodes.Text(text[at : match.start()]), nobreak("", match[0])]
        at = match.end()
    return [piece for piece in [*cut, nodes.Text(text[at:])] if piece.astext()]
