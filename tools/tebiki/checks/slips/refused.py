"""Pieces of Markdown that manuals do not have; the table of constructs says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ...content.markdown.constructs import ConstructKind, construct
from ...content.markdown.reading import Reading
from ...messages import InLanguages
from .slip import Slip, slip

#: What other programs make a box of.
_ALERT: Final = re.compile(r"[\[［]\s*[!！]\s*[A-Za-z]+\s*[\]］]")
#: Kinds of tokens → the construct that they are of.
_BLOCKS: Final[Mapping[str, str]] = {
    "code_block": "indented",
    "hr": "divider",
    "myst_block_break": "break",
    "footnote_reference_open": "footnote",
    "footnote_block_open": "footnote",
}
_INLINES: Final[Mapping[str, str]] = {"footnote_ref": "footnote", "hardbreak": "line-break"}


def check_blocks(reading: Reading) -> Iterator[Slip]:
    """Refused blocks, a slip each; of what stands within one, nothing more is told here."""
    until = -1
    for number, one in enumerate(reading.placed):
        if key := _key(reading, number):
            if one.line >= until:
                yield refused("block", key, one.line + 1)
                until = one.end
        elif one.token.type == "html_block":
            yield slip("html", one.line + 1, text=one.token.content.strip().split("\n")[0])
    for line in sorted(set(reading.definitions)):
        yield refused("block", "definition", line + 1)


def _key(reading: Reading, number: int) -> str | None:
    """The refused construct that a token begins, if it does."""
    kind = reading.placed[number].token.type
    if kind == "blockquote_open":
        after = reading.placed[number : number + 3]
        said = "".join(one.token.content for one in after if one.token.type == "inline")
        return "alert" if _ALERT.match(said) else "quote"
    return _BLOCKS.get(kind)


def refused_inline(kind: str) -> str | None:
    """The construct that an inline token of that kind is of; None for one that manuals may have."""
    return _INLINES.get(kind)


def refused(kind: ConstructKind, key: str, line: int) -> Slip:
    """A slip that says what to write instead, from the table."""
    row = construct(kind, key)
    return Slip(
        "source/refused",
        line,
        {"name": InLanguages(row.name), "instead": InLanguages(row.instead or row.write)},
    )
