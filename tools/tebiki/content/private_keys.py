"""Certificates with private keys, told by a file's name and by its content; standard library only.

The content counts as well as the name: what was renamed to be sent by mail stays what it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from ..errors import Place, Problem
from .known_keys import is_known
from .project_folders import ProjectFolders

#: Files of these names hold a private key, whatever else may be in them.
SUFFIXES: Final = (".p12", ".pfx", ".jks", ".keystore", ".mobileconfig")
#: Of a larger file only the beginning is looked at; what is that large is a font or a picture.
_LOOKED_AT: Final = 1_000_000
#: Folders that are no part of a content: versions kept by git, environments, caches.
_ASIDE: Final = re.compile(r"\.git|\.venv.*|\..*_cache|__pycache__|node_modules|.*\.egg-info")

# DER, as RFC 5208, 5915, 7292 and 8017 have it: a sequence, then what only these begin with.
_LENGTH: Final = rb"(?:[\x00-\x80]|\x81.|\x82.{2}|\x83.{3}|\x84.{4})"
_SEQUENCE: Final = rb"\x30" + _LENGTH
_RSADSI: Final = rb"\x2a\x86\x48\x86\xf7\x0d\x01"
_PKCS12: Final = re.compile(
    _SEQUENCE + rb"\x02\x01\x03" + _SEQUENCE + rb"\x06\x09" + _RSADSI + rb"\x07", re.DOTALL
)
_KEY: Final = re.compile(
    rb"\xfe\xed\xfe\xed"  # Java's store of keys
     rb"|" + _SEQUENCE + rb"\x02\x01\x00(?:\x30" + _LENGTH + rb"\x06|\x02[\x81\x82])"
    + rb"|" + _SEQUENCE + rb"\x02\x01\x01\x04"
    + rb"|" + _SEQUENCE + rb"\x30" + _LENGTH + rb"\x06[\x09\x0a]" + _RSADSI + rb"[\x05\x0c]",
    re.DOTALL,
)  # fmt: skip
#: Looked for where the words stand at all: a search of all bytes would take longer than reading them.
_PEM: Final = re.compile(rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----")


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
    """Whether a file holds a private key, or is of a kind that does."""
    if name.lower().endswith(SUFFIXES) or is_pkcs12(data) or _KEY.match(data):
        return not is_known(data)
    return b"PRIVATE KEY-----" in data and _PEM.search(data) is not None


def check_secrets(root: Path) -> Iterator[Problem]:
    """Every such file at and below ``root``, but in what `make` makes."""
    made = str(ProjectFolders(root).build)
    found = (path for path in _below(str(root), made) if is_secret(path, _read(path)))
    for path in sorted(found):
        yield Problem("secret/file", Place.of(Path(path)))


def _below(folder: str, made: str) -> Iterator[str]:
    """The files at and below a folder as plain names: every build asks for all of them."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if not entry.is_dir(follow_symlinks=False):
                if entry.is_file():  # no pipe: it would never end
                    yield entry.path
            elif entry.path != made and not _ASIDE.fullmatch(entry.name):
                yield from _below(entry.path, made)


def _read(path: str) -> bytes:
    """What is looked at of a file; what cannot be read holds nothing that could be given away."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 -- `Path` takes as long as the look
            return stream.read(_LOOKED_AT)
    except OSError:
        return b""
