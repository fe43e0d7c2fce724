"""Addresses of pages as they are published, one a line of a file; which faults there are not WCAG's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from ...content.text_files import read_text, shown
from ...errors import Place, Problem, TebikiError
from .observations import Seen

#: Kinds of faults that are about our own files, and none of WCAG: a CMS puts its own frame around a body.
_OURS: Final = frozenset(
    {"outside", "policy", "console", "print-navigation", "print-address", "print-hidden", "syntax"}
)
#: Names of this machine, at which somebody may try a copy of the pages.
_HERE: Final = frozenset({"127.0.0.1", "localhost"})
#: So many letters of a line are told where it is wrong.
_SHOWN: Final = 120


def read_addresses(path: Path) -> list[str]:
    """The addresses, in order; blank lines and those that begin with ``#`` are left out.

    Raises `TebikiError`: ``browser/no-address`` for a file without any, ``browser/address`` and
    ``browser/address-twice`` with the line, and what reading a text raises.
    """
    found: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        if code := _mistake(address, found):
            problems.append(Problem(code, Place.of(path, number), {"address": shown(address, _SHOWN)}))
        found.append(address)
    if not found:
        problems.append(Problem("browser/no-address", Place.of(path)))
    if problems:
        raise TebikiError(problems)
    return found


def _mistake(address: str, found: list[str]) -> str | None:
    if address in found:
        return "browser/address-twice"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "browser/address"
    here = parts.scheme == "http" and parts.hostname in _HERE
    whole = parts.hostname and not parts.username and not parts.fragment and (here or port is None)
    fits = address.isascii() and address.isprintable() and " " not in address
    return None if whole and fits and (here or parts.scheme == "https") else "browser/address"


def without_own(pages: list[Seen]) -> Iterator[Seen]:
    """The pages without faults of kinds that only our own files are held to."""
    for page in pages:
        page.faults = [fault for fault in page.faults if fault.kind not in _OURS]
        yield page
