"""Content that grows: copies of a manual, and fewer or more of the project's languages."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

#: Manuals and languages of each build.
SIZES: Final = ((3, 1), (10, 1), (30, 1), (3, 3), (3, 6))
_CURRENT: Final = re.compile(r'(?m)^tebiki_edition = "(\d{4})"$')
_LANGUAGES: Final = re.compile(r'"languages": \[([^\]]*)\]')


def current_edition(root: Path) -> Path:
    """The file of the edition that is built: conf.py names it. A newer one may have been begun."""
    found = _CURRENT.search((root / "conf.py").read_text(encoding="utf-8"))
    if not found:
        sys.exit("conf.py names no edition; nothing was measured")
    return root / "docs" / "editions" / f"{found[1]}.toml"


def grow(root: Path, manuals: int, languages: int) -> None:
    """Bring the content of ``root`` to that many manuals and languages."""
    edition = current_edition(root)
    text = edition.read_text(encoding="utf-8")
    known = list(dict.fromkeys(re.findall(r"(?m)^\[manuals\.(\w+)\]", text)))
    page = (root / "docs" / f"{known[-1]}.md").read_text(encoding="utf-8")
    tables = re.findall(rf"(?ms)^\[\[?manuals\.{known[-1]}[.\]].*?(?=^\[|\Z)", text)
    for number in range(len(known), manuals):
        name = f"{known[-1]}{number}"
        (root / "docs" / f"{name}.md").write_text(page, encoding="utf-8", newline="\n")
        text += "\n" + "".join(tables).replace(f"manuals.{known[-1]}", f"manuals.{name}")
    edition.write_text(text, encoding="utf-8", newline="\n")
    conf = (root / "conf.py").read_text(encoding="utf-8")
    found = _LANGUAGES.search(conf)
    codes = found[1].split(", ") if found else []
    if len(codes) < languages:
        sys.exit(f"conf.py has fewer than {languages} languages; nothing was measured")
    conf = _LANGUAGES.sub(f'"languages": [{", ".join(codes[:languages])}]', conf)
    (root / "conf.py").write_text(conf, encoding="utf-8", newline="\n")
