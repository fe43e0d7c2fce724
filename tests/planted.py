"""What tests of the rules share: a spoilt copy of the invented city's project, what is found in it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

from tebiki.audit.audit import Asked, check

Found = tuple[str, str, int | None, str | None]


def copied(project: Path, into: Path) -> Path:
    """A copy of a built project, to be spoilt."""
    root = into / "yamabe"
    shutil.copytree(project, root)
    return root


def spoil(path: Path, old: str, new: str) -> int:
    """Put ``new`` in the place of ``old`` and tell the line where it begins.

    On a page marks that say where its lines may break may stand within ``old``.
    """
    text = path.read_text(encoding="utf-8")
    there = text.find(old)
    start, end = (there, there + len(old)) if there >= 0 else _across_marks(text, old)
    path.write_text(text[:start] + new + text[end:], encoding="utf-8", newline="\n")
    return text[:start].count("\n") + 1


def _across_marks(text: str, old: str) -> tuple[int, int]:
    mark = r'(?:<wbr(?: aria-hidden="true")?>|<span class="j"></span>)?'
    match = re.search(mark.join(map(re.escape, old)), text)
    assert match, old
    return match.span()


def found(root: Path, *, sources: bool = True, outputs: bool = True) -> Counter[Found]:
    """All that is wrong with a project: rule, file below the root, line, key."""
    report = check(Asked(root, sources=sources, outputs=outputs))
    rows: list[Found] = []
    for finding in report.findings:
        place = finding.problem.place
        assert place is not None, finding.problem.code
        file = Path(place.file)
        shown = file.relative_to(root).as_posix() if file.is_absolute() else place.file
        rows.append((finding.rule, shown, place.line, place.key))
    return Counter(rows)
