"""A message as its readers see it in Japanese: roles, links and marks become what they print."""

from __future__ import annotations

import re
from typing import Final

from ..content.labels import filled
from ..content.publication import Publication
from .template import ROLE

_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def readable(msgid: str, page: str, source: Publication) -> str:
    """The text of a message on a page."""
    manual = page if page in source.edition.manuals else None
    facts = source.facts(manual)

    def said(role: str, name: str) -> str:
        if role == "ui" and name in source.labels:
            return source.words("ui", text=filled(source.labels[name].text("ja"), {}))
        if role == "fact" and name in facts:
            return facts[name].text or f"〈{name}〉"
        if role == "step":
            return source.words("step", n=name)
        return source.words("remedy", n=f"〈{name}〉") if role == "remedy" else name

    text = ROLE.sub(lambda found: said(found[1], found[2]), msgid)
    return _LINK.sub(r"\1", text).replace("**", "")
