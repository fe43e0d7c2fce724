"""What Windows will run of the zip: programs and libraries, what they ask for, and how AppLocker names them.

Read from the files themselves, in the format of Microsoft's "PE/COFF" specification.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tebiki.errors import Place, Problem, fail

from .launcher import PACKAGES_FOLDER, PYTHON_FOLDER

SUFFIXES: Final = (".exe", ".dll", ".pyd")
#: What each Windows 10 and 11 has. ``api-ms-win-…`` are names that Windows itself resolves.
_OF_WINDOWS: Final = frozenset(
    f"{name}.dll"
    for name in (
        *("advapi32", "bcrypt", "bcryptprimitives", "cabinet", "cfgmgr32", "combase", "comctl32", "comdlg32"),
        *("credui", "crypt32", "cryptui", "d3d11", "d3dcompiler_47", "dbghelp", "dnsapi", "dxgi", "gdi32"),
        *(
            "imm32",
            "iphlpapi",
            "kernel32",
            "msi",
            "msvcrt",
            "mswsock",
            "ncrypt",
            "netapi32",
            "normaliz",
            "ntdll",
        ),
        *("ole32", "oleaut32", "pathcch", "powrprof", "propsys", "psapi", "rpcrt4", "secur32", "setupapi"),
        *("shell32", "shlwapi", "ucrtbase", "user32", "userenv", "uxtheme", "version", "winhttp", "winmm"),
        *("wintrust", "wldap32", "ws2_32"),
    )
)
_SETS: Final = ("api-ms-win-", "ext-ms-win-")
#: What a PC may or may not have: `office_parts.toml` tells of it, and はじめる.bat looks for it.
OF_MICROSOFT: Final = "msvcp140.dll"
_PLUS: Final = 0x20B  # the optional header of 64 bits
_IMPORTS, _SECURITY, _DELAYED = 1, 4, 13


@dataclass(frozen=True)
class Program:
    """A program or library. Raises `struct.error`, `ValueError` or `IndexError` where it is none."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_signed(self) -> bool:
        """Whether a signature is attached; who signed, Windows tells."""
        return self._directory(_SECURITY)[1] > 0

    @property
    def authenticode(self) -> str:
        """SHA-256 as AppLocker and WDAC compute it: without checksum and signature."""
        checksum, entry = self._optional + 64, self._entry(_SECURITY)
        start, size = self._directory(_SECURITY)
        end = start if size else len(self.data)
        kept = (self.data[:checksum], self.data[checksum + 4 : entry], self.data[entry + 8 : end])
        rest = b"" if size else b"\0" * (-len(self.data) % 8)
        return hashlib.sha256(b"".join(kept) + self.data[start + size :] * bool(size) + rest).hexdigest()

    @property
    def wanted(self) -> frozenset[str]:
        """The libraries that it asks Windows for, in small letters."""
        return frozenset(name.lower() for name in (*self._names(_IMPORTS), *self._names(_DELAYED)))

    @cached_property
    def _header(self) -> int:
        if self.data[:2] != b"MZ":
            raise ValueError(self.path)
        start: int = struct.unpack_from("<I", self.data, 60)[0]
        if self.data[start : start + 4] != b"PE\0\0":
            raise ValueError(self.path)
        return start

    @property
    def _optional(self) -> int:
        return self._header + 24

    def _entry(self, number: int) -> int:
        magic = struct.unpack_from("<H", self.data, self._optional)[0]
        return self._optional + (112 if magic == _PLUS else 96) + 8 * number

    def _directory(self, number: int) -> tuple[int, int]:
        place, size = struct.unpack_from("<II", self.data, self._entry(number))
        return place, size

    @cached_property
    def _sections(self) -> list[tuple[int, int, int]]:
        """Address, length and place in the file of each."""
        count, size = struct.unpack_from("<H12xH", self.data, self._header + 6)
        found = []
        for number in range(count):
            virtual, address, raw, place = struct.unpack_from(
                "<IIII", self.data, self._optional + size + 40 * number + 8
            )
            found.append((address, max(virtual, raw), place))
        return found

    def _names(self, number: int) -> Iterator[str]:
        """The libraries' names of a table of imports: rows of 20 bytes, of delayed ones 32."""
        place, _ = self._directory(number)
        if not place:
            return
        width, name = (20, 12) if number == _IMPORTS else (32, 4)
        row = self._place(place)
        while address := struct.unpack_from("<I", self.data, row + name)[0]:
            start = self._place(address)
            yield self.data[start : self.data.index(b"\0", start)].decode("ascii")
            row += width

    def _place(self, address: int) -> int:
        for start, length, place in self._sections:
            if start <= address < start + length:
                return place + address - start
        raise ValueError(self.path)


def find_programs(files: Mapping[str, bytes]) -> list[Program]:
    """Programs and libraries among files, in order of their paths; what only bears such a name is none.

    Raises ``office/program`` for one that cannot be read.
    """
    named = (Program(path, files[path]) for path in sorted(files) if path.lower().endswith(SUFFIXES))
    found = [one for one in named if one.data[:2] == b"MZ"]
    for one in found:
        try:
            _ = one.is_signed, _is_package(one) and one.wanted
        except (struct.error, ValueError, IndexError):
            fail("office/program", Place(one.path))
    return found


def _is_package(program: Program) -> bool:
    """Whether it came with a package; the makers of the Python and of git have looked at theirs."""
    return program.path.startswith(f"{PACKAGES_FOLDER}/")


def check_libraries(programs: Sequence[Program], paths: Iterable[str]) -> Iterator[Problem]:
    """``office/library``: libraries that a package asks for and neither Windows nor the zip has.

    Microsoft's of C++ is left out: many PCs have it (see `lacks_runtime`).
    """
    there = {path.rpartition("/")[2].lower() for path in paths if path.lower().endswith(SUFFIXES)}
    for one in programs:
        if not _is_package(one):
            continue
        for name in sorted(one.wanted - there - _OF_WINDOWS - {OF_MICROSOFT}):
            if not name.startswith(_SETS):
                yield Problem("office/library", Place(one.path), {"name": name})


def lacks_runtime(programs: Sequence[Program]) -> bool:
    """Whether a package asks for Microsoft's library of C++, and none stands beside the Python."""
    beside = any(one.path.lower() == f"{PYTHON_FOLDER}/{OF_MICROSOFT}" for one in programs)
    return not beside and any(OF_MICROSOFT in one.wanted for one in filter(_is_package, programs))
