"""Whether Windows can hold each path of the zip, wherever staff unpack it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from tebiki.errors import Place, Problem

#: The longest path that every program of Windows opens, and the longest of a folder (room for 8.3 in it).
LONGEST_FILE: Final = 259
LONGEST_FOLDER: Final = 247
#: How long the path of the folder may be into which the zip is unpacked, its last backslash included.
BASE: Final = 80
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_DEVICES: Final = re.compile(
    r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?"
)


def check_names(paths: Iterable[str], base: int = BASE) -> Iterator[Problem]:
    """All that is wrong with paths of a zip that is unpacked where a path has ``base`` characters.

    ``office/name``: Windows has no such name; ``office/name-twice``: it differs from another only in
    capitals; ``office/path-long``: too long, by how much.
    """
    seen: dict[str, str] = {}
    for path in sorted(paths):
        if bad := next(filter(_is_forbidden, PurePosixPath(path).parts), None):
            yield Problem("office/name", Place(path), {"name": bad})
        if (other := seen.setdefault(path.casefold(), path)) != path:
            yield Problem("office/name-twice", Place(path), {"other": other})
        if (over := longest_over(path, base)) > 0:
            yield Problem("office/path-long", Place(path), {"over": over, "base": base})


def _is_forbidden(name: str) -> bool:
    """Whether Windows refuses a name, or means a device by it."""
    return (
        name in {"/", "..", "."}
        or name[-1] in " ."
        or _FORBIDDEN.search(name) is not None
        or _DEVICES.fullmatch(name) is not None
    )


def longest_over(path: str, base: int) -> int:
    """By how many characters a path, or its folder, is longer than Windows allows."""
    folder = path.rpartition("/")[0]
    return max(base + units(path) - LONGEST_FILE, base + units(folder) - LONGEST_FOLDER)


def units(text: str) -> int:
    """How many characters Windows counts: units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
