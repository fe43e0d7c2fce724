"""Pages of plain markup cut into tokens, quicker than the standard library's parser cuts any page.

Plain is what our own pages are made of: names in small letters, attributes in double quotes, one blank
between them, no comment, no script. Whatever else stands in a page makes it one for the other parser, so
that both give the same tokens of every page (`tebiki.output.page_tree`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Final

from ..plain import is_plain

_DOCTYPE: Final = "!DOCTYPE html"
_NAME: Final = "[a-z][a-z0-9]*"
_ATTRIBUTE: Final = r" [a-z][a-z0-9-]*(?:=\"[^\"<>\n\r\0]*\")?"
_START: Final = re.compile(f"({_NAME})((?:{_ATTRIBUTE})*)")
_END: Final = re.compile(f"/({_NAME})")
_VALUE: Final = re.compile(r' ([a-z][a-z0-9-]*)(?:="([^"]*)")?')
#: In a value, a reference that versions of the standard library read differently: it has no semicolon.
_OPEN_REFERENCE: Final = re.compile(r"&(?!(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);)")
#: Elements whose text may be no markup; which these are differs between versions of the standard library.
_RAW: Final = frozenset(
    {"script", "style", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext"}
)
_TITLE: Final = "title"
#: Different tags that are remembered; a page of ours has some hundred.
_REMEMBERED: Final = 2048


#: A tag: its line, its name, the attributes of a start tag (else None), the text behind it. The name of what
#: stands before the first tag is empty. There are thousands in a page: a class of their own takes its time.
Token = tuple[int, str, Mapping[str, str] | None, str]


def cut_plain(text: str) -> list[Token] | None:
    """The tokens of a page, in order; None where it is not plain, or no shortcut is to be taken."""
    if "\0" in text or is_plain():
        return None
    before, *parts = text.split("<")
    found: list[Token] = [(1, "", None, unescape(before))]
    line = 1 + before.count("\n")
    if parts and parts[0].startswith(f"{_DOCTYPE}>"):
        data = parts.pop(0)[len(_DOCTYPE) + 1 :]
        found.append((line, "", None, unescape(data)))
        line += data.count("\n")
    in_title = False
    for part in parts:
        head, closed, data = part.partition(">")
        tag = _tag(head) if closed else None
        if tag is None:
            return None
        name, attrs = tag
        if in_title and (name != _TITLE or attrs is not None):
            return None  # its text may be no markup, either
        in_title = name == _TITLE and attrs is not None
        found.append((line, name, attrs, unescape(data) if "&" in data else data))
        if "\n" in data:
            line += data.count("\n")
    return found


@lru_cache(_REMEMBERED)
def _tag(head: str) -> tuple[str, Mapping[str, str] | None] | None:
    """What stands between the brackets of a tag: its name, and the attributes of a start tag."""
    if end := _END.fullmatch(head):
        return end[1], None
    start = _START.fullmatch(head)
    if start is None or start[1] in _RAW or _OPEN_REFERENCE.search(start[2]):
        return None
    pairs = _VALUE.findall(start[2])
    values = {name: unescape(value) for name, value in pairs}
    return (start[1], values) if len(values) == len(pairs) else None
