"""How far languages are, for a console and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from ..build.console import columns
from ..errors import Place, Problem
from ..messages import tell
from ..model.publication import Publication
from ..model.translation import State
from ..parse.text import shown
from .project import Project
from .reading import readable
from .status import LanguageState, Open, PageState, Status
from .tell import some, words
from .template import page_name

#: Open messages that a console shows of one language; the page and JSON show all.
MOST: Final = 20


def status_text(found: Status, source: Publication) -> str:
    """A table with a line for each page, then each language's keeper and what is open."""
    keys = ("language", "manual", "vital", "rest", "fuzzy", "missing", "released")
    table = [[words(f"col-{key}") for key in keys]]
    table += [_row(one, page, source) for one in found.languages for page in one.pages]
    lines = [*columns(table), ""] if found.languages else [words("no-languages")]
    for one in found.languages:
        lines.append(keeper(one, source))
        lines += some((_open(item, one, source) for item in one.open), MOST)
    return "\n".join(lines)


def _row(one: LanguageState, page: PageState, source: Publication) -> list[str]:
    count = {state: page.tally.vital[state] + page.tally.rest[state] for state in _STATES}
    return [
        one.language,
        page_name(page.page, source),
        f"{page.tally.vital['done']}/{sum(page.tally.vital.values())}",
        f"{percent(page.tally.share)} %",
        str(count["fuzzy"]),
        str(count["missing"]),
        words("yes" if page.released else "no"),
    ]


_STATES: Final[tuple[State, ...]] = ("done", "fuzzy", "missing")


def percent(share: float) -> int:
    """A share in whole numbers; 100 only where nothing is left."""
    return int(share)


def keeper(one: LanguageState, source: Publication) -> str:
    """Who looks after a language, whether this edition was reviewed, the day of the last change, the bar."""
    year = source.edition.year
    review = words("reviewed", year=year, by=one.review.by, on=one.review.on) if one.review else ""
    return words(
        "keeper",
        language=one.language,
        owner=one.care.owner or words("nobody"),
        review=review or words("unreviewed", year=year),
        revised=one.revised or words("undated"),
        bar=one.care.bar,
        open=len(one.open),
    )


def _open(item: Open, one: LanguageState, source: Publication) -> str:
    file, line = item.asked.places[0]
    return words(
        "open",
        state=words(f"is-{item.state}"),
        kind=words(f"kind-{item.asked.kind}"),
        place=f"{file}:{line}",
        catalog=f"{one.path.name}:{item.entry.line}" if item.entry else words("no-entry"),
        picture="".join(f" screenshots/{screen}" for screen in item.asked.screens[:1]),
        text=shown(readable(item.asked.msgid, item.asked.pages[0], source), 40),
    )


def status_json(found: Status, project: Project, source: Publication) -> str:
    """``{"edition", "languages": [...], "problems": [...]}``; the same order and keys each time."""
    table = {
        "edition": project.edition.year,
        "languages": [_language(one, source) for one in found.languages],
        "problems": [_problem(problem) for problem in found.problems],
    }
    return json.dumps(table, ensure_ascii=False, indent=2)


def _language(one: LanguageState, source: Publication) -> dict[str, Any]:
    return {
        "language": one.language,
        "owner": one.care.owner,
        "bar": one.care.bar,
        "reviewed": one.review.model_dump(mode="json") if one.review else None,
        "revised": one.revised.isoformat() if one.revised else None,
        "pages": [_page(page) for page in one.pages],
        "open": list(_items(one, source)),
    }


def _page(page: PageState) -> dict[str, Any]:
    count = page.tally
    return {
        "page": page.page,
        "vital": dict(count.vital),
        "rest": dict(count.rest),
        "share": round(count.share, 1),
        "released": page.released,
    }


def _items(one: LanguageState, source: Publication) -> Iterator[dict[str, Any]]:
    for item in one.open:
        yield {
            "msgid": item.asked.msgid,
            "text": readable(item.asked.msgid, item.asked.pages[0], source),
            "state": item.state,
            "kind": item.asked.kind,
            "pages": list(item.asked.pages),
            "places": [{"file": file, "line": line} for file, line in item.asked.places],
            "catalog": {"file": Place.of(one.path).file, "line": item.entry.line if item.entry else None},
            "screens": list(item.asked.screens),
        }


def _problem(problem: Problem) -> dict[str, Any]:
    where = asdict(problem.place) if problem.place else None
    return {"code": problem.code, "place": where, "message": tell(problem)}
