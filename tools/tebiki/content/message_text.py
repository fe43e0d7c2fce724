"""A message of a source as plain Japanese text: roles filled in, signs of Markdown gone."""

from __future__ import annotations

import re
from typing import Final

from .labels import filled
from .publication import Publication
from .ruby import plain

_ROLE: Final = re.compile(r"\{(\w+)\}`([^`]*)`")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def plain_message(text: str, here: Publication, manual: str) -> str:
    """The text on one line. A value that nobody knows stands in 〈 〉 by its name; a remedy has no number."""
    facts = here.facts(manual)

    def value(match: re.Match[str]) -> str:
        role, name = match.groups()
        if role == "ui" and name in here.labels:
            return f"「{plain_label(name, here, manual)}」"
        if role == "fact" and name in facts:
            return plain(facts[name].text or f"〈{name}〉")
        if role == "url" and name in here.edition.links:
            return here.edition.links[name].url
        if role == "step":
            return here.words("step", n=name)
        return here.words("remedy", n="").strip() if role == "remedy" else str(name)

    shown = _LINK.sub(lambda match: match[1], _ROLE.sub(value, text))
    return " ".join(shown.replace("**", "").replace("`", "").replace("\u200b", "").split())


def plain_label(key: str, here: Publication, manual: str) -> str:
    """A label's Japanese words with the edition's values put in."""
    facts = here.facts(manual)
    values = {name: here.words(f"placeholder.{name}") for name in ("name", "app")}
    if name := facts["certificate.name_on_device"].text:
        values["name"] = name
    return filled(here.labels[key].text("ja"), values)
