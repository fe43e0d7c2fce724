"""What PDFium is asked for each object and each tag of a page: hundreds of thousands of calls in a build.

`pypdfium2` declares the same functions with types of its own, whose making takes longer than the calls.
Here handles are plain numbers, and one buffer takes all answers. A handle is good as long as its page is.
"""

from __future__ import annotations

import ctypes
import sys
from codecs import utf_16_le_decode
from typing import Any, Final

from pypdfium2 import raw

# A short call keeps the interpreter's lock: to give it up and to wait for it again takes longer.
if sys.platform == "win32":
    _KIND: Any = ctypes.WINFUNCTYPE
else:
    _KIND = ctypes.PYFUNCTYPE

_P: Final = ctypes.c_void_p
_INT: Final = ctypes.c_int
_SIZE: Final = ctypes.c_ulong


def address(handle: Any) -> int:
    """A handle of pypdfium2, or where a function is, as a number; 0 for none."""
    return ctypes.cast(handle, _P).value or 0


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    return _KIND(result, *arguments)(address(function))


object_at: Final = _quick(raw.FPDFPage_GetObject, _P, _P, _INT)
object_type: Final = _quick(raw.FPDFPageObj_GetType, _INT, _P)
object_bounds: Final = _quick(raw.FPDFPageObj_GetBounds, _INT, _P, _P, _P, _P, _P)
count_segments: Final = _quick(raw.FPDFPath_CountSegments, _INT, _P)
clip_of: Final = _quick(raw.FPDFPageObj_GetClipPath, _P, _P)
count_clips: Final = _quick(raw.FPDFClipPath_CountPaths, _INT, _P)
count_clip_segments: Final = _quick(raw.FPDFClipPath_CountPathSegments, _INT, _P, _INT)
count_dashes: Final = _quick(raw.FPDFPageObj_GetDashCount, _INT, _P)
marked_content: Final = _quick(raw.FPDFPageObj_GetMarkedContentID, _INT, _P)
count_marks: Final = _quick(raw.FPDFPageObj_CountMarks, _INT, _P)
mark_at: Final = _quick(raw.FPDFPageObj_GetMark, _P, _P, _SIZE)
mark_value_type: Final = _quick(raw.FPDFPageObjMark_GetParamValueType, _INT, _P, ctypes.c_char_p)
mark_string: Final = _quick(raw.FPDFPageObjMark_GetParamStringValue, _INT, _P, ctypes.c_char_p, _P, _SIZE, _P)
text_font: Final = _quick(raw.FPDFTextObj_GetFont, _P, _P)
text_letters: Final = _quick(raw.FPDFTextObj_GetText, _SIZE, _P, _P, _P, _SIZE)

count_children: Final = _quick(raw.FPDF_StructElement_CountChildren, _INT, _P)
child_content: Final = _quick(raw.FPDF_StructElement_GetChildMarkedContentID, _INT, _P, _INT)
child_at: Final = _quick(raw.FPDF_StructElement_GetChildAtIndex, _P, _P, _INT)
tag_type: Final = _quick(raw.FPDF_StructElement_GetType, _SIZE, _P, _P, _SIZE)
tag_lang: Final = _quick(raw.FPDF_StructElement_GetLang, _SIZE, _P, _P, _SIZE)
tag_alt: Final = _quick(raw.FPDF_StructElement_GetAltText, _SIZE, _P, _P, _SIZE)
tag_instead: Final = _quick(raw.FPDF_StructElement_GetActualText, _SIZE, _P, _P, _SIZE)
tag_attribute: Final = _quick(
    raw.FPDF_StructElement_GetStringAttribute, _SIZE, _P, ctypes.c_char_p, _P, _SIZE
)


class Answers:
    """A buffer for answers in UTF-16; it grows for long ones."""

    def __init__(self) -> None:
        self._take(2048)
        self._needed = _SIZE(0)
        self._needed_at = ctypes.addressof(self._needed)

    def _take(self, size: int) -> None:
        self._room, self._size = ctypes.create_string_buffer(size), size
        self._at, self._bytes = ctypes.addressof(self._room), memoryview(self._room)

    def of(self, ask: Any, about: int) -> str:
        """What a call writes into a buffer, ended by a zero; the call gives the bytes that it needs."""
        size: int = ask(about, self._at, self._size)
        if size <= 2:
            return ""
        if size > self._size:
            self._take(size)
            ask(about, self._at, self._size)
        return utf_16_le_decode(self._bytes[: size - 2], "replace", True)[0]  # noqa: FBT003 -- it knows no names

    def of_two(self, ask: Any, about: int, other: int | bytes) -> str:
        """The same of a call that is told two things."""
        size: int = ask(about, other, self._at, self._size)
        if size <= 2:
            return ""
        if size > self._size:
            self._take(size)
            ask(about, other, self._at, self._size)
        return utf_16_le_decode(self._bytes[: size - 2], "replace", True)[0]  # noqa: FBT003 -- it knows no names

    def of_mark(self, mark: int, name: bytes) -> str:
        """A text that a mark has under a name; empty where it has none."""
        self._needed.value = 0
        mark_string(mark, name, self._at, self._size, self._needed_at)
        size = self._needed.value
        if size <= 2:
            return ""
        if size > self._size:
            self._take(size)
            mark_string(mark, name, self._at, self._size, self._needed_at)
        return utf_16_le_decode(self._bytes[:size], "replace", True)[0].rstrip("\0")  # noqa: FBT003
