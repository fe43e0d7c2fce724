"""The edition as its readers will see it, in a frame that may run nothing; made anew after each save."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ...content.catalogs.language_folder import SOURCE
from ...content.language_names import language_name
from ...content.output_names import INDEX, is_summary, page_file
from ..reply import Go, Page, Part, Reply
from ..room import act, view
from ..visit import Visit
from ..words import room_words

_ANCHOR: Final = re.compile(r"[A-Za-z0-9_-]{0,80}")


def show_preview(visit: Visit) -> Reply:
    """A page of the edition: ``language`` and ``manual`` of the address choose it, ``at`` a place in it."""
    language, manual, width = _choice(visit)
    at = visit.query.get("at", "")
    values = {
        "manual": manual,
        "chosen": language,
        "width": width,
        "at": at if _ANCHOR.fullmatch(at) else "",
        "languages": [(code, language_name(code, visit.language)) for code in visit.project.languages],
        "manuals": _manuals(visit),
        **_state(visit, language, manual),
    }
    return Page("preview.html", room_words("preview", "title"), values)


def show_news(visit: Visit) -> Reply:
    """What of a page is new since ``after``; waits for it, or until it is time to ask again."""
    language, manual, _ = _choice(visit)
    following = visit.desk.preview.look_at(visit.year)
    after = visit.query.get("after", "")
    following.state.news(int(after) if after.isdecimal() else -1, "")
    return Part("preview_state.html", _state(visit, language, manual))


def make_pdfs(visit: Visit) -> Reply:
    """Make the PDFs of a language and show where they are."""
    language, manual, _ = _choice(visit)
    names = visit.desk.preview.look_at(visit.year).make_pdfs(language)
    pdfs = [(Path(name).name, is_summary(name), visit.file_address("shown", name)) for name in names]
    return Part("preview_pdfs.html", {"pdfs": pdfs, **_state(visit, language, manual)})


def show_draft(visit: Visit) -> Reply:
    """The preview without a choice: that of the manual in the address."""
    return Go(f"/{visit.year}/preview?manual={visit.params['manual']}")


def _choice(visit: Visit) -> tuple[str, str, str]:
    """Language, page and width; what is none of the project's is the first."""
    language, manual = visit.query.get("language", ""), visit.query.get("manual", "")
    language = language if language in visit.project.languages else SOURCE
    manual = manual if manual in dict(_manuals(visit)) else INDEX
    return language, manual, "wide" if visit.query.get("width") == "wide" else "phone"


def _manuals(visit: Visit) -> list[tuple[str, str]]:
    """The index and each manual, by the names that readers see."""
    pages = visit.project.publication(SOURCE).manuals
    return [(INDEX, room_words("preview", "index")), *((page.name, page.platform) for page in pages)]


def _state(visit: Visit, language: str, manual: str) -> dict[str, object]:
    following = visit.desk.preview.look_at(visit.year)
    number, problems = following.state.number, following.state.problems
    name = following.page(language, page_file(manual))
    address = visit.file_address("shown", name) if name else ""
    return {"number": number, "wrong": problems, "address": address}


ROUTES: Final = (
    view("/{year}/preview", show_preview),
    view("/{year}/preview/news", show_news),
    act("/{year}/preview/pdfs", make_pdfs),
    view("/{year}/preview/{manual}", show_draft),
)
