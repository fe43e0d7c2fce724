"""Readings above words, in a finished PDF: out of the way of who searches, there for who listens.

Typst draws a reading before the word that it belongs to, so that a phrase with two readings is in pieces for
every reader that searches, and it can give a word in a line no alternative. The template marks readings as
artifacts of the kind ``Page``; the text after one is its word. Here readings are drawn behind all else of
their page, and each word becomes a ``Span`` whose ``/Alt`` is its reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from ..errors import fail
from .page_stream import READING, move_readings

_STRING: Final = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)|<[0-9A-Fa-f]*+>"
#: What counts of the operators that draw a reading: a font, what a mark says, where one ends, and glyphs.
_DRAWN: Final = re.compile(
    rb"/(?P<font>\w+) [-.0-9]+ Tf|/(?P<key>\w+)\s*(?P<value>%b)|(?P<end>EMC)|(?P<glyphs>%b)"
    % (_STRING, _STRING),
    re.DOTALL,
)
#: A glyph's number and its text, in a font's table (ISO 32000-1, 9.10.3).
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]+)>")
#: The texts of a font's glyphs, by their numbers as they are drawn.
Letters = Mapping[bytes, str]


def place_readings(pdf: Pdf) -> bool:
    """Put the readings of the open ``pdf`` in their places; whether it has any.

    Raises `TebikiError` (``pdf/reading``) for a word whose reading is not found.
    """
    streams = ((index, page.obj.Contents.read_bytes()) for index, page in enumerate(pdf.pages))
    marked = {index: stream for index, stream in streams if READING in stream}
    known: dict[tuple[int, int], Letters] = {}
    for index, stream in marked.items():
        page = pdf.pages[index].obj
        operators, words = _moved(stream, index)
        fonts = _fonts_of(page, known)
        readings = {number: _text_of(drawn, fonts) for number, drawn in words.items()}
        if lost := [number for number, reading in readings.items() if not reading]:
            fail("pdf/reading", page=index + 1, count=len(lost))
        _say_readings(pdf, page, readings)
        page.Contents.write(operators)
    return bool(marked)


def _moved(stream: bytes, index: int) -> tuple[bytes, dict[int, bytes]]:
    try:
        return move_readings(stream)
    except ValueError as error:
        fail("pdf/typst", None, message=f"page {index + 1}: operators of unknown form ({error})", hint="")


def _fonts_of(page: Object, known: dict[tuple[int, int], Letters]) -> dict[bytes, Letters]:
    """The fonts of a page by their names there; ``known``: what was read of other pages."""
    found: dict[bytes, Letters] = {}
    for name, font in page.Resources.get("/Font", {}).items():
        if font.objgen not in known:
            known[font.objgen] = _letters_of(font)
        found[name.removeprefix("/").encode()] = known[font.objgen]
    return found


def _letters_of(font: Object) -> Letters:
    """What a font's glyphs are, two bytes each, as its table of Unicode says it one by one."""
    if "/ToUnicode" not in font:
        return {}
    _, _, table = font.ToUnicode.read_bytes().partition(b"beginbfchar")
    pairs = _PAIR.findall(table)
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for glyph, text in pairs
    }


def _text_of(drawn: bytes, fonts: Mapping[bytes, Letters]) -> str:
    """What these operators draw; empty where a glyph is not known."""
    text: list[str | None] = []
    letters: Letters = {}
    is_said = False
    for found in _DRAWN.finditer(drawn):
        if name := found["font"]:
            letters = fonts.get(name, {})
        elif found["key"] == b"ActualText":
            # Instead of what its glyphs are in the table: several letters may share one.
            text.append(str(Object.parse(found["value"])))
            is_said = True
        elif found["end"]:
            is_said = False
        elif found["glyphs"] and not is_said:
            glyphs = bytes(Object.parse(found["glyphs"]))
            text += [letters.get(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2)]
    return "" if None in text else "".join(filter(None, text)).strip()


def _say_readings(pdf: Pdf, page: Object, readings: Mapping[int, str]) -> None:
    """Put a ``Span`` with the reading between each word and the element that it stands in."""
    owners = _owners(pdf, int(page.StructParents))
    words: dict[tuple[int, int], dict[int, Object]] = defaultdict(dict)
    for mcid, reading in readings.items():
        above = owners[mcid]
        span = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Span, P=above, Pg=page, K=mcid, Alt=String(reading))
        )
        words[above.objgen][mcid] = span
        owners[mcid] = span
    for place, spans in words.items():
        _replace_kids(pdf.get_object(place), page, spans)


def _owners(pdf: Pdf, key: int) -> Object:
    """The elements that hold a page's marks, by their numbers: its entry in the parent tree."""
    stack = [pdf.Root.StructTreeRoot.ParentTree]
    while stack:
        node = stack.pop()
        stack += list(node.get("/Kids", []))
        numbers = list(node.get("/Nums", []))
        for found, owners in zip(numbers[::2], numbers[1::2], strict=True):
            if int(found) == key:
                return owners
    raise KeyError(key)


def _replace_kids(above: Object, page: Object, spans: Mapping[int, Object]) -> None:
    """Put ``spans`` in the places of marks of ``page`` among an element's kids, each once."""
    kids = above.K if isinstance(above.K, Array) else Array([above.K])
    own = above.get("/Pg")
    is_own = own is not None and own.objgen == page.objgen
    lost = dict(spans)
    for index, kid in enumerate(kids):
        mcid = (kid if is_own else None) if isinstance(kid, int) else _mark_of(kid, page)
        if mcid in lost:
            kids[index] = lost.pop(mcid)
    if lost:
        raise KeyError(*lost)
    above.K = kids


def _mark_of(kid: Object, page: Object) -> int | None:
    """The number of a mark of the page; None for what else an element holds."""
    if not isinstance(kid, Dictionary) or kid.get("/Type") != Name.MCR or kid.Pg.objgen != page.objgen:
        return None
    return int(kid.MCID)
