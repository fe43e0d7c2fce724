"""Letters whose marks are stored apart (か and U+3099, e and U+0301), as a Mac and old PDFs give them.

They look the same as those in one piece, and no program takes them for the same. So they are composed
wherever a text is read. Unicode's NFC does more: it makes other letters of CJK compatibility ideographs,
which are in people's and places' names (神 U+FA19, 都 U+FA26, 20 more that Windows types). Those stay, and
so does all that has no mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from unicodedata import category, is_normalized, normalize

from .project_folders import ProjectFolders


def compose(text: str) -> str:
    """``text`` with each letter and its marks in one piece, where Unicode has one. Lines stay the same."""
    if is_normalized("NFC", text) or not any(map(_is_attached, text)):
        return text
    return "".join(map(_composed, _clusters(text)))


def is_apart(text: str) -> bool:
    """Whether ``text`` holds a letter that `compose` changes."""
    return compose(text) != text


def _clusters(text: str) -> Iterator[str]:
    """Each character with the marks that stand on it."""
    start = 0
    for at in range(1, len(text)):
        if not _is_attached(text[at]):
            yield text[start:at]
            start = at
    yield text[start:]


def _composed(cluster: str) -> str:
    if len(cluster) == 1 or _is_compatible(cluster[0]):
        return cluster
    return normalize("NFC", cluster)


def _is_attached(character: str) -> bool:
    """Whether it may become one with what stands before it: a mark, or a later part of a Korean syllable."""
    if "\u1161" <= character <= "\u1175" or "\u11a8" <= character <= "\u11c2":
        return True
    return character >= "\u0300" and category(character)[0] == "M"


def _is_compatible(character: str) -> bool:
    return "\uf900" <= character <= "\ufaff" or "\U0002f800" <= character <= "\U0002fa1f"


def files_apart(root: Path) -> tuple[Path, ...]:
    """The files below ``root`` that people write and that hold such letters.

    One that is not in UTF-8 is left out: whoever reads it tells what is wrong.
    """
    return tuple(path for path in _written(ProjectFolders(root)) if _holds_apart(path))


def _written(folders: ProjectFolders) -> Iterator[Path]:
    docs, screens = folders.docs, folders.screenshots
    yield folders.conf
    patterns = ("*.md", "*.toml", "parts/*.md", "labels/*.toml", "editions/*.toml", "locales/*/*.toml")
    yield from sorted(chain.from_iterable(map(docs.glob, (*patterns, "locales/*/LC_MESSAGES/*.po"))))
    yield from sorted([*screens.rglob("*.toml"), *screens.rglob("*.typ")])


def _holds_apart(path: Path) -> bool:
    try:
        return is_apart(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return False
