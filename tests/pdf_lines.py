"""Where the lines of a Japanese PDF break, decided from the boxes of its text: between phrases only.

Gates as in `pdf_gates`: each takes the file and returns what is wrong, in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from outloud.model import Document  # type: ignore[import-untyped]

from tebiki.content.phrases import find_breaks

_SMALL = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー"
#: Elements whose text is a paragraph, a heading or a cell; a document's title is set line by line.
_READ = {"P", "H1", "H2", "H3", "H4", "LBody", "TH", "TD"}
_WIDE = re.compile(r"[ぁ-ヿ々〆㐀-鿿]")


@dataclass(frozen=True)
class Line:
    """A line of print: its text, where it begins and ends in pt, and how high its letters are."""

    page: int
    text: str
    left: float
    right: float
    size: float


def paragraphs(path: Path) -> list[list[Line]]:
    """The lines of each paragraph, heading and cell of a document in Japanese; of others none."""
    with closing(Document(str(path))) as document:
        is_japanese = str(document.lang or "").startswith("ja")
        read = [element for element in document.elements if is_japanese and _is_read(element)]
        return [lines for element in read if (lines := list(_lines(document, element)))]


def _is_read(element: Any) -> bool:
    inside = (below.type_raw for below in element.descendants())
    return element.type_raw in _READ and _READ.isdisjoint(inside)


def _lines(document: Document, element: Any) -> Iterator[Line]:
    for page, runs in _runs(document, element):
        heights: list[float] = []
        found: dict[float, list[Any]] = {}
        for run in runs:
            middle = (run.bbox[1] + run.bbox[3]) / 2
            half = max(run.bbox[3] - run.bbox[1], 1) / 2
            height = next((one for one in heights if abs(one - middle) < half), middle)
            if height not in found:
                heights.append(height)
            found.setdefault(height, []).append(run)
        for height in heights:
            yield _line(page, found[height])


def _line(page: int, runs: list[Any]) -> Line:
    shown = [run for run in runs if run.text.strip()] or runs
    return Line(
        page + 1,
        "".join(run.text for run in runs),
        min(run.bbox[0] for run in shown),
        max(run.bbox[2] for run in shown),
        max(run.bbox[3] - run.bbox[1] for run in shown),
    )


def _runs(document: Document, element: Any) -> Iterator[tuple[int, list[Any]]]:
    """The runs of an element in their order, by page."""
    places = {
        (ref.page, ref.mcid)
        for part in (element, *element.descendants())
        for ref in part.mcrefs
        if ref.page is not None
    }
    for page in sorted({page for page, _ in places}):
        runs = [run for run in document.content(page).runs if (page, run.mcid) in places]
        yield page, sorted(runs, key=lambda run: run.mcid or 0)


def small_starts(path: Path) -> list[str]:
    """No line begins with small kana or a mark that lengthens a sound."""
    return [
        f"page {line.page}: line begins with small kana: {line.text[:12]}"
        for lines in paragraphs(path)
        for line in lines[1:]
        if line.text[:1] in _SMALL and line.text
    ]


def lone_letters(path: Path) -> list[str]:
    """No last line has one letter."""
    return [
        f"page {lines[-1].page}: last line of one letter: {lines[-2].text[-8:]}/{lines[-1].text}"
        for lines in paragraphs(path)
        if len(lines) > 1 and len(re.sub(r"\W", "", lines[-1].text)) == 1
    ]


def torn_phrases(path: Path, terms: tuple[str, ...] = ()) -> list[str]:
    """Lines break where `find_breaks` permits it, within a phrase only where it is wider than its line.

    ``terms``: words that no line breaks within. Before an address, and before letters of another size, the
    template has ended the line.
    """
    return [problem for lines in paragraphs(path) for problem in _torn(lines, terms)]


def _torn(lines: list[Line], terms: tuple[str, ...]) -> Iterator[str]:
    text = "".join(line.text for line in lines)
    permitted = frozenset(find_breaks(text, terms))
    starts = [0, *accumulate(len(line.text) for line in lines)]
    for (start, at), (line, following) in zip(pairwise(starts), pairwise(lines), strict=False):
        is_name = not _WIDE.match(text[at - 1]) and not _WIDE.match(text[at])
        is_long = not any(start < place < at for place in permitted)
        is_ended = text.startswith("http", at) or abs(line.size - following.size) >= 1
        if at not in permitted and not (is_name or is_long or is_ended):
            yield f"page {line.page}: {line.text[-10:]}/{following.text[:10]}"


#: Those that need nothing but the file.
GATES = {"small kana": small_starts, "lone letters": lone_letters}
