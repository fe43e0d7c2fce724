"""Readers of PDFs that are not PDFium: the text that each finds, letter by letter."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pypdf

from tebiki.output.pdf_codes import read_pdf

#: Fonts have one glyph for both of a pair; a PDF's font can name one of them.
_SAME = str.maketrans({"\u2010": "-", "\u2011": "-", "～": "〜"})


def letters(text: str) -> Counter[str]:
    """How often each letter stands in a text: in which order pieces of a page come is each reader's own."""
    whole = unicodedata.normalize("NFC", text.replace("\x02", "-").translate(_SAME))
    return Counter(sign for sign in whole if not sign.isspace() and unicodedata.category(sign)[0] != "C")


def differing_pages(path: Path) -> list[tuple[int, dict[str, int], dict[str, int]]]:
    """Pages (from 1) of a PDF with the letters that pypdf does not find, and those that it finds instead."""
    tagged = read_pdf(path, scan="none").texts
    read = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    pairs = ((letters(one), letters(other)) for one, other in zip(tagged, read, strict=True))
    return [
        (number, dict(one - other), dict(other - one))
        for number, (one, other) in enumerate(pairs, 1)
        if one != other
    ]
