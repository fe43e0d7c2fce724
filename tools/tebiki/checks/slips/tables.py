"""Tables: rows with more or fewer cells than the head, text that became a row, bars that make no table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from ...content.markdown.reading import FENCES, Placed, Reading
from .boxes import Box
from .slip import Slip, narrow, slip

#: Signs that look like a bar.
_BAR_LIKE: Final = str.maketrans(
    dict.fromkeys("│┃￤┆┇┊┋∣❘❙❚￨¦︱∥‖║├┤┝┥┠┨┣┫", "｜") | dict.fromkeys("─━┼╋", "-")
)
#: A line that only draws a frame.
_FRAME: Final = re.compile(r"[\s\u2500-\u257f]{3,}$")
_BARS: Final = re.compile(r"\s*[|｜].*[|｜]")
#: A row without bars at its ends.
_INNER: Final = re.compile(r"[^|]*\S \| \S[^|]*(?:\| \S[^|]*)*$")
#: A line of a table without bars at its ends is one only beside the line that parts head and rows.
_DELIMITER: Final = re.compile(r"\s*\|?\s*:?[-ー―—–‐]+:?\s*(?:\|\s*:?[-ー―—–‐]+:?\s*)*\|?\s*$")
_RIGHT_DELIMITER: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def check_tables(reading: Reading) -> Iterator[Slip]:
    """Slips in tables, row by row."""
    for one in reading.placed:
        if one.token.type == "table_open":
            rows = list(_rows(one, reading.lines))
            yield from rows
            if not rows and not _is_captioned(one, reading):
                yield slip("table-bare", one.line + 1, text=reading.lines[one.line], write=":::{table} …")


def _is_captioned(table: Placed, reading: Reading) -> bool:
    """Whether the box right around the table is one of tables."""
    around = [
        one for one in reading.placed if one.line < table.line < one.end and one.depth == table.depth - 1
    ]
    return any("{table}" in one.token.info for one in around if one.token.type in FENCES)


def check_captioned(boxes: Iterable[Box], reading: Reading, told: Collection[int]) -> Iterator[Slip]:
    """A box ``table`` holds one table and nothing else; ``told``: lines with slips, from 1."""
    for box in boxes:
        if box.name != "table" or box.close is None or any(box.line + 1 < n <= box.close + 1 for n in told):
            continue
        depth = next((one.depth for one in reading.placed if one.line == box.line), 0) + 1
        within = [one for one in reading.placed if box.line < one.line < box.close and one.depth == depth]
        kinds = [one.token.type for one in within if one.token.level == 0 and one.token.nesting >= 0]
        if [kind for kind in kinds if kind != "myst_line_comment"] != ["table_open"]:
            yield Slip("source/table", box.line + 1)


def _rows(table: Placed, lines: Sequence[str]) -> Iterator[Slip]:
    heads = len(cells_of(lines[table.line]))
    barred = "|" in lines[table.line].strip().strip(">")[:1]
    for number in range(table.line + 2, table.end):
        line = lines[number] if number < len(lines) else ""
        if not line.strip():
            continue
        if "|" not in line and (heads > 1 or barred):
            yield slip("table-text", number + 1, text=line)
            return
        cells = len(cells_of(line))
        if cells != heads:
            yield slip("table-cells", number + 1, cells=cells, heads=heads, text=line)


def cells_of(line: str) -> list[str]:
    """The cells of a row as the parser cuts it: at every bar without a backslash, in code too."""
    text = re.sub(r"\\\|", "\0", line.strip().lstrip("> "))
    return text.removeprefix("|").removesuffix("|").split("|")


def with_bars(text: str) -> str:
    """The text with a full-width bar for whatever looks like one."""
    return text if text.isascii() else text.translate(_BAR_LIKE)


def check_bars(texts: Sequence[str], line: int) -> Iterator[Slip]:
    """A paragraph whose lines were meant for a table; ``line`` of its first, from 0."""
    texts = [with_bars(text) for text in texts]
    barred = [_BARS.match(text) is not None and len(cells_of(narrow(text))) > 1 for text in texts]
    if len(texts) > 1 and all(map(_INNER.match, texts)):
        barred = [True] * len(texts)
    if len(texts) == 1 and not re.search(r"[|｜]\s*$", texts[0]):
        return
    if not any(barred):
        return
    first = barred.index(True)
    parting = next(
        (
            n
            for n, text in enumerate(texts)
            if n > 0 and _DELIMITER.match(narrow(text)) and "-" in _dashes(text)
        ),
        None,
    )
    if any("｜" in text and "《" not in text for text in texts if _BARS.match(text)):
        bad = next(n for n, text in enumerate(texts) if "｜" in text)
        yield slip("table-bars", line + bad + 1, text=texts[bad], write=_row(texts[bad]))
    elif parting is None:
        if sum(barred) > 1 or len(cells_of(texts[first])) > 1:
            write = "|" + "---|" * len(cells_of(texts[first]))
            yield slip("table-parting", line + first + 1, text=texts[first], write=write)
    else:
        heads = len(cells_of(texts[parting - 1]))
        yield slip("table-dashes", line + parting + 1, text=texts[parting], write="|" + "---|" * heads)


def _dashes(text: str) -> str:
    return re.sub("[ー―—–‐]", "-", narrow(text))


def _row(text: str) -> str:
    """The row with the bars and dashes of a table."""
    bars = text.replace("｜", "|")
    if re.fullmatch(r"[\s|:：\-ー―—–‐－]+", bars):
        return "|" + "---|" * len(cells_of(bars))
    return bars
