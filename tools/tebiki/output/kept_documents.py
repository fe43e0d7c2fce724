"""PDFs read back, kept in a folder for the processes of one command that meets the same files several times.

The folder is made by that command, empty, and goes with it: nothing of another run is ever believed.
What an entry holds is known by the hash of the PDF's bytes, and by its own that it is whole.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from ..content.output_names import is_summary

_SUFFIX: Final = ".document"
_DIGEST: Final = hashlib.sha256().digest_size
_kept_in: Path | None = None


def keep_documents(folder: Path | None) -> None:
    """Have this process keep what it reads in ``folder``, which need not be there; None: not at all."""
    global _kept_in  # noqa: PLW0603 -- as long as the process lives, like the memory of what it has read
    _kept_in = folder


def folder_of_documents() -> Path | None:
    """Where this process keeps them; for processes that it starts."""
    return _kept_in


def is_kept(path: Path) -> bool:
    """Whether a PDF was read before, whatever its name was then."""
    if _kept_in is None:
        return False
    own = _entry(path, hashlib.sha256(path.read_bytes()).digest())
    return own is not None and own.is_file()


def find_document(path: Path, digest: bytes) -> Any:
    """What was kept of a PDF whose bytes have that sha256; None where nothing was, or something damaged."""
    own = _entry(path, digest)
    try:
        data = own.read_bytes() if own is not None else b""
    except OSError:
        return None
    text = data[_DIGEST:]
    if not text or hashlib.sha256(text).digest() != data[:_DIGEST]:
        return None
    return pickle.loads(text)  # noqa: S301 -- written by this command, in a folder of its own


def keep_document(path: Path, digest: bytes, document: object) -> None:
    """Keep what was read. Where that cannot be, it is read again."""
    own = _entry(path, digest)
    if own is None:
        return
    text = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
    new = own.with_name(f"{own.name}.{os.getpid()}")
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(hashlib.sha256(text).digest() + text)
        new.replace(own)
    except OSError:
        with suppress(OSError):
            new.unlink()


def _entry(path: Path, digest: bytes) -> Path | None:
    """The file of an entry. Of the name that counts which tells a page for the wall: it is read otherwise."""
    if _kept_in is None:
        return None
    return _kept_in / f"{digest.hex()}{'-wall' if is_summary(path.name) else ''}{_SUFFIX}"
