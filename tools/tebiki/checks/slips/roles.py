"""What stands in the backquotes of a role: a name of a fact, a label, a step's number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ...content.directives import ROLES
from .slip import Slip, narrow, nearest, slip

_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "fact": re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", re.IGNORECASE),
    "ui": re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", re.IGNORECASE),
    "url": re.compile(r"[a-z0-9_-]+", re.IGNORECASE),
    "step": re.compile(r"[0-9]+"),
    "remedy": re.compile(r"[a-z][a-z0-9-]*"),
}


def check_role(name: str, content: str, line: int) -> Iterator[Slip]:
    """A role that there is not, or one whose name is typed in full width or with blanks."""
    if name not in ROLES:
        if meant := nearest(name, ROLES):
            write = f"{{{meant}}}`{content}`"
            yield slip("role-line", line, text=f"{{{name}}}`{content}`", write=write)
        else:
            yield slip("role", line, text=name)
        return
    form = _FORMS.get(name)
    if form is None or form.fullmatch(content):
        return
    plain = re.sub(r"\s+", "", narrow(content)).replace("。", ".")
    if name == "step":
        plain = re.sub(r"\D", "", plain) or "2"
    elif name == "remedy":
        plain = plain.lower().replace("_", "-")
    right = plain if form.fullmatch(plain) else "…"
    yield slip("role-line", line, text=f"{{{name}}}`{content}`", write=f"{{{name}}}`{right}`")
