"""A page's operators (ISO 32000-1, 7.8.2) as Typst writes them: readings out of the middle, to the end.

Nothing is read but what opens and closes something: each other byte stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from pikepdf import Object

#: How the template's readings begin, as Typst writes them.
READING: Final = b"/Artifact<</Type/Page>>BDC"
_KIND: Final = READING.removesuffix(b"BDC")
#: The operators that count here; a picture within the stream (``BI``) is nothing that Typst writes.
_COUNTED: Final = rb"(?:q|Q|cm|BDC|BMC|EMC)(?![A-Za-z0-9*])"
#: All else: numbers, names, dictionaries, glyphs (with brackets in one another once), other operators.
_PASSED: Final = (
    rb"(?:[-+.0-9\s\[\]]++|/[^\s/<>()\[\]]++|<<|>>|<[0-9A-F]*+>"
    rb"|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)"
    rb"|(?!(?:q|Q|cm|BDC|BMC|EMC|BI)(?![A-Za-z0-9*]))[A-Za-z][A-Za-z0-9*]*+)*+"
)
_STEP: Final = re.compile(_PASSED + rb"(" + _COUNTED + rb")", re.DOTALL)
_END: Final = re.compile(_PASSED, re.DOTALL)
#: The number of the text that a mark begins.
_NUMBER: Final = re.compile(rb"/MCID (\d+)")
#: Glyphs as letters.
_GLYPHS: Final = re.compile(rb"(?<=[m\[])\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
#: By how much an operator changes how many marks are open.
_NESTED: Final = {b"BDC": 1, b"BMC": 1, b"EMC": -1}
#: How many numbers a matrix has.
_MATRIX: Final = 6


def move_readings(stream: bytes) -> tuple[bytes, dict[int, bytes]]:
    """The stream with its readings behind all else; what draws them, by the numbers (MCID) of their words.

    What a word with a reading is: the text of the next mark. Raises `ValueError` for a stream that is not in
    Typst's form: nothing is guessed of it.
    """
    kept: list[bytes] = []
    moved: list[bytes] = []
    words: dict[int, bytes] = {}
    #: What stands around a place and changes where things are drawn: operators ``cm``, for each open ``q``.
    around = [b""]
    at = done = depth = 0
    drawn, waits = b"", False
    while found := _STEP.match(stream, at):
        operator = found[1]
        if depth:
            depth += _NESTED.get(operator, 0)
            if depth == 0:
                drawn = stream[done + len(READING) : found.end()]
                reading = b"/Artifact BMC" + drawn
                moved.append(b"\nq %b%b\nQ" % (around[-1], reading) if around[-1] else reading)
                done = found.end()
        elif operator == b"BDC" and stream.endswith(_KIND, at, found.start(1)):
            begin = found.start(1) - len(_KIND)
            kept.append(stream[done:begin])
            done, depth, waits = begin, 1, True
        elif operator == b"BDC" and waits:
            words |= dict.fromkeys(map(int, _NUMBER.findall(stream, at, found.start(1))), drawn)
            waits = False
        elif operator in {b"q", b"Q", b"cm"}:
            _follow(around, operator, stream[at : found.start(1)])
        at = found.end()
    # Where the last thing is drawn nothing may be left open, or what is moved would be drawn elsewhere.
    if around != [b""] or depth or not _END.fullmatch(stream, at):
        raise ValueError(at)
    return _GLYPHS.sub(_hexadecimal, b"".join([*kept, stream[done:], *moved])), words


def _follow(around: list[bytes], operator: bytes, before: bytes) -> None:
    """Follow what an operator changes of ``around``; its numbers are the last ``before`` it."""
    if operator == b"q":
        around.append(around[-1])
    elif operator == b"cm":
        around[-1] += b" ".join([*before.split()[-_MATRIX:], b"cm\n"])
    elif len(around) > 1:
        around.pop()
    else:
        raise ValueError(operator)


def _hexadecimal(glyphs: re.Match[bytes]) -> bytes:
    """Glyphs by their numbers, as Typst writes most of them: where all are alike, they are packed better."""
    return b"<%b>" % bytes(Object.parse(glyphs[0])).hex().upper().encode()
