"""Words that stand on a device's screen, written down once for text and drawings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .ruby import plain

#: A language: ``vi``, ``zh_CN``, ``ja_simple``. Labels may have any, also one that the site has not.
LANGUAGE = re.compile(r"[a-z]{2}(_[A-Z]{2}|_[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Label:
    """One label; ``{name}`` within it is filled by whoever shows it.

    ``texts``: language → the words that the device shows in it. ``meanings``: language →
    what the Japanese words mean, where the device's own are not known; it stands beside them.
    """

    key: str
    texts: Mapping[str, str]
    source: str
    verified: bool
    meanings: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The label as the device shows it in ``language``, else in Japanese; never with readings."""
        return plain(self.texts.get(language, self.texts["ja"]))

    def speaks(self, language: str) -> bool:
        """Whether the language has words for it, the device's or ours."""
        return language in self.texts or language in self.meanings


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words with ``{name}`` replaced; a name without a value stays, in 〈 〉."""
    return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], f"〈{m[1]}〉"), text)
