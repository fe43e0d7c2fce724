"""The language of a finished PDF, with its script: Typst names a language and a region, and no more."""

from __future__ import annotations

from typing import Final

from pikepdf import Dictionary, Object, Pdf, String

#: How many letters a script has in a tag (RFC 5646, 2.2.3).
_SCRIPT: Final = 4


def name_language(pdf: Pdf, tag: str) -> None:
    """Give the open ``pdf`` the language ``tag`` (BCP 47, ``zh-Hans``) where Typst wrote less of it (``zh``).

    In the catalog, the tag tree, the marks of text and the metadata. Parts in other languages stay, and so
    does a PDF whose tag names no script: not a byte of it changes.
    """
    if not any(len(part) == _SCRIPT for part in tag.split("-")[1:]):
        return
    short = _said_by_typst(tag)
    for found in (found for found in pdf.objects if isinstance(found, Dictionary)):
        if found.get("/Lang") == String(short):
            found["/Lang"] = String(tag)
    # Typst writes these marks without a blank; a text's own letters are numbers of glyphs.
    for page in pdf.pages:
        _put(page.obj.Contents, b"/Lang(%s)" % short.encode(), b"/Lang(%s)" % tag.encode())
    listed = b"<dc:language><rdf:Bag><rdf:li>%s</rdf:li>"
    _put(pdf.Root.Metadata, listed % short.encode(), listed % tag.encode())


def _said_by_typst(tag: str) -> str:
    """What of a tag the template can give to Typst: the language, and a region of two letters."""
    language, *rest = tag.split("-")
    region = next((part for part in rest if len(part) == 2), None)
    return f"{language}-{region}" if region else language


def _put(stream: Object, old: bytes, new: bytes) -> None:
    data = stream.read_bytes()
    if old in data:
        stream.write(data.replace(old, new))
