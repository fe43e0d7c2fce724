"""The reader of DER and BER: what it reads, and that no bytes make it fail in another way than its own."""

from __future__ import annotations

import pytest

from tebiki.editions import der
from tebiki.editions.der import DerReader, Element, NotDerError, object_identifier, whole_number


def read(text: str) -> Element:
    return DerReader().read(bytes.fromhex(text))


def test_parts_and_what_follows() -> None:
    element = read("30 05 02 01 07 05 00 FF")
    assert element.tag == 0x10
    assert whole_number(element.part(0)) == 7
    assert element.part(1).content == b""
    with pytest.raises(NotDerError):
        element.part(2)


@pytest.mark.parametrize(
    ("text", "octets", "ber"),
    [
        ("04 02 61 62", b"ab", False),
        ("24 80 04 01 61 04 01 62 00 00", b"ab", True),
        ("24 06 04 01 61 04 01 62", b"ab", False),
        ("24 80 24 80 04 01 61 00 00 04 01 62 00 00", b"ab", True),
        ("04 81 02 61 62", b"ab", False),
        ("04 00", b"", False),
    ],
)
def test_strings_in_one_piece_or_in_parts(text: str, octets: bytes, ber: bool) -> None:
    reader = DerReader()
    assert (reader.read(bytes.fromhex(text)).octets(), reader.ber) == (octets, ber)


@pytest.mark.parametrize(
    ("text", "dotted"),
    [
        ("06 09 2A 86 48 86 F7 0D 01 07 01", "1.2.840.113549.1.7.1"),
        ("06 03 55 04 03", "2.5.4.3"),
        ("06 02 88 37", "2.999"),
    ],
)
def test_identifiers(text: str, dotted: str) -> None:
    assert object_identifier(read(text)) == dotted


@pytest.mark.parametrize("text", ["06 00", "06 01 88", "04 01 55", f"06 41 {'2A' * 65}"])
def test_what_is_no_identifier(text: str) -> None:
    with pytest.raises(NotDerError):
        object_identifier(read(text))


@pytest.mark.parametrize("text", ["02 00", "04 01 01", f"02 09 {'01' * 9}"])
def test_what_is_no_small_number(text: str) -> None:
    with pytest.raises(NotDerError):
        whole_number(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30",
        "30 05 02 01",  # longer than it is
        "30 03 02 05 00",  # a part beyond its whole
        "30 80 02 01 07",  # no end
        "04 80 00 00",  # without parts and without length
        "30 85 00 00 00 00 00",  # a length of five octets
        "30 84 FF FF FF FF",
        "1F 01 00",  # a tag of two octets
        "30 FF",
    ],
)
def test_what_is_no_element(text: str) -> None:
    with pytest.raises(NotDerError):
        read(text)


@pytest.mark.parametrize(
    "data",
    [
        b"\x30\x80" * 200_000,
        b"\x30\x80" * (der.DEEPEST + 2) + b"\0\0" * (der.DEEPEST + 2),
        b"\x30\x83\x0e\xa6\x00" + b"\x05\x00" * 0x75300,
        b"\x04\x84\x7f\xff\xff\xff",
        b"\x30\x80" + b"\0" * der.LARGEST,
    ],
    ids=["deep", "one too deep", "many", "long", "large"],
)
def test_limits(data: bytes) -> None:
    with pytest.raises(NotDerError):
        DerReader().read(data)


def test_the_count_goes_on_from_one_reading_to_the_next() -> None:
    reader = DerReader()
    for _ in range(der.MOST):
        reader.read(b"\x05\x00")
    with pytest.raises(NotDerError):
        reader.read(b"\x05\x00")
