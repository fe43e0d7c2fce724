"""From catalogues to what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..check.catalog import Rules, check_catalog
from ..errors import Place, Problem, TebikiError
from ..messages import say
from ..parse.catalog import read_catalog
from ..parse.config import load_config
from ..parse.edition import load_edition


@dataclass(frozen=True, slots=True)
class Answer:
    """Text for standard output, and problems of the catalogues for standard error."""

    text: str
    problems: tuple[Problem, ...]


def run(files: Sequence[Path], root: Path) -> Answer:
    """Check ``files``, else all catalogues of the project at ``root``.

    Raises `TebikiError` where the project itself is wrong; all else is in the answer.
    """
    config = load_config(root)
    edition = load_edition(root / "docs" / "editions", config.edition, config.settings)
    rules = Rules(config.settings, edition)
    lines: list[str] = []
    problems: list[Problem] = []
    for path in files or catalogues(root):
        try:
            catalog = read_catalog(path)
        except TebikiError as error:
            problems.extend(error.problems)
            continue
        used = sum(entry.used for entry in catalog.entries)
        found = check_catalog(catalog, rules)
        problems.extend(found)
        values = {"file": Place.of(path).file, "used": used, "all": len(catalog.entries), "found": len(found)}
        lines.append(say("check/done", **values))
    return Answer("\n".join(lines) or say("check/none" if not problems else "check/unread"), tuple(problems))


def catalogues(root: Path) -> list[Path]:
    """The catalogues of a project, by language."""
    return sorted((root / "docs" / "locales").glob("*/LC_MESSAGES/*.po"))
