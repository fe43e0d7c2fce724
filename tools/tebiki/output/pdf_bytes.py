"""What PDFium does not tell of a PDF: its metadata as XMP, what it does by itself, how it is opened.

Read from the file's bytes, with its object streams unpacked. It is no parser of PDFs: it looks for
names. Whoever hides them changes the file, and its record tells of that.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

#: Bytes that object streams may have unpacked: ours have 0.3 MB.
MOST: Final = 20_000_000
_STREAM: Final = re.compile(rb"<<[^>]{0,400}/ObjStm[^>]{0,400}>>\s*stream\r?\n")
_ACTIONS: Final = re.compile(rb"/(?:OpenAction|JavaScript|Launch|SubmitForm|ImportData|RichMedia)\b")
_XMP: Final = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_WORDS: Final = re.compile(r">([^<>]*[^<>\s][^<>]*)<")


def expanded(data: bytes) -> bytes:
    """The file with what its object streams hold behind it."""
    found, left = [data], MOST
    for stream in _STREAM.finditer(data):
        try:
            text = zlib.decompressobj().decompress(data[stream.end() :], left)
        except zlib.error:
            continue  # encrypted or damaged: told by rules of its own
        found.append(text)
        left -= len(text)
        if left <= 0:
            break
    return b"\n".join(found)


def actions_in(inside: bytes) -> list[str]:
    """Names of what it does by itself or is made to do. ``inside`` is `expanded`."""
    return sorted({name.decode() for name in _ACTIONS.findall(inside)})


def metadata_in(data: bytes) -> tuple[str, ...]:
    """The texts of its XMP packets."""
    packets = (packet.decode("utf-8", "replace") for packet in _XMP.findall(data))
    return tuple(word.strip() for packet in packets for word in _WORDS.findall(packet))
