"""The manuals' markup as people who know none of it read it: names of facts, words of labels, plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ..content.fact_names import name_fact
from ..content.labels import Label
from ..content.project import Project
from ..content.ruby import plain
from ..errors import TebikiError
from ..messages import language

_ROLE: Final = re.compile(r"\{([\w-]+)\}`([^`]*)`")
_LINK: Final = re.compile(r"\[([^\]\n]*)\]\((?:[^)\n]*)\)")
_MARKS: Final = re.compile(
    r"\*\*|(?<!\w)`|`(?!\w)|^#{1,6} |^:::+ ?\{?[\w-]*\}?|^\(([\w-]+)\)=$|^[ ]*(?:[-*]|\d+\.) ", re.MULTILINE
)


@lru_cache(8)
def known_labels(project: Project) -> Mapping[str, Label]:
    """The labels of a project; none while a file of them is wrong, which rooms show how to put right."""
    try:
        return project.labels
    except TebikiError:
        return {}


def plain_words(project: Project, text: str) -> str:
    """``text`` without markup: a fact is 〔its name〕, a label「its words」, a link its words."""
    return _MARKS.sub("", _LINK.sub(r"\1", _ROLE.sub(lambda role: _spoken(project, role[1], role[2]), text)))


def _spoken(project: Project, role: str, content: str) -> str:
    try:
        if role == "fact":
            return f"〔{name_fact(project.edition, project.settings, content).texts[language()]}〕"
        if role == "ui":
            label = known_labels(project).get(content)
            return f"「{label.text('ja')}」" if label else f"「{content}」"
    except TebikiError:
        return content
    return plain(content.partition(" <")[0])
