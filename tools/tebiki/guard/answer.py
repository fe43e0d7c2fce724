"""From catalogues to what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..check.catalog import Rules, check_catalog
from ..errors import Place, Problem, TebikiError
from ..messages import say
from ..model.ruby import RUBY_LANGUAGE
from ..parse.catalog import Catalog, read_catalog
from ..parse.config import load_config
from ..parse.edition import load_edition
from .easy import Easy


@dataclass(slots=True)
class Answer:
    """Lines for standard output; for standard error problems, and notices, which refuse nothing."""

    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    @property
    def text(self) -> str:
        """For standard output."""
        return "\n".join(self.lines) or say("check/unread" if self.problems else "check/none")


def run(files: Sequence[Path], root: Path) -> Answer:
    """Check ``files``, else all catalogues of the project at ``root`` and all else in やさしい日本語.

    Raises `TebikiError` where the project itself is wrong; all else is in the answer.
    """
    config, answer = load_config(root), Answer()
    rules = Rules(config.settings, load_edition(root / "docs" / "editions", config.edition, config.settings))
    easy: Easy | None = None
    paths = files or catalogues(root)
    if any(_language(path) == RUBY_LANGUAGE for path in paths):
        try:
            easy = Easy.read(root / "docs", rules)
        except TebikiError as error:
            answer.problems.extend(error.problems)
    for path in paths:
        try:
            catalog = read_catalog(path)
        except TebikiError as error:
            answer.problems.extend(error.problems)
            continue
        found = check_catalog(catalog, easy.rules if easy else rules)
        if easy and catalog.language == RUBY_LANGUAGE:
            answer.notices.extend(easy.style(catalog))
        _told(catalog, found, answer)
    if easy and not files:
        problems, notices = easy.content()
        answer.problems.extend(problems)
        answer.notices.extend(notices)
        answer.lines.append(say("check/content", texts=easy.count, found=len(problems)))
    return answer


def _told(catalog: Catalog, found: Sequence[Problem], answer: Answer) -> None:
    used = sum(entry.used for entry in catalog.entries)
    file = Place.of(catalog.path).file
    answer.lines.append(say("check/done", file=file, used=used, all=len(catalog.entries), found=len(found)))
    answer.problems.extend(found)


def _language(path: Path) -> str:
    return path.resolve().parent.parent.name


def catalogues(root: Path) -> list[Path]:
    """The catalogues of a project, by language."""
    return sorted((root / "docs" / "locales").glob("*/LC_MESSAGES/*.po"))
