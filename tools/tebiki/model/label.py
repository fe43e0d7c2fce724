"""Words that stand on a device's screen, written down once for text and drawings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One label. ``texts`` is language → words; ``{name}`` within them is filled by whoever shows it."""

    key: str
    texts: Mapping[str, str]
    source: str
    verified: bool

    def text(self, language: str) -> str:
        """The label as the device shows it in ``language``, else in Japanese."""
        return self.texts.get(language, self.texts["ja"])

    def filled(self, language: str, values: Mapping[str, str]) -> str:
        """The label with ``{name}`` replaced; a name without a value stays, in 〈 〉."""
        return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], f"〈{m[1]}〉"), self.text(language))
