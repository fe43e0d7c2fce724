"""What lies within archives and saved mails, within bounds of number, size, depth and time.

Standard library only. Nothing is written to the disk, and no program is called. An archive beyond the
bounds, a locked or damaged one, or one of an unknown kind is an `UnseeableError`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

#: Of one file: files within it in all, and their bytes.
MEMBERS: Final = 5_000
BYTES: Final = 256 << 20
#: Archives within archives.
DEPTH: Final = 5
#: How many times larger than packed a member may be.
RATIO: Final = 250
#: A member that is no larger may be packed as tightly as it likes.
_SMALL: Final = 1 << 20

#: Kinds that the standard library cannot open, by what they begin with.
_UNKNOWN: Final = re.compile(
    rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|MSCF\0\0\0\0|..-lh[0-7d]-|\x28\xb5\x2f\xfd|ISc\(|\x60\xea|\x1f\x9d|SIT!|StuffIt",
    re.DOTALL,
)
_UNKNOWN_NAMES: Final = (".7z", ".rar", ".cab", ".lzh", ".lha", ".zst", ".arj", ".z", ".sitx", ".egg", ".alz")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_END: Final = b"PK\x05\x06"
#: Files of Office and Outlook before their zips, and those of today behind a password (MS-CFB, MS-OFFCRYPTO).
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MAIL: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:From [^\n]+\r?\n)?(?:Received|From|Return-Path|MIME-Version|Subject|Date|To|Cc"
    rb"|Message-ID|Delivered-To|Content-Type|X-[A-Za-z-]+|DKIM-Signature|Reply-To|Sender)\s*:",
    re.IGNORECASE,
)
_MAIL_NAMES: Final = (".eml", ".mht", ".mhtml", ".mbox")


class UnseeableError(Exception):
    """An archive that cannot be looked into. ``why``: ``locked``, ``damaged``, ``kind`` or ``large``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Budget:
    """What may still be looked at, for one file with all that lies within it."""

    members: int = MEMBERS
    bytes: int = BYTES

    def take(self, size: int) -> None:
        """Count a member. Raises `UnseeableError`."""
        self.members -= 1
        self.bytes -= size
        if self.members < 0 or self.bytes < 0:
            raise UnseeableError("large")


class _Inflater(Protocol):
    """What `zlib`, `bz2` and `lzma` have in common."""

    @property
    def eof(self) -> bool:
        """Whether the end of a stream was reached."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind that end."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """At most so many bytes of what was packed."""


Member = tuple[str, bytes]


def members_of(name: str, data: bytes, budget: Budget) -> Iterator[Member] | None:
    """Name and content of each file within ``data``; None where it is no archive and no mail.

    Raises `UnseeableError`, also while it is gone through.
    """
    lower = name.lower()
    if data.startswith(_ZIP) or (_ZIP_END in data[-66_000:] and _ends_as_zip(data)):
        return _guarded(_of_zip(data, budget))
    if data.startswith(_COMPOUND):
        return _guarded(_of_compound(data, budget))
    if data[257:262] == b"ustar" or (lower.endswith(".tar") and data):
        return _guarded(_of_tar(data, budget))
    for head, make in _INFLATERS.items():
        if data.startswith(head):
            return _guarded(_of_stream(name, data, make, budget))
    if _UNKNOWN.match(data) or (lower.endswith(_UNKNOWN_NAMES) and b"\0" in data[:1024]):
        raise UnseeableError("kind")
    if lower.endswith(_MAIL_NAMES) or (_MAIL.match(data) and b"\n" in data[:4096]):
        return _guarded(_of_mail(data, budget))
    return None


def _guarded(members: Iterator[Member]) -> Iterator[Member]:
    """The same; whatever a damaged archive makes its reader raise is one answer."""
    try:
        yield from members
    except UnseeableError:
        raise
    except Exception as error:  # these readers were written for honest files
        raise UnseeableError("damaged") from error


def _ends_as_zip(data: bytes) -> bool:
    import zipfile  # noqa: PLC0415 -- as all readers of archives: most projects hold none

    return zipfile.is_zipfile(io.BytesIO(data))


def _of_zip(data: bytes, budget: Budget) -> Iterator[Member]:
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > budget.members:
            raise UnseeableError("large")
        for info in archive.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                yield info.filename, b""  # its name may tell enough
                raise UnseeableError("locked")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UnseeableError("kind")  # readers of others unpack more than they are asked for
            if info.file_size > max(_SMALL, info.compress_size * RATIO):
                raise UnseeableError("large")
            budget.take(info.file_size)
            with archive.open(info) as stream:
                read = stream.read(info.file_size + 1)
            if len(read) > info.file_size:
                raise UnseeableError("large")
            yield info.filename, read


def _of_compound(data: bytes, budget: Budget) -> Iterator[Member]:
    """Zips within a file of Office or a mail of Outlook, where they lie in one piece.

    What lies there unpacked is found without this. Raises `UnseeableError` for one in several pieces.
    """
    if _ENCRYPTED in data:
        raise UnseeableError("locked")
    start = data.find(_ZIP[0])
    end = data.find(_ZIP_END, start + 1)
    while 0 <= start < end:
        budget.take(0)
        yield "zip", data[start : end + 22]
        start = data.find(_ZIP[0], end)
        end = data.find(_ZIP_END, start + 1)
    if start >= 0:
        raise UnseeableError("damaged")


def _of_tar(data: bytes, budget: Budget) -> Iterator[Member]:
    import tarfile  # noqa: PLC0415

    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for info in archive:
            budget.take(0)
            if not info.isreg():
                continue
            if info.size > len(data):  # sparse, or a lie
                raise UnseeableError("large")
            budget.take(info.size)
            stream = archive.extractfile(info)
            yield info.name, stream.read() if stream else b""


def _of_stream(name: str, data: bytes, make: Callable[[], _Inflater], budget: Budget) -> Iterator[Member]:
    """A single file, packed; there may be several streams behind each other."""
    parts, size, rest = [], 0, data
    while rest:
        inflater = make()
        most = max(_SMALL, min(budget.bytes, len(data) * RATIO)) - size
        part = inflater.decompress(rest, most + 1)
        if len(part) > most:
            raise UnseeableError("large")
        if not inflater.eof:
            raise UnseeableError("damaged")
        parts.append(part)
        size += len(part)
        rest = inflater.unused_data.lstrip(b"\0")
    budget.take(size)
    bare = re.sub(r"(?i)\.(gz|bz2|xz)$", "", name)
    yield re.sub(r"(?i)\.t(gz|bz2?|xz)$", ".tar", bare), b"".join(parts)


def _gzip() -> _Inflater:
    import zlib  # noqa: PLC0415

    return zlib.decompressobj(31)


def _bzip() -> _Inflater:
    import bz2  # noqa: PLC0415

    return bz2.BZ2Decompressor()


def _xz() -> _Inflater:
    import lzma  # noqa: PLC0415

    return lzma.LZMADecompressor(memlimit=BYTES)


_INFLATERS: Final[dict[bytes, Callable[[], _Inflater]]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": _bzip,
    b"\xfd7zXZ\0": _xz,
}


def _of_mail(data: bytes, budget: Budget) -> Iterator[Member]:
    """Each part of a mail, decoded; a mail within a mail has its own parts."""
    from email import message_from_bytes, policy  # noqa: PLC0415 -- few projects hold a mail

    for part in message_from_bytes(data, policy=policy.compat32).walk():
        content = None if part.is_multipart() else part.get_payload(decode=True)
        if isinstance(content, bytes):
            budget.take(len(content))
            yield part.get_filename() or part.get_content_type(), content
