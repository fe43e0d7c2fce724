"""What starts the studio on an office PC: はじめる.bat, the paths of its Python, what people read first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

LAUNCHER, READ_FIRST, TROUBLE = "はじめる.bat", "はじめに読む.txt", "texts/trouble.txt"
#: Folders of the zip.
PYTHON_FOLDER, PACKAGES_FOLDER, GIT_FOLDER, PROJECT_FOLDER = "python", "packages", "git", "project"
_TEMPLATES: Final = Path(__file__).parent


def launcher_files(tag: str, words: Mapping[str, str]) -> dict[str, bytes]:
    """Path → bytes of what starts the studio. ``tag``: of the Python, such as ``python313``."""
    batch = (_TEMPLATES / "hajimeru.bat").read_text(encoding="ascii")
    return {
        LAUNCHER: _crlf(batch).encode("ascii"),
        # A console of Windows in Japanese shows this code page; a window of the editor the other.
        TROUBLE: _crlf(words["trouble"]).encode("cp932"),
        READ_FIRST: b"\xef\xbb\xbf" + _crlf(words["read-first"]).encode("utf-8"),
        f"{PYTHON_FOLDER}/{tag}._pth": paths_file(tag).encode("ascii"),
    }


def paths_file(tag: str) -> str:
    """Where that Python looks for modules, and nowhere else: no variable and no user's folder adds to it.

    The module `site` is not imported, so nothing is run from the packages' folder either.
    """
    lines = (f"{tag}.zip", ".", f"..\\{PACKAGES_FOLDER}", f"..\\{PROJECT_FOLDER}\\tools")
    return "".join(f"{line}\r\n" for line in lines)


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
