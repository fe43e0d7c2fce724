"""The lines of a PO file: what is wrong with them, each with its line, before a parser reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...errors import Place, Problem
from ..text_files import shown

_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_KEYWORD = re.compile(r"(msg[a-z_]*(?:\[[^\]]*\])?) +(?=\")")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPE = re.compile(r"\\(?:[\\nrt\"]|(.))")
#: Words of the grammar that the manuals have no use for, and what is said of them.
_UNUSED = {"msgctxt": "catalog/context", "msgid_plural": "catalog/plural"}


def check_lines(text: str, path: Path) -> list[Problem]:
    """What is wrong with the lines of a PO file; merge conflicts alone where there are any."""
    lines = [line.strip() for line in text.split("\n")]
    conflicts = [n for n, line in enumerate(lines, 1) if _CONFLICT.match(line)]
    if conflicts:
        found: Iterable[Found] = (("catalog/conflict", n, lines[n - 1]) for n in conflicts)
    else:
        found = _Lines().check(lines)
    return [Problem(code, Place.of(path, n), {"text": shown(text, 60)}) for code, n, text in found]


#: Code, line, what stands there.
Found = tuple[str, int, str]


class _Lines:
    """Goes through the lines; knows which word stood last and where."""

    def __init__(self) -> None:
        self.word, self.line = "msgstr", 0  # as if a whole entry had just ended
        self.broken = self.obsolete = self.plural = False

    def check(self, lines: list[str]) -> Iterator[Found]:
        """The problems of ``lines``."""
        for number, line in enumerate(lines, 1):
            yield from self.one(number, line)
        yield from self.ended()

    def one(self, number: int, line: str) -> Iterator[Found]:
        """The problems of one line."""
        obsolete = line.startswith("#~")
        if obsolete:
            line = line[2:].lstrip()
        if not line or (obsolete and line.startswith("|")):
            return
        if line.startswith("#"):
            yield from self.ended()
            self.broken = False
            return
        if self.word == "msgid" and obsolete != self.obsolete:
            yield "catalog/line", number, line
        self.obsolete = obsolete
        found = _KEYWORD.match(line)
        wrong = self.string(line[found.end() if found else 0 :])
        if wrong and not self.broken:  # one word for a run of broken lines
            yield wrong[0], number, wrong[1]
        self.broken = bool(wrong)
        if found:
            yield from self.keyword(found[1], number)

    @staticmethod
    def string(text: str) -> tuple[str, str] | None:
        """What is wrong with a quoted string: code, what to show."""
        if not text.startswith('"'):
            return "catalog/line", text
        if not _STRING.fullmatch(text):
            return "catalog/quote", text
        for escape in _ESCAPE.finditer(text):
            if escape[1]:
                return "catalog/escape", escape.group()
        return None

    def keyword(self, word: str, number: int) -> Iterator[Found]:
        """Entries are pairs of msgid and msgstr."""
        if word in _UNUSED:
            yield _UNUSED[word], number, word
            self.plural = word == "msgid_plural"
            return
        if word.startswith("msgstr["):
            if not self.plural:
                yield "catalog/plural", number, word
            self.plural, word = True, "msgstr"
        elif word not in ("msgid", "msgstr"):
            yield "catalog/line", number, word
        elif word == "msgid":
            yield from self.ended()
            self.plural = False
        elif self.word == "msgstr":
            yield "catalog/no-msgid", number, word
        self.word, self.line = word, number

    def ended(self) -> Iterator[Found]:
        """An entry must be whole when the next one begins; then a msgstr of its own is told no more."""
        if self.word == "msgid":
            yield "catalog/no-msgstr", self.line, self.word
            self.word = ""
