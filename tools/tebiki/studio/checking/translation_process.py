"""A process that counts once how far each language is and writes it as JSON: ``ROOT YEAR``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...content.catalogs.language_folder import SOURCE
from ...content.project import Project
from ...content.publication import Publication
from ...errors import Problem, TebikiError
from ...messages import LANGUAGES, remedy, say
from ...translate.reading import readable
from ...translate.status import LanguageState, Open, PageState, status
from ...translate.targets import target_languages
from ...translate.template import PageLines, step_of
from .background import give_way


def main(root: Path, year: str) -> None:
    """Count the languages of the project at ``root`` as of the edition ``year`` and print the result."""
    give_way()
    json.dump(look(root, year), sys.stdout)


def look(root: Path, year: str) -> dict[str, Any]:
    """Each language: its pages, what is open in reading order, who looks after it and who vouches."""
    project = Project(root).seen_in(year)
    try:
        source = project.publication(SOURCE)
        codes = target_languages(project)
        found = status(project, codes) if codes else None
    except TebikiError as error:  # sources that a build refuses, too
        return {"languages": [], "problems": [_problem(one) for one in error.problems]}
    if found is None:
        return {"languages": [], "problems": []}
    lines = PageLines(root)
    return {
        "languages": [_language(one, source, lines) for one in found.languages],
        "problems": [_problem(one) for one in found.problems],
    }


def _language(one: LanguageState, source: Publication, lines: PageLines) -> dict[str, Any]:
    return {
        "code": one.language,
        "owner": one.care.owner,
        "bar": one.care.bar,
        "reviewed": {"by": one.review.by, "on": one.review.on.isoformat()} if one.review else None,
        "revised": one.revised.isoformat() if one.revised else None,
        "pages": [_page(page) for page in one.pages],
        "open": list(_open(one.open, source, lines)),
    }


def _page(page: PageState) -> dict[str, Any]:
    tally = page.tally
    return {
        "page": page.page,
        "vital": sum(tally.vital.values()),
        "vital_done": tally.vital["done"],
        "share": int(tally.share),
        "open": tally.open,
        "released": page.released,
    }


def _open(items: tuple[Open, ...], source: Publication, lines: PageLines) -> Iterator[dict[str, Any]]:
    for item in items:
        first = item.asked.messages[0]
        yield {
            "pages": list(item.asked.pages),
            "step": step_of(lines, first),
            "kind": item.asked.kind,
            "state": item.state,
            "text": readable(first.msgid, first.page, source),
            "translation": item.entry.msgstr if item.entry else "",
        }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "message": {to: say(problem.code, to, **problem.values) for to in LANGUAGES},
        "remedy": {to: remedy(problem, to) or "" for to in LANGUAGES},
        "where": str(problem.place or ""),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
