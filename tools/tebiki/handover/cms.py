"""The folder for a CMS: bodies, pictures, their list, the article; looked at before it may be handed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..checks.registry import rules_of
from ..checks.rule import Finding, apply
from ..checks.subjects.body import CmsBody
from ..content.settings import Cms
from ..errors import Problem, TebikiError
from .article import article
from .bodies import Made, addresses, bodies
from .facts import contact
from .finished import Finished
from .pictures import as_csv, as_html, listed

CMS: Final = "cms"


def write_cms(finished: Finished, folder: Path, options: Cms) -> tuple[Problem, ...]:
    """Fill the folder ``cms``; returns what staff should know. Raises `TebikiError` (``cms/…``)."""
    made = tuple(bodies(finished, options))
    words = article(finished, options, addresses(finished, options, up=""))
    texts = {body.name: body.html for body in made}
    texts |= {"article.html": words.as_html(options), "article.txt": words.as_text()}
    found = list(_findings(texts, options))
    if problems := [one.problem for one in found if one.severity == "error"]:
        raise TebikiError(problems)
    rows = listed(finished.site, made)
    texts |= {"pictures.csv": as_csv(rows), "pictures.html": as_html(rows), "titles.csv": _titles(made)}
    for name, text in texts.items():
        _write(folder / name, text)
    for row in rows:
        (folder / "files").mkdir(exist_ok=True)
        shutil.copyfile(finished.site / row.path, folder / "files" / row.name)
    return (*(one.problem for one in found), *_told(finished, options))


def body_subjects(finished: Finished, options: Cms) -> Iterator[CmsBody]:
    """The bodies as the rules look at them."""
    for body in bodies(finished, options):
        yield CmsBody(f"{CMS}/{body.name}", body.html, options)


def _findings(texts: dict[str, str], options: Cms) -> Iterator[Finding]:
    for name, text in texts.items():
        if name.endswith(".html"):
            yield from apply(rules_of(CmsBody), CmsBody(f"{CMS}/{name}", text, options))


def _titles(made: tuple[Made, ...]) -> str:
    """What goes into the CMS's field for the title, by file; for Excel."""
    rows = ((body.name, body.title.replace('"', '""')) for body in made)
    lines = ["ファイル,題名", *(f'{name},"{title}"' for name, title in rows)]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _told(finished: Finished, options: Cms) -> Iterator[Problem]:
    for name, text in contact(finished):
        if text is None:
            yield Problem("handover/contact", None, {"name": name})
    if not options.base:
        yield Problem("handover/base", None, {})
