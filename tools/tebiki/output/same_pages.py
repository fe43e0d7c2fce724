"""Pages of a PDF that are read as they were in an earlier one: all that a reading of them sees is the same.

An edit changes a page of twenty. PDFium loads a page, reads its part of the tag tree and has its codes
scanned in a hundred times the time that it takes to compare what the page is made of. Two pages are the same
here if each object that PDFium comes by on its way through them has the same number, the same text and the
same bytes in both files. Whatever is unusual (encryption, a repaired file, a tree in pieces) makes none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

_REFERENCE: Final = re.compile(rb"(\d+) 0 R\b")
#: A place on a page: its height may change, it leads there all the same.
_PLACE: Final = re.compile(rb"\[ (\d+) 0 R /")
#: What the catalogue holds that no page's reading depends on; bookmarks and metadata are read of each file.
_BESIDE: Final = ("/Outlines", "/Metadata", "/StructTreeRoot", "/Pages")
#: What an element of the tag tree holds besides contents; PDFium does not come by them from it.
_NEIGHBOURS: Final = (Name.StructElem, Name.Annot)


def same_pages(before: bytes, after: bytes) -> frozenset[int]:
    """Numbers (from 1) of the pages of the PDF ``after`` that are read as the same pages of ``before``."""
    try:
        with Pdf.open(io.BytesIO(before)) as one, Pdf.open(io.BytesIO(after)) as other:
            return frozenset(_Compared(_Objects(one), _Objects(other)).same_pages())
    except (PdfError, _UnusualError):
        return frozenset()


class _UnusualError(Exception):
    """A file that is made otherwise than ours are."""


class _Objects:
    """The objects of a PDF by number, as text: what stands within each, and what it points to."""

    def __init__(self, pdf: Pdf) -> None:
        every = [(found.objgen, found) for found in pdf.objects]
        if pdf.is_encrypted or pdf.get_warnings() or any(generation for (_, generation), _ in every):
            raise _UnusualError
        self.by_number = {number: found for (number, _), found in every}
        self.root = pdf.Root
        #: Numbers of the pages, in order.
        self.pages = [page.obj.objgen[0] for page in pdf.pages]
        self._texts = dict[int, bytes]()

    def text(self, number: int) -> bytes:
        """An object as text; of a stream its dictionary. Empty where there is none."""
        text = self._texts.get(number)
        if text is None:
            found = self.by_number.get(number)
            text = self._texts[number] = b"" if found is None else _text(found)
        return text

    def data(self, number: int) -> bytes:
        """The bytes of a stream as they lie there; empty for any other object."""
        found = self.by_number.get(number)
        return found.read_raw_bytes() if isinstance(found, Stream) else b""

    def references(self, number: int) -> list[int]:
        """Numbers of all that an object points to."""
        return _referred(self.text(number))

    def kind(self, number: int) -> object:
        """What an object says that it is; None where it says nothing."""
        found = self.by_number.get(number)
        return found.get("/Type") if isinstance(found, Dictionary | Stream) else None

    def parent(self, number: int) -> int:
        """The element that one of the tag tree stands in; 0 where none does."""
        return _number(self.by_number[number].get("/P"))

    def elements(self) -> dict[int, list[int]]:
        """Number of a page's part of the tag tree → the list of what holds its contents, and each of it."""
        tree = self.root.get("/StructTreeRoot", Dictionary()).get("/ParentTree", Dictionary())
        if "/Kids" in tree:
            raise _UnusualError
        rows = list(tree.get("/Nums", Array()))
        return {
            int(part): [_number(found), *_referred(_text(found))]
            for part, found in zip(rows[::2], rows[1::2], strict=True)
        }


class _Compared:
    """Two files, object by object.

    PDFium comes from a page's part of the tag tree (`CPDF_StructTree::LoadPageTree`) to the elements that
    hold its contents, from each to the one that it stands in, and never down to others.
    """

    def __init__(self, before: _Objects, after: _Objects) -> None:
        self._before, self._after = before, after
        self._known = dict[int, bool]()
        self._next = dict[int, list[int]]()

    def same_pages(self) -> Iterator[int]:
        """The pages, from 1, on whose way nothing has changed."""
        after = self._after
        if self._before.pages != after.pages or not self._is_base_same():
            return
        elements = after.elements()
        for index, number in enumerate(after.pages, 1):
            # What differs mostly does so here: the walk is long.
            if not all(map(self._is_same, {number, *after.references(number)}.difference(after.pages))):
                continue
            part = after.by_number[number].get("/StructParents")
            own = [] if part is None else elements.get(int(part), [])
            if all(map(self._is_same, self._reached([number, *own], number))):
                yield index

    def _is_base_same(self) -> bool:
        """Whether the same stands around all pages: where named places are, roles of elements, settings."""
        root = self._after.root
        beside = [value for key, value in root.items() if key not in _BESIDE]
        start = [number for value in beside if isinstance(value, Object) for number in _own(value)]
        tree = root.get("/StructTreeRoot", Dictionary())
        roles = [tree.get(key, Dictionary()) for key in ("/RoleMap", "/ClassMap")]
        start += [number for value in roles for number in _own(value)]
        fixed = [_number(root), _number(tree), _number(tree.get("/ParentTree"))]
        return _number(self._before.root) == fixed[0] and all(
            [*map(self._is_same, fixed), *map(self._is_same_or_place, self._reached(start, 0))]
        )

    def _reached(self, start: list[int], page: int) -> set[int]:
        """Numbers of all that is come by from ``start`` on; other pages than ``page`` are not entered."""
        closed = {0, *self._after.pages, *map(_number, [self._after.root.get("/StructTreeRoot")])} - {page}
        reached, left = set[int](), [*start]
        while left:
            number = left.pop()
            if number not in reached and number not in closed:
                reached.add(number)
                left += self._followed(number)
        return reached

    def _followed(self, number: int) -> list[int]:
        """What an object points to; of an element's neighbours in the tag tree only the one it stands in.

        PDFium comes to elements from what is on the page, and on to those around them.
        """
        found = self._next.get(number)
        if found is None:
            after = self._after
            found = after.references(number)
            if after.kind(number) == Name.StructElem:
                above = after.parent(number)
                found = [each for each in found if each == above or after.kind(each) not in _NEIGHBOURS]
            self._next[number] = found
        return found

    def _is_same(self, number: int) -> bool:
        """Whether an object is the same in both files, byte for byte."""
        known = self._known.get(number)
        if known is None:
            one, other = self._before, self._after
            known = one.text(number) == other.text(number) and one.data(number) == other.data(number)
            self._known[number] = known
        return known

    def _is_same_or_place(self, number: int) -> bool:
        """The same of what may be a place that links lead to: at another height it is still on a page."""
        places = [_PLACE.match(objects.text(number)) for objects in (self._before, self._after)]
        on_pages = [place is not None and int(place[1]) in self._after.pages for place in places]
        return all(on_pages) or self._is_same(number)


def _text(found: Object) -> bytes:
    return (found.stream_dict if isinstance(found, Stream) else found).unparse(resolved=True)


def _referred(text: bytes) -> list[int]:
    """Numbers of the objects that a text points to; those that only look so do no harm."""
    return [int(found) for found in _REFERENCE.findall(text)]


def _number(found: Object | None) -> int:
    """An object's number; 0 where it has none of its own."""
    return found.objgen[0] if found is not None else 0


def _own(found: Object) -> list[int]:
    """An object's own number, or, where it stands within another, those that it points to."""
    return [_number(found)] if found.is_indirect else _referred(_text(found))
