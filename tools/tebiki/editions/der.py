"""Reads DER and BER (ITU-T X.690): elements with their tags, bounded in depth, number and size.

It reads what a certificate's file says before anybody gives a password, so that it must bear any bytes:
what is no BER, or more than a certificate needs, is `NotDerError` and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Elements within each other; a certificate's file has about ten.
DEEPEST: Final = 32
#: Elements of one reader; a file with a chain of five certificates has about a hundred.
MOST: Final = 20_000
#: Bytes that are read at all.
LARGEST: Final = 1_000_000

_CONSTRUCTED: Final = 0x20
#: A tag number of more than one octet follows; no structure that is read here has one.
_LONG_TAG: Final = 0x1F
#: Instead of a length: the element ends with two bytes of zero. BER alone has it.
INDEFINITE: Final = 0x80
_MOST_LENGTH_OCTETS: Final = 4
_END_OF_CONTENTS: Final = b"\0\0"


class NotDerError(ValueError):
    """These bytes are no element, or too many of them."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element. ``tag``: class and number, without the bit that says whether it has parts."""

    tag: int
    constructed: bool
    #: Of an element without parts; else empty.
    content: bytes = b""
    parts: tuple[Element, ...] = ()

    def part(self, index: int) -> Element:
        """A part by its place. Raises `NotDerError` where there are fewer."""
        try:
            return self.parts[index]
        except IndexError:
            raise NotDerError(f"part {index} of {len(self.parts)}") from None

    def octets(self) -> bytes:
        """The bytes of a string; BER may have cut it into parts."""
        return b"".join(part.octets() for part in self.parts) if self.constructed else self.content


class DerReader:
    """Reads elements and counts them; ``ber``: whether a length was not said beforehand, as DER demands."""

    def __init__(self) -> None:
        self._left = MOST
        self.ber = False

    def read(self, data: bytes) -> Element:
        """The first element of ``data``; what follows it is left alone. Raises `NotDerError`."""
        if len(data) > LARGEST:
            raise NotDerError(f"{len(data)} bytes")
        return self._element(data, 0, len(data), 0)[0]

    def _element(self, data: bytes, start: int, end: int, depth: int) -> tuple[Element, int]:
        """The element at ``start`` and where it ends."""
        self._left -= 1
        if depth > DEEPEST or self._left < 0:
            raise NotDerError("too deep" if depth > DEEPEST else "too many")
        if start + 2 > end or data[start] & _LONG_TAG == _LONG_TAG:
            raise NotDerError(f"no element at {start}")
        constructed = bool(data[start] & _CONSTRUCTED)
        tag = data[start] & ~_CONSTRUCTED
        if data[start + 1] == INDEFINITE:
            if not constructed:
                raise NotDerError(f"no length at {start}")
            self.ber = True
            parts, after = self._until_end_of_contents(data, start + 2, end, depth)
            return Element(tag, constructed, parts=parts), after
        first, after = _length(data, start + 1, end)
        if not constructed:
            return Element(tag, constructed, data[first:after]), after
        return Element(tag, constructed, parts=self._all(data, first, after, depth)), after

    def _all(self, data: bytes, start: int, end: int, depth: int) -> tuple[Element, ...]:
        parts = []
        while start < end:
            part, start = self._element(data, start, end, depth + 1)
            parts.append(part)
        return tuple(parts)

    def _until_end_of_contents(
        self, data: bytes, start: int, end: int, depth: int
    ) -> tuple[tuple[Element, ...], int]:
        parts = []
        while data[start : start + 2] != _END_OF_CONTENTS:
            part, start = self._element(data, start, end, depth + 1)
            parts.append(part)
        return tuple(parts), start + 2


def _length(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Where the content begins and ends whose length is said at ``at``."""
    first, size = at + 1, data[at]
    if size > INDEFINITE:
        octets = size - INDEFINITE
        if octets > _MOST_LENGTH_OCTETS:
            raise NotDerError(f"a length of {octets} octets")
        size = int.from_bytes(data[first : first + octets])
        first += octets
    if first + size > end:
        raise NotDerError(f"{first + size} is beyond {end}")
    return first, first + size


def object_identifier(element: Element) -> str:
    """An OBJECT IDENTIFIER in dotted form. Raises `NotDerError`."""
    content = element.content
    if element.tag != 0x06 or not 0 < len(content) <= 64 or content[-1] & 0x80:
        raise NotDerError("no object identifier")
    numbers, number = [], 0
    for octet in content:
        number = number << 7 | octet & 0x7F
        if not octet & 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def whole_number(element: Element) -> int:
    """A small INTEGER, such as a count of iterations. Raises `NotDerError`."""
    if element.tag != 0x02 or not 0 < len(element.content) <= 8:
        raise NotDerError("no small integer")
    return int.from_bytes(element.content, signed=True)
