"""Boxes: lines of colons that open or close none, boxes that are not closed, headings within.

The lines are paired as the writer meant them, the innermost box first; the parser pairs them otherwise
wherever one is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ...content.directives import DIRECTIVES
from ...content.markdown.reading import FENCES, Reading
from ...content.sources import PART
from ...content.words import load_words
from .options import check_options
from .refused import refused
from .slip import Slip, narrow, nearest, slip, with_colons

_OPENING: Final = re.compile(r"([ \t]*)(:{3,}|`{3,}|~{3,}) *\{([^\s{}]+)\}(?:[ \t\u3000]+(\S.*)?)?$")
_CLOSING: Final = re.compile(r"([ \t]*)(:{3,}|`{3,}|~{3,})[ \t]*$")
#: After NFKC: colons, also with blanks between them, then the rest of the line.
_COLONS: Final = re.compile(r"\s*(:(?:[ ]?:)*)\s*(.*)$")
#: The sign or number of an item whose text begins with a box.
_ITEM: Final = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]) +(?=:{3,} *\{)")
_CODE: Final = re.compile(r"\s*(`{3,}|~{3,})\s*(.*)$")
#: How a box of Python's or of another tool begins: three quotation marks in the place of backquotes.
_QUOTED: Final = re.compile(r"([ \t]*)([\"'‘’“”´′″]{3})(?=\s*[{｛]|\s*$)")
#: What a mail puts before each line of the one that it answers.
_MAIL: Final = re.compile(r"\s*[＞≫»\\]+\s*(?=[:：]{2})")
#: What a line of colons may begin with.
_COLON_HEADS: Final = frozenset(":：﹕;；︰∶꞉ː˸׃։፡⁚∷⁝")
_HEADS: Final = _COLON_HEADS | frozenset("`｀~\"'‘’“”´′″＞≫»\\")
#: One colon that is none of a definition: ``:{caution}``.
_ONE_COLON: Final = re.compile(r"\s*[:：][{｛][\w-]+[}｝](?!`)")
#: A name as it may have been meant, in whatever brackets or none.
_MEANT: Final = re.compile(r"[{\[(<「]?\s*([A-Za-z][A-Za-z_-]*)\s*[}\])>」]*(.*)$")
_HEADING: Final = re.compile(r" {0,3}#{1,6}[ \t\u3000]|＃|\s*\([^()\s]+\)=\s*$")


@dataclass(slots=True)
class Box:
    """An opened box; ``line`` from 0. ``inner``: the first box in it with as many colons."""

    line: int
    fence: str
    name: str
    argument: str
    indent: str
    inner: Box | None = None
    close: int | None = None

    @property
    def head(self) -> str:
        """Its first line as it should be."""
        return f"{self.fence}{{{self.name}}} {self.argument}".rstrip()


@dataclass(slots=True)
class Boxes:
    """The boxes of a text and what is wrong with them."""

    reading: Reading
    slips: list[Slip] = field(default_factory=list)
    #: Every box in the order in which it opens.
    all: list[Box] = field(default_factory=list)
    _open: list[Box] = field(default_factory=list)
    #: The fence of the code that the line stands in; no box opens there.
    _code: str = ""

    @classmethod
    def of(cls, reading: Reading) -> Boxes:
        """Pair the lines of a text."""
        found = cls(reading)
        for number, line in enumerate(reading.lines):
            found._line(number, line)
        while found._open:
            found._unclosed(found._open.pop())
        found._parsed_otherwise()
        for box in found.all:
            found.slips += check_box(box, reading.lines)
        return found

    def _line(self, number: int, line: str) -> None:
        if ":::" in line and (item := _ITEM.match(line)):
            line = " " * item.end() + line[item.end() :]
        start = line.lstrip()[:1]
        if self._code:
            if start == self._code[0] and (end := _CLOSING.match(line)) and len(end[2]) >= len(self._code):
                self._code = ""
        elif start in _HEADS:
            self._fence(number, line)
        elif self._open and _HEADING.match(line):
            self._heading(number, line)

    def _fence(self, number: int, line: str) -> None:
        if opening := _OPENING.match(line):
            self._opening(number, line, opening)
        elif closing := _CLOSING.match(line):
            self._closing(number, line, closing[1], closing[2])
        elif mail := _MAIL.match(line):
            self._strange(number, line, *_parted(line[mail.end() :]))
        elif quoted := _QUOTED.match(line):
            self._quoted(number, line, quoted[1] + "```" + line[quoted.end() :])
        elif self._open and with_colons(line).strip() == self._open[-1].fence:
            self.slips.append(slip("box-close", number + 1, text=line, **self._wanted()))
            self._open.pop().close = number
        elif (code := _CODE.match(narrow(line))) and "`" not in code[2]:
            self._code_or_box(number, line, code)
        elif line.lstrip()[:1] in _COLON_HEADS:
            self._strange(number, line, *_parted(line))

    def _quoted(self, number: int, line: str, meant: str) -> None:
        """Quotation marks that were meant for backquotes: only where a box is named or open."""
        code = _CODE.match(narrow(meant))
        if code and (name := _MEANT.match(code[2])) and nearest(name[1], DIRECTIVES):
            self._code_or_box(number, line, code)
        elif code and not code[2] and self._open and self._open[-1].fence == "```":
            self.slips.append(slip("box-close", number + 1, text=line, **self._wanted()))
            self._open.pop().close = number

    def _opening(self, number: int, line: str, found: re.Match[str]) -> None:
        indent, fence, name, argument = found[1], found[2], found[3], (found[4] or "").strip()
        box = Box(number, fence, name, argument, indent)
        if name not in DIRECTIVES:
            box.name = self._unknown(number, line, fence, name, argument)
        elif ("\t" in indent or len(indent) > 3) and number not in self._parsed():
            self.slips.append(slip("box-indent", number + 1, write=box.head))
        self._push(box)

    def _unknown(self, number: int, line: str, fence: str, name: str, argument: str) -> str:
        """A name in braces that is none; the name that is meant."""
        if meant := nearest(name, DIRECTIVES) or boxes_by_title().get(name):
            write = f"{fence}{{{meant}}} {argument}".rstrip()
            self.slips.append(slip("box-line", number + 1, text=line, write=write))
            return meant
        self.slips.append(slip("directive", number + 1, text=name))
        return name

    def _push(self, box: Box) -> None:
        outer = self._open[-1] if self._open else None
        same = outer is not None and outer.fence[0] == box.fence[0] == ":"
        if outer is not None and same and len(box.fence) >= len(outer.fence) and outer.inner is None:
            outer.inner = box
        self._open.append(box)
        self.all.append(box)

    def _closing(self, number: int, line: str, indent: str, fence: str) -> None:
        if fence[0] != ":" and not any(box.fence[0] == fence[0] for box in self._open):
            self._begin_code(number, fence)
            return
        if not self._open:
            self.slips.append(slip("box-close-alone", number + 1, text=line))
            return
        if any(box.fence == fence for box in self._open):
            while self._open[-1].fence != fence:
                self._unclosed(self._open.pop())
            self._close(number, indent)
        else:
            self.slips.append(slip("box-close", number + 1, text=line, **self._wanted()))
            if not self._closed_later(number):
                self._open.pop()

    def _close(self, number: int, indent: str) -> None:
        box = self._open.pop()
        box.close = number
        if box.inner is not None and box.inner.close is not None:
            more = ":" * (max(len(box.fence), len(box.inner.fence)) + 1)
            write = more + box.head.lstrip(":")
            for line in (box.line, box.inner.line):
                values = {"outer": box.line + 1, "inner": box.inner.line + 1, "write": write, "end": more}
                self.slips.append(slip("box-nested", line + 1, **values))
        elif "\t" in indent and "\t" not in box.indent:
            self.slips.append(slip("box-indent", number + 1, write=box.fence))

    def _wanted(self) -> dict[str, object]:
        box = self._open[-1]
        return {"opened": box.line + 1, "write": box.fence}

    def _closed_later(self, number: int) -> bool:
        """Whether the innermost box is closed further down, before another begins or a heading."""
        fence = self._open[-1].fence
        for line in self.reading.lines[number + 1 :]:
            if (closing := _CLOSING.match(line)) and closing[2] == fence:
                return True
            if _HEADING.match(line) or ((opening := _OPENING.match(line)) and len(opening[2]) >= len(fence)):
                return False
        return False

    def _unclosed(self, box: Box) -> None:
        self.slips.append(slip("box-open", box.line + 1, text=box.head, write=box.fence))

    def _heading(self, number: int, line: str) -> None:
        """Either it stands in a box, or the box before it was not closed."""
        if line.startswith("(") and _HEADING.match("".join(self.reading.lines[number + 1 : number + 2])):
            return  # the address of the heading below, which is told
        if self._next_closes(number):
            told = self.slips[-1] if self.slips else None
            if told is None or told.code != "source/heading-in-box" or told.line < number - 1:
                self.slips.append(slip("heading-in-box", number + 1, text=line, **self._wanted()))
            return
        while self._open:
            self._unclosed(self._open.pop())

    def _next_closes(self, number: int) -> bool:
        fences = {box.fence for box in self._open}
        for line in self.reading.lines[number + 1 :]:
            if closing := _CLOSING.match(line):
                return closing[2] in fences
            if _OPENING.match(line):
                return False
        return False

    def _code_or_box(self, number: int, line: str, found: re.Match[str]) -> None:
        """Backquotes that no known name in braces follows: a box without its braces, or code."""
        fence, info = found[1], found[2].strip()
        meant = _MEANT.match(info)
        name = nearest(meant[1], DIRECTIVES) if meant else None
        if meant is None or name is None:
            self._begin_code(number, fence)
            return
        fence = "```" if name == "include" else ":::"
        box = Box(number, found[1], name, meant[2].strip(), "")
        write = f"{fence}{{{name}}} {box.argument}".rstrip()
        self.slips.append(slip("box-line", number + 1, text=line, write=write))
        self._push(box)

    def _begin_code(self, number: int, fence: str) -> None:
        self._code = fence
        self.slips.append(refused("block", "code", number + 1))

    def _strange(self, number: int, line: str, colons: str, rest: str) -> None:
        """A line that begins with colons and neither opens nor closes a box."""
        if len(colons) < 2 and not _ONE_COLON.match(line):
            return  # a definition, an option, or a line of text: looked at as such
        meant = _MEANT.match(rest)
        name = nearest(meant[1], DIRECTIVES) if meant else None
        title, _, argument = rest.strip("{} ").partition(" ")
        if meant and name:
            self._meant(number, line, colons, name, meant[2].strip())
        elif title in boxes_by_title():
            self._meant(number, line, colons, boxes_by_title()[title], argument)
        elif self._open and not rest.startswith("{"):
            self.slips.append(slip("box-close", number + 1, text=line, **self._wanted()))
            self._open.pop().close = number
        elif not rest:
            self.slips.append(slip("box-close-alone", number + 1, text=line))
        else:
            self.slips.append(slip("directive", number + 1, text=rest.strip("{}") or rest))
            self._push(Box(number, colons if len(colons) >= 3 else ":::", rest, "", ""))

    def _meant(self, number: int, line: str, colons: str, name: str, argument: str) -> None:
        fence = colons if len(colons) >= 3 else ":::"
        box = Box(number, fence, name, argument.strip(" :"), "")
        self.slips.append(slip("box-line", number + 1, text=line, write=box.head))
        self._push(box)

    def _parsed(self) -> frozenset[int]:
        return frozenset(one.line for one in self.reading.placed if one.token.type in FENCES)

    def _parsed_otherwise(self) -> None:
        """Boxes that look right, and that the parser ends elsewhere: in a list, by their indent."""
        if self.slips:
            return
        ends = {one.line: one.end - 1 for one in self.reading.placed if one.token.type in FENCES}
        for box in self.all:
            if ends.get(box.line) != box.close:
                self.slips.append(slip("box-open", box.line + 1, text=box.head, write=box.fence))


def _parted(line: str) -> tuple[str, str]:
    """The colons at the head of a line, and what follows them; both narrow."""
    found = _COLONS.match(with_colons(line))
    return (found[1].replace(" ", ""), found[2]) if found else ("", "")


@cache
def boxes_by_title() -> Mapping[str, str]:
    """Boxes by the title that they print: who writes ``:::注意`` means ``caution``."""
    words = load_words("ja")
    return {words(f"box.{name}"): name for name in sorted(DIRECTIVES) if f"box.{name}" in words.table}


def check_box(box: Box, lines: list[str]) -> Iterator[Slip]:
    """What is wrong with a box's first line, its options and its content."""
    if box.name == "include" and not PART.fullmatch(box.argument):
        yield slip("include", box.line + 1, text=box.argument)
    if box.close is not None:
        yield from check_options(box.name, box.argument, box.line, lines[box.line + 1 : box.close], box.head)
