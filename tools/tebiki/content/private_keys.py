"""Certificates with private keys, told by a file's name and by its content; standard library only.

The content counts as well as the name: what was renamed to be sent by mail stays what it is.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from typing import Final

from .known_keys import is_known

#: Files of these names hold a private key, whatever else may be in them.
SUFFIXES: Final = (
    ".p12", ".pfx", ".jks", ".keystore", ".mobileconfig", ".pkcs12", ".jceks", ".bks", ".ppk", ".pvk", ".p8",
)  # fmt: skip

# DER, as RFC 5208, 5915, 7292 and 8017 have it: a sequence, then what only these begin with.
_LENGTH: Final = rb"(?:[\x00-\x80]|\x81.|\x82.{2}|\x83.{3}|\x84.{4})"
_SEQUENCE: Final = rb"\x30" + _LENGTH
_RSADSI: Final = rb"\x2a\x86\x48\x86\xf7\x0d\x01"
_PKCS12: Final = re.compile(
    _SEQUENCE + rb"\x02\x01\x03" + _SEQUENCE + rb"\x06\x09" + _RSADSI + rb"\x07", re.DOTALL
)
_KEY: Final = re.compile(
    rb"\xfe\xed\xfe\xed|\xce\xce\xce\xce\x00\x00\x00|\x1e\xf1\xb5\xb0"  # stores of Java; Microsoft's PVK
     rb"|" + _SEQUENCE + rb"\x02\x01\x00(?:\x30" + _LENGTH + rb"\x06|\x02[\x81\x82])"
    + rb"|" + _SEQUENCE + rb"\x02\x01\x01\x04"
    + rb"|" + _SEQUENCE + rb"\x30" + _LENGTH + rb"\x06[\x09\x0a]" + _RSADSI + rb"[\x05\x0c]",
    re.DOTALL,
)  # fmt: skip
#: What stands within keys of binary form, wherever in a file they begin. A search for these takes no time.
_WITHIN: Final = (
    b"openssh-key-v1\0",
    b"\x02\x01\x00\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x04",  # RSA in PKCS #8
    b"\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06",  # EC in PKCS #8
)
#: The type of what a PKCS #12 file holds.
_AUTH_SAFE: Final = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
#: The file began at most this many bytes before.
_HEAD: Final = 24
#: Texts that begin a key, and a word of each that is looked for first.
_TEXTS: Final = (
    (b"PRIVATE KEY", re.compile(rb"---- ?BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)? ?----")),
    (b"BEGIN PKCS", re.compile(rb"-----BEGIN (?:X509 )?PKCS ?#?(?:12|8)-----")),
    (b"PuTTY-User-Key-File-", re.compile(rb"PuTTY-User-Key-File-\d+:")),
    (b'"kty"', re.compile(rb'"(?:d|k)"\s*:\s*"[A-Za-z0-9_-]{20,}"')),  # RFC 7517, 7518
    (b"<RSAKeyValue>", re.compile(rb"<D>\s*[A-Za-z0-9+/]{20,}")),
)
#: What DER, stores, PEM, OpenSSH's keys and archives begin with in base64 (RFC 4648) and in hexadecimal.
_BASE64_HEADS: Final = (
    b"MII", b"MIA", b"MIG", b"MIH", b"MHc", b"MHQ", b"MC4", b"MFE", b"/u3+7", b"zs7Oz", b"b3BlbnNza",
    b"UHVUVFk", b"LS0tLS1", b"UEsDB", b"N3q8r", b"UmFyI", b"H4sI",
)  # fmt: skip
#: Lines, and between them white space, quotes and escapes of a line end.
_BASE64: Final = re.compile(
    rb"(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{40,}(?:[\s\"',]|\\[nrt]|\\(?=[\s\"']))+)*[A-Za-z0-9+/_-]*"
)
_HEX_HEADS: Final = (
    b"3082", b"3081", b"30 82", b"30 81", b"30:82", b"30:81", b"0x30", b"\\x30", b"feedfeed", b"504b0304",
)  # fmt: skip
_HEX: Final = re.compile(rb"(?:(?:0x|\\x)?[0-9a-f]{2}[\s:,]*){60,}")
#: Bytes of encoded texts that are read of a file at most, and of one at least.
_ENCODED: Final = 16_000_000
_SHORTEST: Final = 60
#: Encoded texts that are read of a file at most.
_MOST: Final = 20_000


def is_pkcs12(data: bytes) -> bool:
    """Whether a file begins as a PKCS #12 file does."""
    return _PKCS12.match(data) is not None


def is_cut_off(data: bytes) -> bool:
    """Whether less is there than the beginning of a DER file says."""
    size = data[1] - 0x80 if len(data) > 1 else 0
    if not 0 < size <= 4:
        return size < 0 and len(data) < 2 + data[1]
    return len(data) < 2 + size + int.from_bytes(data[2 : 2 + size])


def is_secret(name: str, data: bytes) -> bool:
    """Whether a file holds a private key as it is, or is of a kind that does; see also `secret_files`."""
    if name.lower().endswith(SUFFIXES) or is_pkcs12(data) or _KEY.match(data):
        return not is_known(data)
    return (_holds_text(data) or _holds_binary(data)) and not is_known(data)


def _holds_text(data: bytes) -> bool:
    return any(word in data and form.search(data) for word, form in _TEXTS)


def _holds_binary(data: bytes) -> bool:
    """Whether a key in binary form begins anywhere: behind a picture, in a stream of a saved mail."""
    if any(part in data for part in _WITHIN):
        return True
    at = data.find(_AUTH_SAFE)
    while at >= 0:
        if _PKCS12.search(data, max(0, at - _HEAD), at + len(_AUTH_SAFE)):
            return True
        at = data.find(_AUTH_SAFE, at + 1)
    return False


def encoded_parts(data: bytes) -> Iterator[bytes]:
    """What is written in ``data`` in base64, in hexadecimal or in UTF-16 and may hold a key."""
    if (plain := _from_utf16(data)) is not None:
        yield plain
        return
    if b"\0" in data:  # no text: it may hold such letters by chance alone
        return
    yield from map(_from_base64, _runs(data, _BASE64_HEADS, _BASE64))
    if any(head in data or head.upper() in data for head in _HEX_HEADS):
        yield from map(_from_hex, _runs(data.lower(), _HEX_HEADS, _HEX))


def _runs(data: bytes, heads: Iterable[bytes], form: re.Pattern[bytes]) -> Iterator[bytes]:
    """Every text of a form that begins with one of ``heads``, up to a length in all."""
    left, runs = _ENCODED, 0
    for head in heads:
        at = data.find(head)
        while at >= 0 and left > 0 and runs < _MOST:
            found = form.match(data, at, at + left)
            size = len(found[0]) if found else 0
            if found and size >= _SHORTEST:
                left, runs = left - size, runs + 1
                yield found[0]
            at = data.find(head, at + max(size, 1))


def _from_utf16(data: bytes) -> bytes | None:
    """The text of a file in UTF-16, in UTF-8; None where it is in something else."""
    at = data.find(b"-\0-\0-\0-\0")  # as a key begins; without a mark its place tells which end is first
    if data.startswith(b"\xff\xfe") or (at >= 0 and at % 2 == 0):
        encoding = "utf-16-le"
    elif data.startswith(b"\xfe\xff") or at > 0:
        encoding = "utf-16-be"
    else:
        return None
    return data[: len(data) // 2 * 2].decode(encoding, "replace").encode("utf-8", "replace")


def _from_base64(text: bytes) -> bytes:
    """The bytes of a text in either alphabet; what stands between its lines is left out."""
    bare = re.sub(rb"\\[nrt]|[^A-Za-z0-9+/_-]", b"", text).translate(bytes.maketrans(b"-_", b"+/"))
    bare = bare[:-1] if len(bare) % 4 == 1 else bare
    return base64.b64decode(bare + b"=" * (-len(bare) % 4))


def _from_hex(text: bytes) -> bytes:
    bare = re.sub(rb"[^0-9a-f]", b"", re.sub(rb"0x|\\x", b"", text))
    return bytes.fromhex(bare[: len(bare) // 2 * 2].decode())
