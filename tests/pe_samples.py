"""Programs of Windows in their smallest form: headers, one section, tables of imports, a signature."""

from __future__ import annotations

import struct

_AT, _FILE = 0x1000, 0x400  # the section: its address, its place in the file


def make_program(*imports: str, delayed: tuple[str, ...] = (), signature: bytes = b"") -> bytes:
    """A library of 64 bits that asks for others. ``signature``: what is attached at its end."""
    names, table = bytearray(), bytearray()
    room = 20 * (len(imports) + 1) + 32 * (len(delayed) + 1)

    def name(text: str) -> int:
        names.extend(text.encode("ascii") + b"\0")
        return _AT + room + len(names) - len(text) - 1

    for one in imports:
        table += struct.pack("<5I", 0, 0, 0, name(one), 0)
    table += bytes(20)
    start_of_delayed = _AT + len(table)
    for one in delayed:
        table += struct.pack("<8I", 1, name(one), *(0,) * 6)
    table += bytes(32)
    section = bytes(table + names).ljust(0x200, b"\0")
    directories = [(0, 0)] * 16
    directories[1] = (_AT, 20) if imports else (0, 0)
    directories[13] = (start_of_delayed, 32) if delayed else (0, 0)
    directories[4] = (_FILE + len(section), len(signature)) if signature else (0, 0)
    optional = struct.pack("<H", 0x20B).ljust(112, b"\0") + b"".join(
        struct.pack("<II", *d) for d in directories
    )
    coff = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2022)
    row = b".rdata".ljust(8, b"\0") + struct.pack("<IIII", len(section), _AT, len(section), _FILE) + bytes(16)
    head = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + coff + optional + row
    return head.ljust(_FILE, b"\0") + section + signature


def with_checksum(data: bytes, checksum: int) -> bytes:
    """The same program with another checksum in its header."""
    place = 64 + 24 + 64
    return data[:place] + struct.pack("<I", checksum) + data[place + 4 :]
