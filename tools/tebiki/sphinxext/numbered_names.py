"""Names with a number in running text, 「Step 2」 and 「Troubleshooting 4」: no line breaks between both."""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes

from ..content.languages import LanguageData
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
    names = [re.escape(words(key, n="\n")).replace("\\\n", r"\d+(?:[–-]\d+)?") for key in _NAMES]
    return re.compile("|".join([*names, *_counted(words.data)]), re.IGNORECASE)


def _counted(data: LanguageData) -> list[str]:
    """What the language counts steps with, before their number: 「Steps 3」."""
    return [rf"\b{re.escape(name)} \d+(?:[–-]\d+)?" for name in data.units.get("step", ())]


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
