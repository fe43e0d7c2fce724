"""A manual's text as the parser reads it, boxes opened: each token with its line in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .constructs import switched_off
from .parser import parser

__all__ = ["FENCES", "Placed", "Reading", "Token", "holds_blocks", "option_lines", "slip_parser"]

FENCES: Final = ("fence", "colon_fence")
#: Boxes within boxes; further in, every box is one that is not closed, which its own line tells.
_DEEPEST: Final = 20
#: What MyST takes for a directive; all else in a fence of backquotes is code.
_CALLED: Final = re.compile(r"\{\S+\}(?:\s|$)")


@cache
def slip_parser() -> MarkdownIt:
    """The manuals' parser that also sees what is refused; escaped signs are tokens of their own."""
    return parser.__wrapped__().enable([*switched_off()]).disable("text_join")


@dataclass(frozen=True, slots=True)
class Placed:
    """A token; ``line`` and ``end`` in the file, from 0 and ``end`` exclusive. ``depth``: boxes around it."""

    token: Token
    line: int
    end: int
    depth: int


@dataclass(slots=True)
class Reading:
    """A text, its lines, and all tokens in order."""

    lines: list[str]
    placed: list[Placed] = field(default_factory=list)
    #: Lines (from 0) that define goals of links (``[form]: https://…``): nothing of them is printed.
    definitions: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read a text whose lines end in LF."""
        found = cls(text.split("\n"))
        found.placed.extend(found._tokens(text, 0, 0))
        return found

    def _tokens(self, text: str, first: int, depth: int) -> Iterator[Placed]:
        tokens, definitions = _parsed_body(text) if depth else _parsed(text)
        line, end = first, first + 1
        for token in tokens:
            if token.map:
                line, end = first + token.map[0], first + max(token.map[1], token.map[0] + 1)
            yield Placed(token, line, end, depth)
            if depth < _DEEPEST and holds_blocks(token):
                skipped = option_lines(token.content)
                body = "\n".join(token.content.split("\n")[skipped:])
                yield from self._tokens(body, line + 1 + skipped, depth + 1)
        self.definitions += [first + line for line in definitions]


def _parsed(text: str) -> tuple[Sequence[Token], Sequence[int]]:
    """The tokens of a text, not to be changed, and the lines that define goals of links."""
    env: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = slip_parser().parse(text, env)
    return tokens, [one["map"][0] for one in env.get("references", {}).values()]


#: What a box holds: who types changes one of a page's boxes and reads all of them again.
_parsed_body: Final = lru_cache(256)(_parsed)


def holds_blocks(token: Token) -> bool:
    """Whether it is a box, or was meant for one: its content is read like a page."""
    return token.type == "colon_fence" or (token.type == "fence" and bool(_CALLED.match(token.info.strip())))


def option_lines(content: str) -> int:
    """How many lines at the head of a box's content MyST reads as options."""
    count = 0
    for line in content.split("\n"):
        start = line.lstrip()
        if not start.startswith(":") or start.startswith(":::"):
            break
        count += 1
    return count
